"""A name in its sentence → the roles beside it: "health minister Ana Ruiz", "Ana Ruiz, head of the council,"."""

from __future__ import annotations

from onrecord.extract import gazetteer
from onrecord.extract.words import Words

_LONGEST = 8  # words of a role
_MARKS = frozenset({",", ".", ";", ":", "–", "—", ")", "”", '"', "!", "?"})
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "our", "my", "one", "another"})


def role_before(words: Words, at: int, first: int) -> str | None:
    """The role that ends directly before token `at`, not reaching before token `first`."""
    if at <= first or words.said[at - 1].casefold() not in gazetteer.role_heads():
        return None
    start = _qualified(words, at - 1, first)
    return _role(words, start, at)


def role_across(words: Words, at: int, first: int) -> str | None:
    """ "The council's head and deputy mayor, Ana Ruiz": the first role of the phrase before the comma before `at`."""
    if at - 1 <= first or words.said[at - 1] != ",":
        return None
    start = at - 2
    while start > first and at - start < 2 * _LONGEST and words.said[start] not in _MARKS:
        start -= 1
    begin = start + 1 if words.said[start] in _MARKS else start
    for head in range(begin, at - 1):
        if words.said[head].casefold() in gazetteer.role_heads() and _closes(words, head + 1):
            if not _determined(words, begin, head):
                return None
            return _role(words, _qualified(words, head, begin), head + 1)
    return None


def role_after(words: Words, at: int, last: int) -> str | None:
    """The role in the phrase between commas that begins at token `at`: ", the health minister,"."""
    if at + 1 >= last or words.said[at] != ",":
        return None
    end = at + 1
    while end < last and end - at <= _LONGEST and words.said[end] not in _MARKS:
        folded = words.said[end].casefold()
        if folded in gazetteer.role_heads() and _closes(words, end + 1, last):
            return _role(words, _qualified(words, end, at + 1), end + 1)
        if (
            words.said[end].islower()
            and not (folded in _ARTICLES or folded in gazetteer.role_qualifiers() or folded in gazetteer.role_heads())
            and folded not in ("'s", "’s", "of", "and")
        ):
            break
        end += 1
    return None


def _closes(words: Words, at: int, last: int | None = None) -> bool:
    """Whether a role can end before this token: no further noun follows."""
    if at >= (len(words.said) if last is None else last):
        return True
    word = words.said[at].casefold()
    return word in _MARKS or word in ("of", "and", "at", "for", "in", "who", "with", "to", "from", "on", "during")


def _determined(words: Words, begin: int, head: int) -> bool:
    """Whether the phrase opens like a description and not like a clause."""
    said = [word.casefold() for word in words.said[begin:head]]
    return all(
        word in _ARTICLES
        or word in gazetteer.role_qualifiers()
        or word in gazetteer.role_heads()
        or word in ("'s", "’s", "'", "’", "of", "and")
        or original[0].isupper()
        for word, original in zip(said, words.said[begin:head], strict=True)
    )


def _qualified(words: Words, head: int, first: int) -> int:
    start = head
    while start > first and words.said[start - 1].casefold() in gazetteer.role_qualifiers():
        start -= 1
    return start


def _role(words: Words, start: int, end: int) -> str:
    return " ".join(words.said[start:end]).casefold()
