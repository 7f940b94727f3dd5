"""Persons' roles and institutions' words → whom "the minister" or "the ministry" may mean, by head noun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from onrecord.model import Mention, Offsets
from onrecord.resolve.entities import CROWD, Cast

Introduced = tuple[frozenset[str], int, Offsets]


def introductions(mentions: Iterable[Mention], cast: Cast) -> dict[str, list[Introduced]]:
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
    return found
