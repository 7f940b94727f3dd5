"""What a person says of a fact, by hand → a judgement on the record, beside what the machine found.

Accepted, rejected, corrected (values of it, or which words it is), noted, tagged (a grade of a code book:
`airwars:grading=fair`); and what one said last, taken back. Nothing is overwritten: what takes back is one more
judgement. A correction begins with what the last one left, so that two of them add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from onrecord.errors import InputError, RecordError
from onrecord.export.marks import CHOICES, HEADS, NUMBERS, OPTIONAL, WORDS, Marked, labelled, machine
from onrecord.model import Judgement, Labelled, Report, Span
from onrecord.model.judgement import RULINGS, WITHDRAWN, Verdict, in_force, judged_order, judgement
from onrecord.store import Store

LONGEST = 2_000  # characters of a note or a value
ORIGIN = "onrecord"
TAG = re.compile(r"[a-z][a-z0-9_-]{0,63}:[a-z][a-z0-9_-]{0,63}=[^\s=][^\n]{0,200}")
BY_HAND: tuple[Verdict, ...] = ("accepted", "rejected", "corrected", "noted", "tagged", "withdrawn")


def judge(
    store: Store,
    fact: str,
    verdict: Verdict,
    *,
    by: str,
    sighting: str | None = None,
    values: Mapping[str, str | None] | None = None,
    moved: Mapping[int, str] | None = None,
) -> Judgement:
    """Keep what somebody says of a fact; of the newest version of its report that has it, or of a sighting.

    `values`: of a correction what it changes (None: unknown), of a note `note`, of a tag `tag`. `moved`: of a
    correction, for marks of the fact by their number (see `marks_left`) the words of the text that it is instead, ""
    for none. "withdrawn" takes back what the same person said last. Raises InputError for what cannot be said,
    RecordError for no fact on the record.
    """
    report, marked = _found(store, fact, sighting)
    who = " ".join(by.split())
    if not who or len(who) > 200 or not who.isprintable():
        raise InputError("who judges has to be told: give a name, of letters")
    if verdict not in BY_HAND:
        raise InputError(f"{verdict!r} is nothing that can be said of a fact by hand; say {', '.join(BY_HAND)}")
    given, spans = dict(values or {}), labelled(report, marked.marks)
    if moved and verdict != "corrected":
        raise InputError(f"{verdict} moves no words; say corrected")
    before = _standing(store.judgements(fact), report) if verdict == "corrected" else None
    if before is not None:
        spans = before.spans
    if verdict == "withdrawn":
        given = {WITHDRAWN: _last(store, fact, report.sighting, who).id}
    made = judgement(
        report,
        fact=fact,
        kind=marked.kind,
        verdict=verdict,
        spans=_moved(report, spans, moved or {}),
        values={**(before.values if before else {}), **_checked(marked, verdict, given, any_words=bool(moved))},
        by=who,
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),  # two in one second are two
        origin=ORIGIN,
    )
    store.judge([made])
    return made


def marks_left(report: Report, fact: str, judgements: Iterable[Judgement]) -> tuple[Labelled, ...]:
    """The words of a fact with their parts, as the last correction left them: what a further one moves, by number."""
    left = _standing([one for one in judgements if one.fact == fact], report)
    if left is not None:
        return left.spans
    marks = next((one.marks for one in machine(report) if one.id == fact), ())
    return judged_order(labelled(report, marks))


def _standing(judgements: Iterable[Judgement], report: Report) -> Judgement | None:
    """The ruling that holds, if it is a correction of this sighting."""
    own = [one for one in in_force(judgements) if one.verdict in RULINGS and one.sighting == report.sighting]
    last = max(own, key=lambda one: datetime.fromisoformat(one.at), default=None)
    return last if last is not None and last.verdict == "corrected" else None


def _moved(report: Report, spans: Sequence[Labelled], moved: Mapping[int, str]) -> tuple[Labelled, ...]:
    """The spans with other words in the place of some. Of words that stand in the text twice the nearest are meant."""
    left: list[Labelled] = []
    for number, old in enumerate(judged_order(spans)):
        if number not in moved:
            left.append(old)
        elif moved[number].strip():
            left.append(replace(old, span=_nearest(report.text, moved[number].strip(), old.span)))
    if moved.keys() - range(len(spans)):
        raise InputError(f"there is no mark {max(moved)} in this fact; it has {len(spans)}, counted from 0")
    if not any(each.label in HEADS for each in left):
        raise InputError("without these words there is no fact left; reject it instead")
    return tuple(left)


def _nearest(text: str, words: str, old: Span) -> Span:
    if len(words) > LONGEST:
        raise InputError(f"the words are too many; give at most {LONGEST:,} characters")
    before, after = text.rfind(words, 0, old.start + len(words)), text.find(words, old.start)
    there = [start for start in (before, after) if start >= 0]
    if not there:
        raise InputError(f"{words[:80]!r} does not stand in the report; give words of it, letter for letter")
    start = min(there, key=lambda place: abs(place - old.start))
    return Span(start=start, end=start + len(words), exact=words)


def _found(store: Store, fact: str, sighting: str | None) -> tuple[Report, Marked]:
    names = store.named(fact) if fact.startswith("f_") else []
    wanted = [name for name in names if sighting in (None, name)][:1]
    for one in store.stored(wanted):
        for marked in machine(one.report):
            if marked.id == fact:
                return one.report, marked
    raise RecordError(f"{fact[:80]}: there is no such fact on the record; give the id of one")


def _last(store: Store, fact: str, sighting: str, who: str) -> Judgement:
    own = [one for one in in_force(store.judgements(fact)) if one.by == who and one.sighting == sighting]
    if not own:
        raise InputError(f"{who} has said nothing of this fact that could be taken back")
    return max(own, key=lambda one: datetime.fromisoformat(one.at))


def _checked(
    marked: Marked, verdict: Verdict, given: dict[str, str | None], *, any_words: bool = False
) -> dict[str, str | None]:
    known = {
        "corrected": (*CHOICES[marked.kind], *WORDS[marked.kind]),
        "noted": ("note",),
        "tagged": ("tag",),
        "withdrawn": (WITHDRAWN,),
    }.get(verdict, ())
    values = {name: (value or "").strip() or None for name, value in given.items()}
    for name, value in values.items():
        if name not in known:
            raise InputError(f"{name[:80]!r} is nothing that {verdict} says; it says {', '.join(known) or 'no more'}")
        if value is not None and (len(value) > LONGEST or "\0" in value):
            raise InputError(f"{name}: give at most {LONGEST:,} characters, none of them NUL")
        _check(marked, verdict, name, value)
    if known and not any_words and not any(value or verdict == "corrected" for value in values.values()):
        raise InputError(f"there is nothing in it; give {' or '.join(known)}")
    return values


def _check(marked: Marked, verdict: Verdict, name: str, value: str | None) -> None:
    if verdict == "tagged" and not TAG.fullmatch(value or ""):
        raise InputError(
            f"tag: {(value or '')[:80]!r} is no tag; write namespace:predicate=value, airwars:grading=fair"
        )
    if verdict != "corrected":
        return
    if value is None:
        if name not in OPTIONAL:
            raise InputError(
                f"{name}: it cannot be unknown; give one of {', '.join(CHOICES[marked.kind].get(name, ()))}"
            )
    elif name in CHOICES[marked.kind] and value not in CHOICES[marked.kind][name]:
        raise InputError(f"{name}: {value[:80]!r} is none of {', '.join(CHOICES[marked.kind][name])}")
    elif name in NUMBERS:
        try:
            finite = Decimal(value).is_finite()
        except InvalidOperation:
            finite = False
        if not finite:
            raise InputError(f"{name}: {value[:80]!r} is no number; give 1400 or 6.5")
