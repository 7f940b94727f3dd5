"""Persons' roles, institutions' words and what firms are called → whom "the minister" or "the firm" may mean, by noun.

"Corvane, a ferry operator,", "the ferry operator Corvane" and "Corvane is a ferry operator" call Corvane so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from onrecord.lexicon import table
from onrecord.model import Mention, Offsets
from onrecord.resolve.entities import CROWD, Cast

BEHIND = 80  # characters behind a name in which it is told what it is
_CALLED = re.compile(
    r"(?:\s\([A-Z]+\))?(?:,|\sis|\swas)\s(?:an?|the|its|one of the)\s"
    r"((?:[\w'’-]+\s){0,4}?[\w'’-]+)(?=[,.;]|\s(?:that|which|based|of|in|for|with|who)\b)"
)
_BEFORE = re.compile(r"((?:[a-z][\w-]+\s){1,3})$")
Introduced = tuple[frozenset[str], int, Offsets]


def introductions(mentions: Iterable[Mention], cast: Cast, text: str = "") -> dict[str, list[Introduced]]:
    """By their head nouns, the roles of persons and the words of institutions, each with whose and where."""
    found: dict[str, list[Introduced]] = defaultdict(list)
    for mention in mentions:
        place = (mention.start, mention.end)
        member = cast.at(place)
        if member is None:
            continue
        if mention.kind == "person":
            for role in mention.roles:
                words = role.casefold().split()
                head = words[: words.index("of")] if "of" in words else words
                if head and len(found[head[-1]]) < CROWD:
                    found[head[-1]].append((frozenset(words), member, place))
        elif mention.kind == "organisation":
            parts = mention.name.casefold().split()
            for word in {parts[0], parts[-1]} if len(parts) > 1 else ():
                if len(found[word]) < CROWD:
                    found[word].append((frozenset(parts), member, place))
            for called in _called(text, place):
                if len(found[called[-1]]) < CROWD:
                    found[called[-1]].append((frozenset(called), member, place))
    return found


def _called(text: str, place: Offsets) -> Iterator[list[str]]:
    """The words that tell beside a name what it is, each ending in a noun for an organisation."""
    behind = _CALLED.match(text, place[1], place[1] + BEHIND)
    before = _BEFORE.search(text[max(0, place[0] - BEHIND) : place[0]])
    for said in (behind, before):
        words = said[1].casefold().split() if said else []
        if words and words[-1] in _organisations():
            yield words


@cache
def _organisations() -> frozenset[str]:
    """Nouns for one organisation."""
    return frozenset(noun for noun, kind, number in table("sources") if kind == "organisation" and number == "s")
