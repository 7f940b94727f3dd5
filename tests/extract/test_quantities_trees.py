"""Figures with the trees of their sentences: whatever a tree says, a figure is read or left, and nothing breaks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quantities import quantities
from onrecord.extract.quantities.lexemes import lexemes
from onrecord.extract.quantities.syntax import syntax
from onrecord.model import Word
from tests.extract.test_quantities import WORDS, analysis

RELATIONS = ["nsubj", "nsubj:pass", "obj", "obl", "nmod", "case", "conj", "appos", "acl:relcl"]
RELATIONS += ["aux:pass", "aux", "advmod", "mark", "amod", "root", "xcomp"]
TAGS = ["VBD", "VBN", "VBG", "NN", "NNS", "MD", "TO", "IN", "CD", "JJ"]


def word(text: str, start: int, end: int, head: int, relation: str, tag: str) -> Word:
    upos = "VERB" if tag.startswith("VB") else "NOUN"
    return Word(start=start, end=end, upos=upos, tag=tag, lemma=text[start:end].lower(), head=head, relation=relation)


@st.composite
def trees(draw: st.DrawFn) -> tuple[str, tuple[Word, ...]]:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14)))
    found = lexemes(text, 0, len(text))
    return text, tuple(
        word(
            text,
            lexeme.start,
            lexeme.end,
            draw(st.integers(-1, len(found) - 1)),
            draw(st.sampled_from(RELATIONS)),
            draw(st.sampled_from(TAGS)),
        )
        for lexeme in found
    )


@given(trees())
def test_any_tree_even_one_that_goes_in_circles_gives_figures_of_the_same_numbers(
    case: tuple[str, tuple[Word, ...]],
) -> None:
    text, words = case
    plain = analysis(text)
    with_trees = quantities(replace(plain, words=words), (), ())
    numbers = {quantity.number for quantity in quantities(plain, (), ()) if quantity.outcome is None}
    assert numbers <= {quantity.number for quantity in with_trees}
    for quantity in with_trees:
        assert 0 <= quantity.span[0] <= quantity.number[0] < quantity.number[1] <= quantity.span[1] <= len(text)


def test_an_analysis_by_rules_has_no_trees() -> None:
    assert syntax(analysis("Twelve people were killed.").words) is None
