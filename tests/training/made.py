"""Our own few sentences in the forms of the corpora, to train on in small."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import save_file

from onrecord.analyse.network import labels as inventories
from onrecord.analyse.network.labels import Labels
from onrecord.analyse.network.pieces import Pieces
from training.batches import collate, sample
from training.corpora import Corpus, trees
from training.fit import Run
from training.network import Network, Vectors
from training.passages import Attribution, Passage, Trees, prose

RUN = Run(rounds=12, layers=1, warm=6)

SENTENCES = [
    ("Ana Ruiz said the bridge was closed .", "PROPN PROPN VERB DET NOUN AUX VERB PUNCT", [3, 1, 0, 5, 7, 7, 3, 3],
     "nsubj flat:name root det nsubj:pass aux:pass ccomp punct", "Ana Ruiz say the bridge be close ."),
    ("The mayor denied the claim .", "DET NOUN VERB DET NOUN PUNCT", [2, 3, 0, 5, 3, 3],
     "det nsubj root det obj punct", "the mayor deny the claim ."),
]  # fmt: skip


def write_trees(path: Path) -> None:
    """Three documents of both sentences, as the files of trees are."""
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


def statements() -> Passage:
    """A statement and a denial."""
    passage, _ = prose("a", "Ana Ruiz said the bridge was closed. The mayor denied it.")
    said = Attribution(cue=(2, 3), source=[(0, 2)], content=[(3, 7)], negative=False)
    denied = Attribution(cue=(10, 11), source=[(8, 10)], content=[(11, 12)], negative=True)
    return replace(passage, attributions=[said, denied])


def corpora(folder: Path) -> list[Corpus]:
    """One corpus of each kind; the trees go by way of a file in the folder."""
    write_trees(folder / "trees.jsonl")
    names = Passage(id="n", words=["Ana", "Ruiz", "left", "."], begins=[0], names=["B-person", "I-person", "O", "O"])
    clusters = Passage(
        id="c",
        words=["Ana", "said", "she", "left", "."],
        begins=[0],
        clusters=[[(0, 1), (2, 3)]],
        mention_heads={(0, 1): 0, (2, 3): 2},
    )
    return [
        Corpus(name="trees", passages=list(trees(folder / "trees.jsonl")), passes=24),
        Corpus(name="nested", passages=[replace(statements(), id="b", nested=True)], passes=12),
        Corpus(name="statements", passages=[statements()], passes=24),
        Corpus(name="names", passages=[names], passes=24),
        Corpus(name="coreference", passages=[clusters], passes=12),
    ]


class Fitted(NamedTuple):
    network: Network
    folder: Path
    corpora: list[Corpus]
    labels: Labels
    pieces: Pieces

    def treed(self) -> tuple[Passage, Trees]:
        """A passage that it was shown, with its trees."""
        passage = self.corpora[0].passages[0]
        assert passage.trees is not None
        return passage, passage.trees

    def vectors(self, passage: Passage) -> Vectors:
        """What the network says of a passage, without dropout."""
        batch = collate([sample(passage, 0, len(passage.words), self.pieces, None)])
        with torch.no_grad():
            out: Vectors = self.network.eval()(batch.pieces, batch.shapes, batch.first, batch.mask)
        return out

    def told(self, passage: Passage, head: str) -> list[str]:
        """The likeliest labels of the words."""
        scores = self.vectors(passage).scores[0, 1:, self.labels.layout()[head]]
        return [getattr(self.labels, head)[at] for at in scores.argmax(1)]


def start(folder: Path, network: Network) -> Path:
    """The word embeddings of a network, in the form of the start weights: one layer, all else naught."""
    stored = {"embeddings.word_embeddings.weight": network.encoder.pieces.weight.detach()}
    stored["embeddings.token_type_embeddings.weight"] = torch.ones(2, 384)
    stored["embeddings.position_embeddings.weight"] = torch.zeros(512, 384)
    parts: dict[str, tuple[int, ...]] = {f"attention.self.{which}": (384, 384) for which in ("query", "key", "value")}
    parts |= {"attention.output.dense": (384, 384), "intermediate.dense": (1536, 384), "output.dense": (384, 1536)}
    parts |= {"attention.output.LayerNorm": (384,), "output.LayerNorm": (384,)}
    named = {f"encoder.layer.0.{part}": shape for part, shape in parts.items()} | {"embeddings.LayerNorm": (384,)}
    for name, shape in named.items():
        stored[f"{name}.weight"], stored[f"{name}.bias"] = torch.zeros(shape), torch.zeros(shape[0])
    save_file(stored, folder / "model.safetensors")
    return folder / "model.safetensors"


def earlier(folder: Path, labels: Labels, layers: int) -> Network:
    """A folder as an earlier run has left it, in the form before checkpoints said which run; its network, at random."""
    folder.mkdir()
    torch.manual_seed(5)
    network = Network(labels, layers)
    state = {name: value for name, value in network.state_dict().items() if name != "encoder.pieces.weight"}
    torch.save({"network": state, "optimiser": {}, "round": 1}, folder / "checkpoint.pt")
    inventories.save(labels, folder / "labels.json")
    return network
