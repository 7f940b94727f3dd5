"""Training, tiny: our own sentences, one layer, a start at random."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import torch

from tests.training import made
from tests.training.made import RUN, Fitted
from training.fit import Run, fit


def test_a_tiny_run_learns_what_it_was_shown(tiny: Fitted) -> None:
    passage, trees = tiny.treed()
    assert tiny.told(passage, "upos") == trees.upos
    heads = tiny.vectors(passage).arcs[0, 1:].argmax(1) - 1
    right = sum(told == head for told, head in zip(heads.tolist(), trees.heads, strict=True))
    assert right > len(trees.heads) / 2  # one in fifteen by chance
    named = tiny.corpora[3].passages[0]
    assert tiny.told(named, "names") == named.names
    cues = tiny.vectors(made.statements()).scores[0, 1:, tiny.labels.layout()["cue"]].argmax(1).tolist()
    assert [at for at, tag in enumerate(cues) if tag] == [2, 10]


def test_a_run_that_is_resumed_gives_the_weights_of_one_that_was_not(tiny: Fitted, tmp_path: Path) -> None:
    run = Run(rounds=2, layers=1)
    whole = fit(tiny.corpora, tiny.pieces, None, tmp_path / "whole", run)
    fit(tiny.corpora, tiny.pieces, None, tmp_path / "parts", run, stop_after=1)
    resumed = fit(tiny.corpora, tiny.pieces, None, tmp_path / "parts", run)
    for name, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name


def test_a_run_tells_its_settings_its_corpora_and_what_it_began_with(tiny: Fitted, tmp_path: Path) -> None:
    told = json.loads((tiny.folder / "training.json").read_text(encoding="utf-8"))
    assert told == asdict(RUN) | {
        "corpora": {
            "trees": {"passes": 24, "documents": 3},
            "nested": {"passes": 12, "documents": 1},
            "statements": {"passes": 24, "documents": 1},
            "names": {"passes": 24, "documents": 1},
            "coreference": {"passes": 12, "documents": 1},
        },
        "start": False,
        "after": None,
    }
    made.earlier(tmp_path / "first", tiny.labels, 1)
    start = made.start(tmp_path, tiny.network)
    fit(tiny.corpora, tiny.pieces, start, tmp_path / "out", Run(rounds=0, layers=1), after=tmp_path / "first")
    told = json.loads((tmp_path / "out" / "training.json").read_text(encoding="utf-8"))
    assert (told["start"], told["after"]) == (True, "first")
