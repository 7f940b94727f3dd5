"""Our own few sentences in the forms of the corpora, to train on in small."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from training.corpora import Corpus, trees
from training.passages import Attribution, Passage, prose

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
