"""Tagged sentences, read into attributions."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from training.appeals import appeals
from training.passages import Passage


def read(folder: Path, sentence: str) -> list[Passage]:
    """The passages of a sentence in which [ ] stand for a source's tags and { } for those of a fact."""
    source, fact = "Source:Named:Official>", "Fact_Appeal:Indirect_Quote>"
    for mark, tag in (("[", f"<{source}"), ("]", f"</{source}"), ("{", f"<{fact}"), ("}", f"</{fact}")):
        sentence = sentence.replace(mark, tag)
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["sentence", "annotation"], ["x", sentence]])
    return list(appeals(folder / "a.csv"))


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("[Ana Ruiz] said that {the bridge was closed.}", "Ana Ruiz", "said", "the bridge was closed"),
        ("{“The bridge is closed,”} said [the mayor].", "the mayor", "said", "The bridge is closed"),
        ("{“The bridge is closed,”} [the mayor] said on Monday.", "the mayor", "said", "The bridge is closed"),
        ("[The mayor,] in a letter, wrote that {it was shut}.", "The mayor", "in a letter , wrote", "it was shut"),
    ],
)
def test_a_tagged_appeal_gives_source_cue_and_content(
    tmp_path: Path, sentence: str, source: str, cue: str, content: str
) -> None:
    (passage,) = read(tmp_path, sentence)
    assert passage.attributions is not None
    (found,) = passage.attributions
    assert found.cue is not None
    parts = (found.source[0], found.cue, found.content[0])
    assert tuple(" ".join(passage.words[slice(*part)]) for part in parts) == (source, cue, content)


def test_a_sentence_whose_tags_give_no_attribution_is_left_out_and_one_without_tags_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, "[The mayor] {left}.") == []
    assert read(tmp_path, "[The mayor] and [Ana Ruiz] said {it was shut}.") == []
    (passage,) = read(tmp_path, "The bridge was closed.")
    assert passage.attributions == []
