#!/bin/sh
# Makes .venv with the versions of constraints.txt, and with what training needs, which the tests run in small.
# Usage: sh scripts/setup.sh PYTHON
# Debian's Python comes without ensurepip: it is installed by the package manager as root, else the pip
# wheel of Debian's own package is unpacked into .cache. The tests start a PostgreSQL: scripts/postgres.sh gets it.
set -eu
python=${1:-}
if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "setup: Python 3.11 or newer is needed; install python3.11, or run: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi
rm -rf .venv
if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv .venv
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends python3-venv "$(basename "$(readlink -f "$(command -v "$python")")")-venv"
    "$python" -m venv .venv
elif command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
    # As an ordinary user: package lists and packages of our own, in .cache.
    cache=$PWD/.cache/apt
    mkdir -p "$cache/lists/partial" "$cache/archives/partial"
    apt="apt-get -qq -o Dir::State::lists=$cache/lists -o Dir::Cache=$cache"
    $apt update
    (cd "$cache" && $apt download python3-pip-whl python3-setuptools-whl && for deb in *.deb; do dpkg-deb -x "$deb" .; done)
    "$python" -m venv --without-pip .venv
    PYTHONPATH=$(find .cache/apt/usr -name 'pip-*.whl') .venv/bin/python -m pip install -q -c constraints.txt pip
else
    echo "setup: $python has no ensurepip; install its venv package (Debian: python3-venv)" >&2
    exit 1
fi
# What pip says is kept in .cache, and shown where it fails: its warnings would bury the output of `make demo`.
log=.cache/setup.log
mkdir -p .cache
quietly() {
    "$@" >"$log" 2>&1 || { cat "$log" >&2; echo "setup: failed: $*" >&2; exit 1; }
}
quietly .venv/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt pip setuptools
quietly .venv/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt --no-build-isolation --group dev -e ".[train,postgres,ray]"
# Of followthemoney the tests read the schema alone; what it depends on needs ICU.
quietly .venv/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt --no-deps followthemoney
# Whoever only reads reports needs no PostgreSQL: without it the set-up goes on, and the tests fail and say so.
sh scripts/postgres.sh >"$log" 2>&1 || { cat "$log" >&2; echo "setup: no PostgreSQL: the store's tests will fail" >&2; }
# The same holds for the browser, which the tests of the reading room look at its pages with.
sh scripts/chromium.sh >"$log" 2>&1 || { cat "$log" >&2; echo "setup: no Chromium: the tests of the reading room will fail" >&2; }
