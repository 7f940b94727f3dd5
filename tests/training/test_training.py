"""Training, end to end and tiny: our own sentences, one layer, a start at random; and what its parts promise."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from onrecord.analyse.network.engine import WEIGHTS, Engine
from onrecord.analyse.network.pieces import Pieces
from training import batches, corpora
from training.corpora import Attribution, Passage
from training.export import export
from training.fit import Corpus, fit, inventory
from training.network import Network

SENTENCES = [
    ("Ana Ruiz said the bridge was closed .", "PROPN PROPN VERB DET NOUN AUX VERB PUNCT", [3, 1, 0, 5, 7, 7, 3, 3],
     "nsubj flat root det nsubj:pass aux:pass ccomp punct", "Ana Ruiz say the bridge be close ."),
    ("The mayor denied the claim .", "DET NOUN VERB DET NOUN PUNCT", [2, 3, 0, 5, 3, 3],
     "det nsubj root det obj punct", "the mayor deny the claim ."),
]  # fmt: skip


def write_trees(path: Path) -> None:
    rows = [
        {
            "words": words.split(),
            "upos": upos.split(),
            "xpos": upos.split(),
            "lemma": lemmas.split(),
            "heads": heads,
            "deps": relations.split(),
        }
        for words, upos, heads, relations, lemmas in SENTENCES
    ]
    path.write_text("".join(json.dumps({"id": f"d{n}", "sentences": rows}) + "\n" for n in range(3)), encoding="utf-8")


def corpus_of_statements() -> Passage:
    passage, _ = corpora.prose("a", "Ana Ruiz said the bridge was closed. The mayor denied it.")
    passage.attributions = [Attribution((2, 3), [(0, 2)], [(3, 7)], False), Attribution((10, 11), [(8, 10)], [(11, 12)], True)]
    return passage


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(WEIGHTS / "tokenizer.json")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory, pieces: Pieces) -> tuple[Network, Path, list[Corpus]]:
    """A network of one layer, fitted for two rounds to six sentences."""
    folder = tmp_path_factory.mktemp("training")
    write_trees(folder / "trees.jsonl")
    names = Passage(id="n", words=["Ana", "Ruiz", "left", "."], begins=[0], names=["B-person", "I-person", "O", "O"])
    clusters = Passage(id="c", words=["Ana", "said", "she", "left", "."], begins=[0], clusters=[[(0, 1), (2, 3)]])
    clusters.mention_heads = {(0, 1): 0, (2, 3): 2}
    loaded = [
        Corpus("trees", list(corpora.trees(folder / "trees.jsonl")), 8),
        Corpus("statements", [corpus_of_statements()], 8),
        Corpus("names", [names], 8),
        Corpus("coreference", [clusters], 8),
    ]
    torch.set_num_threads(2)
    return fit(loaded, pieces, None, folder / "out", rounds=2, layers=1), folder / "out", loaded


def test_a_tiny_run_fits_what_it_was_shown(tiny: tuple[Network, Path, list[Corpus]], pieces: Pieces) -> None:
    network, _, loaded = tiny
    passage = loaded[0].passages[0]
    batch = batches.collate([batches.sample(passage, 0, len(passage.words), pieces, None)])
    network.eval()
    with torch.no_grad():
        scores = network(batch.pieces, batch.shapes, batch.first, batch.mask).scores[0, 1:]
    labels = inventory(loaded)
    told = [labels.upos[at] for at in scores[:, labels.layout()["upos"]].argmax(1)]
    assert passage.upos is not None
    right = sum(one == other for one, other in zip(told, passage.upos, strict=True))
    assert right > len(told) / 2  # by chance one in seven


def test_a_run_that_is_resumed_gives_the_weights_of_one_that_was_not(
    tiny: tuple[Network, Path, list[Corpus]], pieces: Pieces, tmp_path: Path
) -> None:
    network, _, loaded = tiny
    fit(loaded, pieces, None, tmp_path, rounds=2, layers=1, stop_after=1)
    resumed = fit(loaded, pieces, None, tmp_path, rounds=2, layers=1)
    for name, value in network.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name


def test_what_is_exported_is_read_by_the_engine_as_the_network_reads_it(
    tiny: tuple[Network, Path, list[Corpus]], pieces: Pieces, tmp_path: Path
) -> None:
    network, folder, loaded = tiny
    export(network.eval(), folder, WEIGHTS, tmp_path, quantised=False)
    passage = loaded[0].passages[0]
    words = passage.words
    batch = batches.collate([batches.sample(passage, 0, len(words), pieces, None)])
    with torch.no_grad():
        scores = network(batch.pieces, batch.shapes, batch.first).scores[0, 1:].numpy()
    reading = Engine(tmp_path).read(words, passage.begins, (), passage.begins)
    part = inventory(loaded).layout()["upos"]
    assert reading.upos == [inventory(loaded).upos[at] for at in np.asarray(scores)[:, part].argmax(1)]
    assert len(reading.heads) == len(words)


def test_every_word_stands_in_one_window_whatever_their_length(pieces: Pieces) -> None:
    passage = corpus_of_statements()
    for longest in (5, 8, 200):
        ranges = list(batches.stretches(passage, pieces, longest))
        assert [at for start, end in ranges for at in range(start, end)] == list(range(len(passage.words)))


def test_letters_lose_and_gain_capitals_in_some_windows_and_words_stay() -> None:
    words = ["Ana", "said", "so", "yesterday"]
    seen = {tuple(batches.cased(words, random.Random(seed))) for seed in range(200)}
    assert {tuple(words), ("ANA", "SAID", "SO", "YESTERDAY"), ("ana", "said", "so", "yesterday")} <= seen
    assert all([word.lower() for word in each] == [word.lower() for word in words] for each in seen)


def test_a_document_is_held_apart_by_its_id_alone() -> None:
    kept = [corpora.held(f"document {number}") for number in range(200)]
    assert kept == [corpora.held(f"document {number}") for number in range(200)]
    assert 60 < sum(kept) < 140


def test_the_spans_of_a_text_become_ranges_of_its_words(tmp_path: Path) -> None:
    text = "Ana Ruiz said the ruling-party bridge was closed."
    gold = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 48]]}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "gold": [gold]}) + "\n", encoding="utf-8")
    (passage,) = corpora.attributions(path)
    assert passage.attributions == [Attribution((2, 3), [(0, 2)], [(3, 10)], None)]
    assert passage.words[3:10] == ["the", "ruling", "-", "party", "bridge", "was", "closed"]


def test_a_tagged_appeal_gives_source_cue_and_content(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    row = '"<Source:Named:Official>Ana Ruiz</Source:Named:Official> said that <Fact_Appeal:Indirect_Quote>the bridge was closed.</Fact_Appeal:Indirect_Quote>"'
    path.write_text(f"sentence,annotation\nx,{row}\n", encoding="utf-8")
    (passage,) = corpora.appeals(path)
    assert passage.attributions is not None
    (found,) = passage.attributions
    assert [passage.words[slice(*part)] for part in (found.source[0], found.cue or (0, 0), found.content[0])] == [
        ["Ana", "Ruiz"],
        ["said"],
        ["the", "bridge", "was", "closed"],
    ]
