"""Statements of one incident → which of them deny, contradict or take back which.

Two statements tell of the same where they share most of the words that carry what is said. A denial needs somebody else
who said it before; a retraction the same speaker. Where too little is shared, nothing is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.model.relation import Evidence, Relation, RelationKind, Rule
from onrecord.model.saying import Saying
from onrecord.relate.utterances import side

SHARED = 2  # stems that two statements of the same have in common at least
MOST = 0.6  # share of the shorter one's stems
SOME = 0.35  # share of the longer one's
SURE, SURELY = 3, 0.75  # stems, and share of both, from which "it was" and "it was not" are of the same
COMMON = 200  # statements with a stem, beyond which it finds none
CLAIMED = frozenset({"says", "believes", "accuses", "admits", "warns", "other", "threatens", "promises"})


def statement_relations(sayings: Iterable[Saying], incidents: Mapping[str, str]) -> Iterator[Relation]:
    """The relations of statements of one incident, or of one report; the same in whatever order they come."""
    groups: dict[str, list[Saying]] = defaultdict(list)
    for one in sorted(sayings, key=lambda each: each.order):
        groups[incidents.get(one.sighting, one.sighting)].append(one)
    for _, several in sorted(groups.items()):
        yield from _of_incident(several)


def statement_keys(one: Saying, incident: str | None) -> Iterator[tuple[str, ...]]:
    """What statements share that can bear on each other: their incident, or their report."""
    yield "statement", incident or one.sighting


def _of_incident(several: list[Saying]) -> Iterator[Relation]:
    """Every statement is held against those that share stems with it and were said no later."""
    having: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(several):
        for stem in one.stems:
            having[stem].append(at)
    for at, one in enumerate(several):
        if not _asks(one):
            continue
        shared = Counter(other for stem in sorted(one.stems) for other in having[stem][:COMMON])
        found = (several[other] for other, count in sorted(shared.items()) if count >= SHARED and other != at)
        yield from _first(one, found)


def _asks(one: Saying) -> bool:
    """Whether it can stand against others: a denial, a retraction, or something said not to be so."""
    return one.polarity == "denied" or one.withdrawn or (one.polarity == "said" and one.negated)


def _first(one: Saying, several: Iterable[Saying]) -> Iterator[Relation]:
    """Of what it denies or takes back, and of each who said it, the first."""
    seen: set[str] = set()
    for other in several:
        found = _held(one, other)
        if found is not None and other.speaker_key not in seen:
            seen.add(other.speaker_key)
            yield found


def _held(one: Saying, other: Saying) -> Relation | None:
    """How a statement stands to one that was made before."""
    if other.polarity != "said" or other.withdrawn or other.stance not in CLAIMED or _is_later(other, one):
        return None
    close = min(_share(one, other), _share(other, one))
    same = one.numbers <= other.numbers and _is_same(one, other, close)
    confidence = round(0.5 + 0.4 * close, 2)
    own = _is_own(one, other)
    two = not own and bool(one.source_key and other.source_key) and one.source_key != other.source_key
    if one.withdrawn:
        is_meant = same and own and one.negated == other.negated
        return _relation("retracts", one, other, "taken back", confidence) if is_meant else None
    if one.polarity == "denied":
        is_meant = same and two and one.negated == other.negated and not _is_inside(one, other)
        return _relation("denies", one, other, "denied", confidence) if is_meant else None
    sure = same and len(one.stems & other.stems) >= SURE and close >= SURELY
    known = bool(one.speaker_key and other.speaker_key) and not own
    if sure and known and one.sighting != other.sighting and not other.negated:
        return _relation("contradicts", one, other, "said and not said", confidence)
    return None


def _is_same(one: Saying, other: Saying, close: float) -> bool:
    """Whether what is said not to be so is said in the other; if that is not known, whether nearly all words agree."""
    if one.core:
        return one.core <= other.stems and max(_share(one, other), _share(other, one)) >= MOST and close >= SOME
    return close >= SURELY


def _is_own(one: Saying, other: Saying) -> bool:
    """Whether both are by one speaker: the same one, or told in the same words where one of the two has none."""
    if one.speaker_key and other.speaker_key:
        return one.speaker_key == other.speaker_key
    return bool(one.source_key) and one.source_key == other.source_key


def _share(one: Saying, other: Saying) -> float:
    """How much of one's stems stands in the other."""
    return len(one.stems & other.stems) / len(one.stems) if one.stems else 0.0


def _is_inside(one: Saying, other: Saying) -> bool:
    """Whether a statement stands in another, which tells of it."""
    return one.sighting == other.sighting and any(
        first.start < second.end and second.start < first.end for first in one.spans for second in other.spans
    )


def _is_later(other: Saying, one: Saying) -> bool:
    return other.sighting != one.sighting and (other.published or "")[:10] > (one.published or "")[:10]


def _relation(kind: RelationKind, one: Saying, other: Saying, rule: Rule, confidence: float) -> Relation:
    evidence = (Evidence(sighting=one.sighting, span=one.cue),) if one.cue else ()
    return Relation(kind=kind, one=side(one), other=side(other), rule=rule, confidence=confidence, evidence=evidence)
