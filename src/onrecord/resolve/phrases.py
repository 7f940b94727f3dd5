"""A source's words → its shape: determiner, head noun, and which of the names inside it are its heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.lexicon import table, words
from onrecord.model import Mention, Offsets
from onrecord.model.vocabulary import SourceKind

_PIECE = re.compile(r"[^\W_]+(?:[’'.\-‐][^\W_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])(?!\w)")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any", "two", "three", "several", "many"})
_POSSESSED = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_DETERMINERS = _DEFINITE | _INDEFINITE | _POSSESSED
_JOINS = frozenset({"and", "&", "or"})
_BREAKS = frozenset({",", ";", ":", "-", "–", "—"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A source phrase. `words` are those before any modifier that follows, without the determiner."""

    text: str
    place: Offsets
    inside: Sequence[Mention]
    definite: bool
    pronoun: bool
    words: tuple[str, ...]
    head: str
    plural: bool
    kind: SourceKind | None
    name: str


def phrase(text: str, place: Offsets, inside: Sequence[Mention]) -> Phrase:
    """The shape of a phrase; `inside` are the names in it, in order."""
    pieces = [(found[0], found.start()) for found in _PIECE.finditer(text, *place)]
    said: list[str] = []
    ends = _ends()
    for piece, _ in pieces:
        if said and (piece in _BREAKS or piece == "(" or piece.casefold() in ends):
            break
        if piece[0].isalnum():
            said.append(piece)
    first = said[0].casefold() if said else ""
    determined = first in _DETERMINERS and len(said) > 1
    rest = said[1:] if determined else said
    head = rest[-1].casefold() if rest else ""
    kind, plural = _nouns().get(head, (None, False))
    if kind == "person" and first in _INDEFINITE:
        kind = "anonymous"
    return Phrase(
        text=text,
        place=place,
        inside=inside,
        definite=first in _DEFINITE,
        pronoun=len(said) == 1 and first in _pronouns(),
        words=tuple(word.casefold() for word in rest),
        head=head,
        plural=plural,
        kind=kind,
        name=_name(rest) if len(said) == _length(pieces) else "",
    )


def heads(read: Phrase) -> list[Mention]:
    """The names that the phrase is about: one, or several joined by "and"; none where all are modifiers."""
    found: list[Mention] = []
    for mention in read.inside:
        stopped, joined = _before(read, found[-1].end if found else read.place[0], mention.start)
        if found and not joined and not _listed(read, found[-1], mention):
            continue
        if stopped and not _in_apposition(read, mention, found) and not _has_role(read, mention):
            continue
        if _ends_its_part(read, mention):
            found.append(mention)
    return found


def _has_role(read: Phrase, mention: Mention) -> bool:
    """Whether all before a name is its role: "Secretary of State Ana Ruiz"."""
    before = " ".join(read.text[read.place[0] : mention.start].casefold().split())
    first, _, rest = before.partition(" ")
    return bool(before) and any(
        role.casefold() in (before, rest if first == "the" else before) for role in mention.roles
    )


def _listed(read: Phrase, last: Mention, mention: Mention) -> bool:
    """Whether a name is the middle one of a list: commas alone before it, "and" before a later one of its kind."""
    if mention.kind != last.kind or read.text[last.end : mention.start].strip() != ",":
        return False
    end = mention.end
    for later in read.inside:
        if later.start < end:
            continue
        apart = read.text[end : later.start].strip(" ,\n").casefold()
        if later.kind != mention.kind or apart not in {"", "and", "&"}:
            return False
        if apart:
            return True
        end = later.end
    return False


def is_nobody(text: str, source: Offsets) -> bool:
    """ "No official", "neither side": nobody speaks; "No 10" and "no fewer than 12" are somebody."""
    first, _, rest = text[source[0] : source[1]].casefold().partition(" ")
    return (
        (first, "nobody") in table("phrase_words") and not rest.startswith(("fewer", "less")) and not rest[:1].isdigit()
    )


def _before(read: Phrase, start: int, end: int) -> tuple[bool, bool]:
    """Whether a preposition governs what stands at `end`, and whether it is joined to what ends at `start`."""
    stopped = joined = False
    for found in _PIECE.finditer(read.text, start, end):
        word = found[0].casefold()
        joined = joined or word in _JOINS
        stopped = stopped or word in _stops() or word == "("
    return stopped, joined


def _in_apposition(read: Phrase, mention: Mention, found: Sequence[Mention]) -> bool:
    """ "A spokesman for the ministry, Ben Oro": a person after a comma is who heads the phrase, if that is one."""
    before = read.text[read.place[0] : mention.start].rstrip()
    if mention.kind != "person":
        return False
    if found:
        return found[-1].kind == "person" and before.casefold().endswith((" and", "&"))
    last_break = max(before.rfind(","), before.rfind(")"))
    if last_break < 0 or read.plural:
        return False
    tail = {word.casefold() for word in _PIECE.findall(before[last_break + 1 :])}
    return tail.isdisjoint(_ends())


def _ends_its_part(read: Phrase, mention: Mention) -> bool:
    """Whether nothing follows that the name would only modify: no possessive, no further noun."""
    if _POSSESSIVE.match(read.text, mention.end):
        return False
    following = _PIECE.search(read.text, mention.end, read.place[1])
    if following is None:
        return True
    word = following[0].casefold()
    return not word[0].isalnum() or word in _ends()


def _length(pieces: Sequence[tuple[str, int]]) -> int:
    """How many words a phrase has before an apposition: a name without an entry must be all of them."""
    length = 0
    for piece, _ in pieces:
        if piece in _BREAKS:
            break
        length += piece[0].isalnum()
    return length


def _name(said: Sequence[str]) -> str:
    """The phrase as a name that no list knows: every word has a capital and none is a word of the language."""
    bare = [word for word in said if word.casefold() not in words("titles")]
    known = _no_names()
    if not bare or any(not word[0].isupper() or word.casefold() in known or word in known for word in bare):
        return ""
    return " ".join(bare)


@cache
def _no_names() -> frozenset[str]:
    """Words that are no part of a name, those with a capital of their own too."""
    return words("function_words") | words("capitals")


@cache
def _pronouns() -> frozenset[str]:
    """Words that stand for somebody named elsewhere."""
    kinds = ("subject", "object", "possessive", "determiner", "subordinator")
    return frozenset(row[0] for row in table("function_words") if row[1] in kinds)


def _stops() -> frozenset[str]:
    """Words with which a modifier after the noun begins."""
    return words("modifiers_after")


@cache
def _ends() -> frozenset[str]:
    """Words with which a noun's own part of a phrase ends."""
    return _stops() | _JOINS


@cache
def _nouns() -> dict[str, tuple[SourceKind, bool]]:
    """Source nouns, their kind, and whether they are plural; other nouns for people are a person's or a group's."""
    known: dict[str, tuple[SourceKind, bool]] = {}
    for singular, plural, *_ in table("people"):
        known[plural] = ("group", True)
        known[singular] = ("person", False)
    for noun, kind, number in table("sources"):
        known[noun] = (cast(SourceKind, kind), number == "p")
    return known
