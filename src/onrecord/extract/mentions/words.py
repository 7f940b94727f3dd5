"""Analysis → its words with what the whole text tells of each: written small elsewhere, with a capital in mid-sentence.

A sentence all of whose words have capitals (shouting, or a headline, which has no full stop) tells nothing of any
one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicon import table, words
from onrecord.model import Analysis, Sentence
from onrecord.model.vocabulary import FURNITURE

SHOUTED = 0.6  # share of words in capitals throughout from which a sentence tells nothing by its capitals
HEADLINE = 0.75  # share of longer words with a capital, the first left out, from which it tells as little
FEWEST = 5  # words that a sentence must have to be judged so; names alone fill shorter ones
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_OPENERS = frozenset({"“", '"', "‘", "'", "«", "„", "``", "''", ":", "•", "*", "-", "–", "—", "(", "["})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The tokens' words, the sentences by how they are written, and what the text tells of capitals.

    `plain` sentences are read for names; `headlines` and `shouted` ones only for names known from elsewhere.
    `small` are the words that the text has without a capital, `capital` those with one in mid-sentence.
    """

    text: str
    said: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    plain: tuple[Sentence, ...]
    headlines: tuple[Sentence, ...]
    shouted: tuple[Sentence, ...]
    small: frozenset[str]
    capital: frozenset[str]

    def initial(self, at: int, first: int) -> bool:
        """Whether a word would have its capital there anyway: it opens a sentence or a quotation."""
        return at == first or self.said[at - 1] in _OPENERS


def read_words(analysis: Analysis) -> Words:
    """The words of an analysis."""
    text = analysis.document.text
    said = tuple(text[token.start : token.end] for token in analysis.tokens)
    blocks = analysis.document.blocks
    read = [sentence for sentence in analysis.sentences if blocks[sentence.block].kind not in FURNITURE]
    read = _without_credits(said, read)
    judged = [(sentence, _style(said, sentence)) for sentence in read if sentence.first < sentence.last]
    if _all_shouted(judged):
        judged = [(sentence, "shouted") for sentence, _ in judged]
    plain = tuple(
        sentence
        for sentence, style in judged
        if style == "plain" and blocks[sentence.block].kind not in ("title", "subhead")
    )
    chosen = set(plain)
    small = frozenset(
        word
        for sentence, style in judged
        if style != "shouted"
        for word in said[sentence.first : sentence.last]
        if word[0].islower()
    )
    capital = frozenset(
        said[at]
        for sentence in plain
        for at in range(sentence.first + 1, sentence.last)
        if said[at][0].isupper() and said[at - 1] not in _OPENERS
    )
    return Words(
        text=text,
        said=said,
        starts=tuple(token.start for token in analysis.tokens),
        ends=tuple(token.end for token in analysis.tokens),
        plain=plain,
        headlines=tuple(sentence for sentence, style in judged if style != "shouted" and sentence not in chosen),
        shouted=tuple(sentence for sentence, style in judged if style == "shouted"),
        small=small,
        capital=capital,
    )


def _all_shouted(judged: Sequence[tuple[Sentence, str]]) -> bool:
    """Whether a text is in capitals as a whole, so that its short sentences tell nothing either."""
    shouted = sum(sentence.last - sentence.first for sentence, style in judged if style == "shouted")
    return shouted > SHOUTED * sum(sentence.last - sentence.first for sentence, _ in judged)


def _style(said: Sequence[str], sentence: Sentence) -> str:
    """`plain`, `headline` or `shouted`, by the shares of capitals."""
    inside = [word for word in said[sentence.first : sentence.last] if word[0].isalpha() and len(word) > 1]
    if len(inside) < FEWEST:
        return "plain"
    if sum(word.isupper() for word in inside) > SHOUTED * len(inside):
        return "shouted"
    if said[sentence.last - 1] == ".":
        return "plain"
    longer = [word for word in inside[1:] if word.casefold() not in words("function_words")]
    if len(longer) >= FEWEST and sum(word[0].isupper() for word in longer) > HEADLINE * len(longer):
        return "headline"
    return "plain"


def _without_credits(said: Sequence[str], sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences without the words of a photographer's credit, which runs to the end of its block."""
    markers = {row[0] for row in table("credits") if row[1] == "label"}
    kept: list[Sentence] = []
    credited = -1
    for sentence in sentences:
        if sentence.block == credited:
            continue
        last = sentence.last
        for at in range(sentence.first, sentence.last - 1):
            if said[at + 1] == ":" and said[at].casefold() in markers:
                last, credited = at, sentence.block
                break
        kept.append(
            Sentence(start=sentence.start, end=sentence.end, first=sentence.first, last=last, block=sentence.block)
        )
    return kept
