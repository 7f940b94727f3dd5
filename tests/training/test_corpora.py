"""Each corpus's form, read into passages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.training import made
from training import corpora
from training.passages import Attribution, Passage, Trees


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_document_is_held_apart_by_its_id_alone() -> None:
    kept = [corpora.held(f"document {number}") for number in range(200)]
    assert 60 < sum(kept) < 140
    assert corpora.held("a")  # its hash ends in bb
    assert not corpora.held("c")  # in c6


def test_the_sentences_of_a_document_become_one_passage_with_its_trees(tmp_path: Path) -> None:
    made.write_trees(tmp_path / "trees.jsonl")
    passages = list(corpora.trees(tmp_path / "trees.jsonl"))
    assert [passage.id for passage in passages] == ["d0", "d1", "d2"]
    trees = passages[0].trees
    assert passages[0].begins == [0, 8]
    assert trees is not None
    assert trees.heads == [2, 0, -1, 4, 6, 6, 2, 2, 9, 10, -1, 12, 10, 10]
    assert trees.relations[:6] == ["nsubj", "flat", "root", "det", "nsubj:pass", "aux:pass"]


def test_the_names_of_trees_are_read_where_they_are_asked_for(tmp_path: Path) -> None:
    sentence: dict[str, object] = {
        "words": ["Ana", "left", "Brennholm"],
        "upos": ["X"] * 3,
        "xpos": ["X"] * 3,
        "lemma": ["x"] * 3,
    }
    sentence |= {"heads": [2, 0, 2], "deps": ["nsubj", "root", "obj"], "ner": ["B-PER", "O", "B-LOC"]}
    path = written(tmp_path, {"id": "a", "sentences": [sentence]})
    assert [passage.names for passage in corpora.trees(path)] == [None]
    assert [passage.names for passage in corpora.trees(path, named=True)] == [["B-person", "O", "B-place"]]


def test_the_spans_of_a_text_become_ranges_of_its_words(tmp_path: Path) -> None:
    text = "Ana Ruiz said the ruling-party bridge was closed."
    gold = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 48]]}
    path = written(tmp_path, {"id": "a", "text": text, "gold": [gold]})
    (passage,) = corpora.attributions(path, everything=True)
    assert passage.attributions == [Attribution(cue=(2, 3), source=[(0, 2)], content=[(3, 10)])]
    assert passage.words[3:10] == ["the", "ruling", "-", "party", "bridge", "was", "closed"]
    assert list(corpora.attributions(path)) == []  # "a" is held
    assert list(corpora.attributions(path, skip=["a"], everything=True)) == []


def test_a_report_without_text_is_refused_by_its_id(tmp_path: Path) -> None:
    path = written(tmp_path, {"id": "empty one", "text": " ", "gold": []})
    with pytest.raises(ValueError, match="empty one"):
        list(corpora.attributions(path, everything=True))


def test_names_take_our_kinds_and_those_without_one_are_no_names(tmp_path: Path) -> None:
    first = ["Ana", "Ruiz", "left", "Brennholm", ".", "Monday", "came", "."]
    tags = ["B-Person", "I-Person", "O", "B-Location", "O", "B-Date", "O", "O"]
    path = written(tmp_path, {"id": "c", "sentences": [first, ["So", "."]], "tags": [tags, ["O", "O"]]})
    (passage,) = corpora.newswire(path)
    assert passage.names == ["B-person", "I-person", "O", "B-place", *"OOOOOO"]
    assert passage.begins == [0, 5, 8]
    assert passage.breaks == {0, 8}


def test_mentions_are_headed_by_rule_and_by_the_trees_of_the_same_words(tmp_path: Path) -> None:
    words = ["The", "mayor", "of", "Brennholm", "left", "."]
    path = written(tmp_path, {"id": "c", "sentences": [words], "clusters": [[[0, 4]], [[2, 4]]]})
    (passage,) = corpora.coreference(path)
    assert passage.mention_heads == {(0, 4): 1, (2, 4): 3}
    blank = [""] * len(words)
    trees = Trees(upos=blank, xpos=blank, lemma=blank, heads=[1, 4, 3, 1, -1, 4], relations=blank)
    treed = Passage(id="c", words=words, begins=[0], trees=trees)
    (headed,) = corpora.headed([passage], [treed])
    assert headed.mention_heads == {(0, 4): 1, (2, 4): 3}
    wrong = Trees(upos=blank, xpos=blank, lemma=blank, heads=[4, 0, 3, 0, -1, 4], relations=blank)
    (other,) = corpora.headed([passage], [Passage(id="c", words=words, begins=[0], trees=wrong)])
    assert other.mention_heads == {(0, 4): 0, (2, 4): 3}
    (apart,) = corpora.headed([passage], [Passage(id="c", words=words[:-1], begins=[0], trees=wrong)])
    assert apart is passage


@pytest.mark.parametrize(
    ("mention", "head"),
    [("the mayor", 1), ("the mayor of Brennholm", 1), ("the mayor 's", 1), ("those who left", 0), ("Ana Ruiz", 1)],
)
def test_the_head_of_a_mention_is_the_last_word_before_what_modifies_it(mention: str, head: int) -> None:
    words = mention.split()
    assert corpora.mention_head(words, (0, len(words))) == head
