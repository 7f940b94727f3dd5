"""What is asked of a record, and what is found: `Query` and `Hit`.

The words of a query are what a person writes: `flood "burst its banks" evacuat* dam OR bridge -rehearsal`. `asked`
reads them into a small tree; nothing in them is handed to a database as it is.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from onrecord.errors import InputError
from onrecord.model.change import FactKind
from onrecord.model.judgement import Verdict
from onrecord.model.report import Event, Figure, Span, Statement
from onrecord.model.vocabulary import Form, Outcome, Polarity, Status

Fact: TypeAlias = Statement | Figure | Event
LONGEST, MOST = 1_000, 32  # characters of a query, and words in it
_PART = re.compile(r'(-?)"([^"]*)"(\*?)|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; `prefix`: the last is the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What a passage has to hold: of every group one term, and none of those left out."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """From the first to the last day of a range, both included, each as precise as given: 2031, 2031-05, 2031-05-14."""

    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Facts that are asked for; what is None is not asked. Names match by whole words, without case and accents."""

    words: str = ""
    who: str | None = None  # said it, or is whom a figure is according to
    about: str | None = None  # is mentioned in its words
    place: str | None = None
    outlet: str | None = None
    kind: FactKind | None = None
    outcome: Outcome | None = None
    form: Form | None = None
    polarity: Polarity | None = None
    status: Status | None = None  # of an event
    confidence: float | None = None  # at least
    said: Dates | None = None
    published: Dates | None = None
    newest: bool = False  # of the newest version of a report alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """That a person judged a fact: how, who, and when."""

    verdict: Verdict
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A fact that was found, as it was sealed, in the passage where it begins.

    `found` are the words of the query in the passage. `score` is the share of what was asked for that stands in the
    fact's own words, 0 to 1 (None where no words were asked for). `cursor`: give it to go on after this hit. `newer` is
    the sighting of the newest version of the report, None where this is it; `judged` what people said of the fact.
    """

    report: str
    sighting: str
    key: str | None
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    kind: FactKind
    fact: Fact
    names: Mapping[str, str] = field(hash=False)  # of the fact's entities, by their id in the report
    times: Mapping[str, str | None] = field(hash=False)  # the value of its time expression, by its id
    passage: Span
    found: tuple[Span, ...]
    score: float | None
    first_seen: str
    last_seen: str
    cursor: str
    newer: str | None = None
    judged: tuple[Judged, ...] = ()


def asked(text: str) -> Words | None:
    """The tree of a query's words; None where there are none.

    Raises InputError where they are too many, where OR has nothing on one of its sides, or where nothing is looked for.
    """
    if len(text) > LONGEST:
        raise InputError(f"the search has {len(text):,} characters; give at most {LONGEST:,}")
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    joined = expects = False
    for minus, term in _terms(text):
        if term is None:
            if not groups or joined or expects:
                raise InputError('OR stands between two words; write "or" in quotation marks to look for it')
            joined = expects = True
        elif minus:
            if joined:
                raise InputError("OR joins what is looked for; leave words out by themselves: flood OR storm -river")
            without.append(term)
        else:
            if joined:
                groups[-1] = (*groups[-1], term)
            else:
                groups.append((term,))
            joined = expects = False
    if expects:
        raise InputError('OR stands between two words; write "or" in quotation marks to look for it')
    if without and not groups:
        raise InputError("all words are left out; give one to look for too")
    if text.strip() and not groups:
        raise InputError(f"{text.strip()[:80]!r} has no word to look for; give letters or digits")
    count = sum(len(term.words) for group in (*groups, tuple(without)) for term in group)
    if count > MOST:
        raise InputError(f"the search has {count} words; give at most {MOST}")
    return Words(tuple(groups), tuple(without)) if groups else None


def _terms(text: str) -> Iterator[tuple[bool, Term | None]]:
    """Each term and whether it is left out; None is an OR."""
    for found in _PART.finditer(text):
        minus, phrase, star, plain = found.groups()
        if plain == "OR":
            yield False, None
            continue
        if plain is not None:
            minus, star = ("-" if plain.startswith("-") else ""), ("*" if plain.endswith("*") else "")
        words = tuple(folded_words(plain if plain is not None else phrase))
        if words:
            yield bool(minus), Term(words, prefix=bool(star))


def folded_words(text: str) -> list[str]:
    """Words without case and accents."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text.lower()) if not "\u0300" <= mark <= "\u036f")
    return _WORD.findall(bare)


def is_date(text: str) -> bool:
    """Whether it is a year, a month or a day of the calendar: 2031, 2031-05, 2031-05-14."""
    if not _DATE.fullmatch(text):
        return False
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return year > 0 and day <= monthrange(year, month)[1]


def dates(text: str, what: str = "the date") -> Dates:
    """The range that `2031`, `2031-05`, `2031-05-14`, `2031..2032-03` or a range open at one end means.

    Raises InputError where it is none, or where its end is before its beginning.
    """
    since, between, until = text.strip().partition("..")
    for end in (since, until):
        if end and not is_date(end):
            raise InputError(
                f"{what}: {text[:80]!r} is no range of dates; write 2031-05-14, 2031-05..2031-08 or 2031.."
            )
    if not since and not until:
        raise InputError(f"{what}: no date is given; write 2031-05-14, 2031-05..2031-08 or 2031..")
    if not between:
        until = since
    shared = min(len(since), len(until))
    if since[:shared] > until[:shared] and until:
        raise InputError(f"{what}: {text[:80]!r} ends before it begins; give the earlier date first")
    return Dates(since or None, until or None)
