"""The labels of the heads are read back as they were written, and say where each head's scores stand."""

from __future__ import annotations

from pathlib import Path

from onrecord.analyse.network.labels import Labels, load, save

LABELS = Labels(
    upos=("NOUN", "VERB"),
    xpos=("NN", "VBD", "“"),
    lemma=("l|0|", "=be"),
    names=("O", "B-person", "I-person"),
    relations=("root", "nsubj"),
)


def test_labels_come_back_from_their_file(tmp_path: Path) -> None:
    save(LABELS, tmp_path / "labels.json")
    assert load(tmp_path / "labels.json") == LABELS


def test_the_heads_lie_one_after_the_other_without_a_gap() -> None:
    at = 0
    for part in LABELS.layout().values():
        assert part.start == at
        assert part.stop > at
        at = part.stop
    assert at == LABELS.width()
    assert LABELS.layout()["names"] == slice(7, 10)
