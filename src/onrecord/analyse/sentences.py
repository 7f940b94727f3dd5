"""Tokens → sentences, each inside one block.

A sentence ends at ".", "!", "?" or dots, with the closing marks after them, where what follows can begin a
sentence. It goes on after an abbreviation that a name follows, before a lower-case word ("“Why?” he asked"),
and where a quotation that ends in a mark is followed by who asked ("“Why?” Ana Ruiz asked").
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.lexicon import abbreviations, reporting_forms, words
from onrecord.model import Document, Sentence, Token

_ENDS = frozenset({".", "!", "?", "…", "‽", "。", "！", "？"})
_CLOSERS = frozenset({'"', "”", "’", "'", "''", "»", "“", ")", "]", "›"})
_OPENERS = frozenset(
    {'"', "“", "‘", "'", "``", "''", ",,", "„", "«", "(", "[", "–", "—", "-", "--", "‹", "”", "*", "•"}
)
_SPEAKER_WORDS = 6  # how many words may stand between a question in quotation marks and "asked"


def sentences(document: Document, tokens: tuple[Token, ...]) -> Iterator[Sentence]:
    """The sentences of a document in order."""
    at = 0
    for index, block in enumerate(document.blocks):
        while at < len(tokens) and tokens[at].start < block.span.start:
            at += 1
        end = at
        while end < len(tokens) and tokens[end].end <= block.span.end:
            end += 1
        for first, last in _split(document.text, tokens, at, end):
            yield Sentence(start=tokens[first].start, end=tokens[last - 1].end, first=first, last=last, block=index)
        at = end


def _split(text: str, tokens: tuple[Token, ...], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The sentences of one block, as ranges of tokens."""
    start = at = first
    while at < last:
        word = text[tokens[at].start : tokens[at].end]
        at += 1
        if not _may_end(word):
            continue
        quoted = False
        while at < last and _closes(text, tokens, at):
            quoted = quoted or text[tokens[at].start : tokens[at].end] not in _ENDS
            at += 1
        if at < last and _begins(text, tokens, at, last, word, quoted):
            yield start, at
            start = at
    if start < last:
        yield start, last


def _may_end(word: str) -> bool:
    if word in _ENDS or word.startswith(".."):
        return True
    if not word.endswith(".") or len(word) < 2:
        return False
    return len(word) == 2 or word.count(".") > 1 or abbreviations().get(word.lower()) == "end"


def _closes(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    """A mark that still belongs to the sentence before it: it follows without a space."""
    word = text[tokens[at].start : tokens[at].end]
    return tokens[at - 1].end == tokens[at].start and (word in _CLOSERS or word in _ENDS or word.startswith(".."))


def _begins(text: str, tokens: tuple[Token, ...], at: int, last: int, mark: str, quoted: bool) -> bool:
    """Whether a sentence can begin at this token, after that mark."""
    spaced = tokens[at - 1].end < tokens[at].start
    while at < last and text[tokens[at].start : tokens[at].end] in _OPENERS:
        at += 1
    if at == last:
        return False
    word = text[tokens[at].start : tokens[at].end]
    if word[0].islower() or word in {".", ",", ";", ":", "%"}:
        return False
    if not spaced and not quoted and not (mark in _ENDS and word[0].isupper() and word[1:2].islower()):
        return False
    if quoted and _speaker_follows(text, tokens, at, last, final=mark == "."):
        return False
    if mark.endswith(".") and len(mark) > 1 and not mark.startswith(".."):
        return word.lower() in words("function_words") or not word[0].isalnum()
    return True


def _speaker_follows(text: str, tokens: tuple[Token, ...], at: int, last: int, *, final: bool) -> bool:
    """A name, then "asked": the sentence goes on after the quotation.

    After a full stop only where nothing else follows (`final`): "“It is over.” Ana Ruiz said."
    """
    for number in range(at, min(at + _SPEAKER_WORDS, last)):
        word = text[tokens[number].start : tokens[number].end]
        if number > at and word in reporting_forms():
            return not final or (number + 1 < last and text[tokens[number + 1].start] in ".,")
        if not (word[0].isupper() or word[0] in "'’,"):
            return False
    return False
