"""Confidence is a sum of signs: nothing is certain, and what the network did not read keeps that of its rule."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.statements.confidence import WEIGHTS, Surroundings, confidence, signs, summed
from onrecord.extract.statements.statements import CONFIDENCE
from onrecord.model import Attribution, Mention, Word
from onrecord.model.vocabulary import Form, Stance

TEXT = "Ana Velt said the bridge was closed"
READ = Attribution(form="indirect", content=((14, 35),), cue=(9, 13), source=(0, 8), rule="bare-before", score=0.9)


def word(start: int, end: int, upos: str, relation: str) -> Word:
    return Word(start=start, end=end, upos=upos, tag="X", lemma="x", head=-1, relation=relation)


WORDS = [
    word(0, 3, "PROPN", "nsubj"),
    word(4, 8, "PROPN", "flat"),
    word(9, 13, "VERB", "root"),
    word(14, 17, "DET", "det"),
    word(18, 24, "NOUN", "nsubj:pass"),
    word(25, 28, "AUX", "aux:pass"),
    word(29, 35, "VERB", "ccomp"),
]
AROUND = Surroundings(WORDS, [Mention(start=0, end=8, kind="person", name="Ana Velt")])


def test_an_attribution_is_told_by_its_parts() -> None:
    assert {*signs(READ, AROUND)} == {
        *("always", "log odds", "form indirect", "stance says", "rule bare"),
        *("under 5 words", "a clause", "source with a name"),
    }


def test_what_stands_far_or_is_missing_is_a_sign() -> None:
    moved = replace(READ, cue=(18, 24), content=((0, 3), (4, 8)), source=(29, 35), rule=None)
    assert {*signs(moved, AROUND)} >= {
        *("rule none", "several stretches", "content before its cue", "content far from its cue"),
        *("source far from its cue", "cue without a verb"),
    }
    assert {*signs(replace(READ, cue=None, source=None), AROUND)} >= {"no cue", "no source"}


def test_what_no_network_read_keeps_the_confidence_of_its_rule() -> None:
    assert confidence(replace(READ, score=None, confidence=0.3), AROUND) == 0.3


def test_a_likelier_attribution_is_surer() -> None:
    sure = [confidence(replace(READ, score=score), AROUND) for score in (0.2, 0.5, 0.8, 0.95)]
    assert sure == sorted(sure)
    assert sure[0] < sure[-1]


@given(st.floats(-1e9, 1e9), st.floats(0, 1))
def test_nothing_is_certain(weight: float, score: float) -> None:
    assert 0 < summed({"log odds": weight}, signs(replace(READ, score=score), AROUND)) < 1


def test_every_sign_that_has_a_weight_can_be_seen() -> None:
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    weighed = {line.partition("\t")[0] for line in lines if not line.startswith("#")}
    variants = product(get_args(Form), get_args(Stance), [*CONFIDENCE, "continued", None])
    seen = {
        *(
            sign
            for form, stance, rule in variants
            for sign in signs(replace(READ, form=form, stance=stance, rule=rule), AROUND)
        ),
        *("under 10 words", "under 30 words", "30 words or more", "several stretches", "no source", "no cue"),
        *("source a pronoun", "source far from its cue", "cue without a verb"),
        *("content before its cue", "content far from its cue"),
    }
    assert weighed <= seen
    assert len(weighed) > 20
