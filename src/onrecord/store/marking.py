"""Where the words of a query stand in a passage: `passage, words → marks`, as both databases find them.

A passage whose letters are all ASCII is only looked at where a word begins as one that is asked for does; a stem
differs from the beginning of its word in its last letter at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.model.query import Term, Words
from onrecord.store.stems import stem, words_in

_FOREIGN = re.compile("(?=[^\x00-\x7f])[\\w\u0300-\u036f]")
_NEXT = re.compile("[^a-zA-Z0-9]*([a-zA-Z0-9]+)")


class Mark(NamedTuple):
    """Where words of the query begin and end, and the number of their group."""

    start: int
    end: int
    group: int


def marked(body: str, start: int, words: Words) -> Iterator[Mark]:
    """The marks in a passage that begins at a place of its text."""
    foreign = _FOREIGN.search(body) is not None
    tokens = [(begin, end, stem(bare)) for begin, end, bare in words_in(body)] if foreign else []
    for group, terms in enumerate(words.groups):
        for term in terms:
            found = _among(tokens, term) if foreign else _looked_up(body, term)
            yield from (Mark(start + begin, start + end, group) for begin, end in found)


def holds(body: str, words: Words) -> bool:
    """Whether a passage holds the words, as both databases find them."""
    foreign = _FOREIGN.search(body) is not None
    tokens = [(begin, end, stem(bare)) for begin, end, bare in words_in(body)] if foreign else []

    def there(term: Term) -> bool:
        return next(_among(tokens, term) if foreign else _looked_up(body, term), None) is not None

    return all(any(map(there, terms)) for terms in words.groups) and not any(map(there, words.without))


def _among(tokens: Sequence[tuple[int, int, str]], term: Term) -> Iterator[tuple[int, int]]:
    roots = [stem(word) for word in term.words]
    for at in range(len(tokens) - len(roots) + 1):
        stretch = tokens[at : at + len(roots)]
        if _same([root for _, _, root in stretch], roots, term):
            yield stretch[0][0], stretch[-1][1]


def _looked_up(body: str, term: Term) -> Iterator[tuple[int, int]]:
    pattern, roots = _pattern(term)
    for found in pattern.finditer(body):
        there, end = [stem(found[0].lower())], found.end()
        while len(there) < len(roots) and there[-1] == roots[len(there) - 1]:
            following = _NEXT.match(body, end)
            if following is None:
                break
            there.append(stem(following[1].lower()))
            end = following.end()
        if len(there) == len(roots) and _same(there, roots, term):
            yield found.start(), end


@lru_cache(maxsize=1_000)
def _pattern(term: Term) -> tuple[re.Pattern[str], list[str]]:
    """What begins as the first word does, and the stems of all of them."""
    roots = [stem(word) for word in term.words]
    beginning = re.escape(roots[0][: max(1, len(roots[0]) - 1)])
    return re.compile(f"(?<![a-zA-Z0-9]){beginning}[a-zA-Z0-9]*", re.IGNORECASE | re.ASCII), roots


def _same(there: list[str], roots: list[str], term: Term) -> bool:
    if term.prefix:
        return there[:-1] == roots[:-1] and there[-1].startswith(roots[-1])
    return there == roots
