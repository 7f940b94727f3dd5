"""A run of capitals → the names in it: "US President Ana Ruiz" is a place, a role and a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.extract.mentions import gazetteer
from onrecord.extract.mentions.names import Run
from onrecord.extract.mentions.words import Words
from onrecord.lexicon import words as lexicon_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A name: tokens `first` to `last` (not included), its titles before it from `titled`, the role before those.

    `modifies` is of a name that stands before a role: "Climate Change" of "Climate Change Minister Ana Velt".
    """

    first: int
    last: int
    titled: int
    role: Run | None = None
    modifies: bool = False

    @property
    def introduced(self) -> bool:
        """Whether a title or a role stands before it."""
        return self.role is not None or self.titled < self.first


def parts(words: Words, run: Run) -> Iterator[Part]:
    """The names of a run, in order."""
    first, last = run
    firm = "&" in words.said[first : last - 1]  # "Brandel & Sons"
    if firm or " ".join(words.said[first:last]) in gazetteer.places():
        yield Part(first=first, last=last, titled=first)
        return
    office = (
        last - first > 2 and words.said[first + 1] == "of" and words.said[first].casefold() in gazetteer.role_heads()
    )
    closing = words.said[last - 1].casefold()
    if closing in gazetteer.institutions("last") and not office and not _forename(words, first, last):
        yield from _plain(words, first, last)
        return
    at = _introduction(words, first, last)
    if at is None:
        yield from _plain(words, first, last)
        return
    introduced = first
    while introduced < at and not _introduces(words, introduced):
        introduced += 1
    start = _start(words, introduced, first)
    if start > first:
        yield from (replace(part, modifies=True) for part in _plain(words, first, start))
    if at < last and not (last - at == 1 and closing in gazetteer.role_qualifiers()):
        titled = at
        shared = words.said[at - 1].casefold() in gazetteer.shared_roles()
        while titled > start and _is_title(words.said[titled - 1]):
            titled -= 1
        yield Part(first=at, last=last, titled=titled, role=(start, titled) if titled > start and not shared else None)


def _plain(words: Words, first: int, last: int) -> Iterator[Part]:
    """One name, without the adjective of a people before it ("Israeli Velt") and without roles at its end."""
    if last - first > 1 and words.said[first] in gazetteer.adjectives() and not _institution(words, first, last):
        first += 1
    while (
        last > first
        and last - first < 3
        and words.said[last - 1].casefold() in gazetteer.role_heads()
        and last - 1 > first
    ):
        last -= 1
    if last > first:
        yield Part(first=first, last=last, titled=first)


def _introduction(words: Words, first: int, last: int) -> int | None:
    """Where the name begins after the last title or role of the run; None where there is neither."""
    for at in range(last - 1, first - 1, -1):
        if words.said[at] in ("of", "for"):
            return _after_office(words, at, last)
        if _introduces(words, at) and (at > first or last - at > 1 or _is_title(words.said[at])):
            return at + 1
    return None


def _after_office(words: Words, of: int, last: int) -> int | None:
    """Past "of" and what an office is of: "Secretary of State Ana Ruiz"."""
    if words.said[of - 1].casefold() not in gazetteer.role_heads():
        return None
    at = of + 1
    while at < last and words.said[at].casefold() in gazetteer.role_qualifiers():
        at += 1
    return at


def _introduces(words: Words, at: int) -> bool:
    word = words.said[at]
    folded = word.casefold()
    return _is_title(word) or folded in gazetteer.role_heads() or folded in gazetteer.shared_roles()


def _is_title(word: str) -> bool:
    return word.casefold().rstrip(".") in gazetteer.titles()


def _start(words: Words, at: int, first: int) -> int:
    """Back over the qualifiers of a role: "Deputy Prime" of "Deputy Prime Minister"."""
    while at > first and words.said[at - 1].casefold() in gazetteer.role_qualifiers():
        at -= 1
    return at


def _institution(words: Words, first: int, last: int) -> bool:
    said = [word.casefold() for word in words.said[first:last]]
    return said[-1] in gazetteer.institutions("last") or said[1] in gazetteer.institutions("first")


def _forename(words: Words, first: int, last: int) -> bool:
    """ "Ana Bank", "Mr Hill": a person in spite of the last word."""
    before = words.said[last - 2] if last - first > 1 else ""
    return before in lexicon_words("first_names") or before.casefold().rstrip(".") in gazetteer.courtesies()
