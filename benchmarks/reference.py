"""A spaCy pipeline of the shape of its small English model, with no weights of its own, to hold speeds against.

Comes out: the pipeline after a few steps of learning on made-up sentences, so that
it does not do the same at each word.
"""

from __future__ import annotations

import random
from importlib import import_module
from typing import Any

_WIDTH = 96
_LABELS = {"tagger": 50, "parser": 45, "ner": 18}  # as many as the small English model has
_WORDS = "the a mayor bridge of in said people flood on rain two and Lunden officials closed that was , .".split()  # noqa: SIM905
_TOK2VEC: dict[str, Any] = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": _WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": _WIDTH,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH, "upstream": "tok2vec"}


def pipeline(steps: int = 10, seed: int = 1) -> Any:
    """Words, tags, trees and names, as fast as the small English model reads them."""
    spacy, training = import_module("spacy"), import_module("spacy.training")
    import_module("spacy.util").fix_random_seed(seed)
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _TOK2VEC})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", _LISTENER)})
    nlp.add_pipe("ner", config={"model": _transitions("ner", _TOK2VEC)})  # with layers of its own, as there
    chance = random.Random(seed)
    examples = [training.Example.from_dict(nlp.make_doc(" ".join(words)), gold) for words, gold in _made_up(chance)]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(steps):
        nlp.update(examples, sgd=optimizer)
    return nlp


def _transitions(kind: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def _made_up(chance: random.Random) -> list[tuple[list[str], dict[str, Any]]]:
    """Rows of words with every label in turn; each word hangs on its neighbour."""
    made = []
    for number in range(60):
        words = chance.choices(_WORDS, k=20)
        root = 5
        made.append(
            (
                words,
                {
                    "words": words,
                    "tags": [f"T{(number + at) % _LABELS['tagger']}" for at in range(20)],
                    "heads": [at + 1 if at < root else root if at == root else at - 1 for at in range(20)],
                    "deps": ["ROOT" if at == root else f"d{(number + at) % _LABELS['parser']}" for at in range(20)],
                    "entities": ["O" if at % 5 else f"U-E{(number + at) % _LABELS['ner']}" for at in range(20)],
                },
            )
        )
    return made
