"""What a person says of a fact, by hand → a judgement on the record, beside what the machine found.

Accepted, rejected, corrected (values of it), noted, tagged (a grade of a code book: `airwars:grading=fair`); and what
one said last, taken back. Nothing is overwritten: what takes back is one more judgement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from onrecord.errors import InputError, RecordError
from onrecord.export.marks import CHOICES, NUMBERS, OPTIONAL, WORDS, Marked, labelled, machine
from onrecord.model import Judgement, Report
from onrecord.model.judgement import WITHDRAWN, Verdict, in_force, judgement
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
) -> Judgement:
    """Keep what somebody says of a fact; of the newest version of its report that has it, or of a sighting.

    `values`: of a correction what it changes (None: unknown), of a note `note`, of a tag `tag`. "withdrawn" takes back
    what the same person said last. Raises InputError for what cannot be said, RecordError for no fact on the record.
    """
    report, marked = _found(store, fact, sighting)
    who = " ".join(by.split())
    if not who or len(who) > 200 or not who.isprintable():
        raise InputError("who judges has to be told: give a name, of letters")
    if verdict not in BY_HAND:
        raise InputError(f"{verdict!r} is nothing that can be said of a fact by hand; say {', '.join(BY_HAND)}")
    given = dict(values or {})
    if verdict == "withdrawn":
        given = {WITHDRAWN: _last(store, fact, report.sighting, who).id}
    made = judgement(
        report,
        fact=fact,
        kind=marked.kind,
        verdict=verdict,
        spans=labelled(report, marked.marks),
        values=_checked(marked, verdict, given),
        by=who,
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),  # two in one second are two
        origin=ORIGIN,
    )
    store.judge([made])
    return made


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


def _checked(marked: Marked, verdict: Verdict, given: dict[str, str | None]) -> dict[str, str | None]:
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
    if known and not any(value or verdict == "corrected" for value in values.values()):
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
