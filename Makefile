# Everything runs in .venv, which `make` builds from constraints.txt. PYTHON picks the interpreter.
PYTHON ?= $(firstword $(shell command -v python3.11 python3))
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test lint types contracts tests quality bench clean

demo: $(READY)  ## read the example reports, put them on a record, prove it and search it
	$(BIN)/onrecord read examples/reports
	mkdir -p .cache && rm -f .cache/demo.db*
	$(BIN)/onrecord add --record .cache/demo.db examples/reports
	$(BIN)/onrecord verify --record .cache/demo.db
	$(BIN)/onrecord search --record .cache/demo.db --outcome killed
	@echo
	@echo "Open the reading room: $(BIN)/onrecord serve --record .cache/demo.db, then http://127.0.0.1:8031/ in a browser"

test: lint types contracts tests  ## everything that CI runs

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports --no-cache

tests: $(READY)
	$(BIN)/pytest

quality: $(READY)  ## scores on the shared corpora, held against quality/floors.toml and quality/language.toml
	$(BIN)/python -m quality.corpora
	$(BIN)/python -m quality
	$(BIN)/python -m quality.language
	$(BIN)/python -m quality.appeals
	$(BIN)/python -m quality.reliability
	$(BIN)/python -m quality.groups

bench: $(READY)  ## start-up, speed, peers and a large record, as ratios
	-$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt --group bench
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.engine
	$(BIN)/python -m benchmarks.rooms
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.flat --reports 1000
	$(BIN)/python -m benchmarks.record --reports 10000
	$(BIN)/python -m benchmarks.record --reports 10000 --record postgresql
	$(BIN)/python -m benchmarks.search sqlite postgresql

$(READY): pyproject.toml constraints.txt scripts/setup.sh
	sh scripts/setup.sh $(PYTHON)
	touch $@

clean:
	rm -rf .venv .cache
