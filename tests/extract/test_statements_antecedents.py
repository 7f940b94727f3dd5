"""A source that is a relative pronoun stays the pronoun; the words that it stands for are found by the tree."""

from __future__ import annotations

from dataclasses import replace

from onrecord.analyse import RuleAnalyser
from onrecord.extract.statements.antecedents import antecedent
from onrecord.model import Analysis, Word
from tests.resolve.reading import document


def tree(text: str, *arcs: tuple[int, str]) -> Analysis:
    """An analysis of a text of words with these heads and relations."""
    (ruled,) = RuleAnalyser().analyse([document(text)])
    words = tuple(
        Word(start=token.start, end=token.end, upos="X", tag="X", lemma="x", head=head, relation=relation)
        for token, (head, relation) in zip(ruled.tokens, arcs, strict=False)
    )
    return replace(ruled, words=words)


def stood_for(analysis: Analysis, pronoun: str) -> str | None:
    text = analysis.document.text
    start = text.index(pronoun)
    found = antecedent(analysis, (start, start + len(pronoun)))
    return text[slice(*found)] if found else None


def test_a_relative_pronoun_stands_for_the_noun_phrase_that_its_clause_hangs_on() -> None:
    told = tree(
        "To two harbour pilots who object",
        *((3, "case"), (3, "nummod"), (3, "compound"), (-1, "root"), (5, "nsubj"), (3, "acl:relcl")),
    )
    assert stood_for(told, "who") == "two harbour pilots"


def test_a_name_before_its_head_is_taken_whole() -> None:
    told = tree(
        "A senior Ana Ruiz adviser who objects",
        *((4, "det"), (4, "amod"), (4, "compound"), (2, "flat"), (-1, "root"), (6, "nsubj"), (4, "acl:relcl")),
    )
    assert stood_for(told, "who") == "A senior Ana Ruiz adviser"


def test_a_pronoun_whose_clause_hangs_on_nothing_before_it_stands_for_nobody() -> None:
    told = tree("Ask who objects", *((-1, "root"), (2, "nsubj"), (0, "ccomp")))
    assert stood_for(told, "who") is None
    assert stood_for(tree("who objects", (1, "nsubj"), (-1, "acl:relcl")), "who") is None
