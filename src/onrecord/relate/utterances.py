"""Quotations of many reports → utterances: words that were said once, with every report that quotes them.

A quotation is the same where its folded words are (typography, case, what the reporter put in and gaps aside), or where
all its stretches stand, in their order, in one longer quotation by the same speaker. Where it stands in several that
are not the same, nobody can tell which it was cut from, and it is left alone. Linear in the words: a quotation is
looked for by the first `SHINGLE` words of its longest stretch. Who is told without a name may be anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.model.ids import sha256
from onrecord.model.relation import Relation, Side, Utterance
from onrecord.model.saying import Saying

SHINGLE = 4  # words
TELLING = 6  # words from which a quotation by a speaker is told from others of his
SPEAKERLESS = 8  # words from which it is so without a speaker
DIGITS = 24
MANY = 50  # longer quotations that one is looked for in
ROWS = 1000  # quotations with a row of words, beyond which it is a phrase that many use and finds none

Words = tuple[str, ...]
Quotation = tuple[str, tuple[Words, ...]]  # the speaker's key and the stretches


def utterances(sayings: Iterable[Saying]) -> list[Utterance]:
    """The utterances that stand in more than one report, by where they stand first; the same in any order."""
    several: dict[Quotation, list[Saying]] = defaultdict(list)
    for one in sorted(sayings, key=lambda each: each.order):
        if is_telling(one):
            several[one.speaker_key, one.quoted].append(one)
    of = _trimmed(several)
    found: dict[Quotation, list[Quotation]] = defaultdict(list)
    for quotation in several:
        found[_root(quotation, of)].append(quotation)
    made = [_utterance(whole, parts, several) for whole, parts in found.items()]
    return [one for one in made if len({side.sighting for side in (*one.appearances, *one.trimmed)}) > 1]


def repeated(utterance: Utterance) -> Iterator[Relation]:
    """Every appearance repeats the first one; a trimmed one the first that is longer."""
    first, *others = utterance.appearances
    for one in others:
        if one.sighting != first.sighting:
            yield Relation(kind="repeats", one=one, other=first, rule="same quotation", confidence=0.95)
    for one in utterance.trimmed:
        if one.sighting != first.sighting:
            yield Relation(kind="repeats", one=one, other=first, rule="trimmed quotation", confidence=0.85)


def is_telling(one: Saying) -> bool:
    """Whether its quoted words are so many that nobody else has said them by chance."""
    count = sum(map(len, one.quoted))
    return one.polarity == "said" and count >= (TELLING if one.speaker_key else SPEAKERLESS)


def quotation_keys(one: Saying) -> Iterator[tuple[str, ...]]:
    """What a quotation is found by: every row of words in it."""
    if is_telling(one):
        yield from (("quotation", *row) for row in dict.fromkeys(row for part in one.quoted for row in _rows(part)))


def quotations_of(key: tuple[str, ...], sayings: Iterable[Saying]) -> Iterator[Relation]:
    """The relations between quotations that hold a row of words, where it is the first of one of them.

    Whatever holds a quotation holds its first row, so all that it may be cut from is here.
    """
    several = list(sayings)
    if any(_first_row(one.quoted) == key[1:] for one in several):
        for utterance in utterances(several):
            yield from repeated(utterance)


def _first_row(quoted: tuple[Words, ...]) -> Words:
    return next(_rows(max(quoted, key=len)))


def _trimmed(several: Mapping[Quotation, list[Saying]]) -> dict[Quotation, Quotation]:
    """The longer quotation that each one is cut from, if there is one alone."""
    holding: dict[Words, list[Quotation]] = defaultdict(list)
    for quotation in several:
        for row in {row for stretch in quotation[1] for row in _rows(stretch)}:
            holding[row].append(quotation)
    found: dict[Quotation, Quotation] = {}
    for quotation in several:
        having = holding[_first_row(quotation[1])]
        longer = [other for other in having if _holds(other, quotation)] if len(having) <= ROWS else []
        widest = [one for one in longer if not any(_holds(other, one) for other in longer[:MANY] if other != one)]
        if len(longer) <= MANY and len(widest) == 1:
            found[quotation] = widest[0]
    return found


def _rows(stretch: Words) -> Iterator[Words]:
    if len(stretch) <= SHINGLE:
        yield stretch
    for start in range(len(stretch) - SHINGLE + 1 if len(stretch) > SHINGLE else 0):
        yield stretch[start : start + SHINGLE]


def _holds(longer: Quotation, shorter: Quotation) -> bool:
    """Whether one stands in another whose speaker may be the same: named alike, or more shortly, or not at all."""
    if longer == shorter or not set(shorter[0].split()) <= set(longer[0].split()):
        return longer != shorter and _is_shortened(longer, shorter)
    if longer[1] == shorter[1]:
        return True
    return sum(map(len, longer[1])) >= sum(map(len, shorter[1])) and _stands(longer, shorter)


def _is_shortened(longer: Quotation, shorter: Quotation) -> bool:
    """Whether a longer quotation by who is told with a shorter name, or none, holds the other."""
    if not set(longer[0].split()) <= set(shorter[0].split()):
        return False
    return sum(map(len, longer[1])) > sum(map(len, shorter[1])) and _stands(longer, shorter)


def _stands(longer: Quotation, shorter: Quotation) -> bool:
    at = place = 0
    for stretch in shorter[1]:
        while at < len(longer[1]):
            found = _find(longer[1][at], stretch, place)
            if found >= 0:
                place = found + len(stretch)
                break
            at, place = at + 1, 0
        else:
            return False
    return True


def _find(words: Words, part: Words, start: int) -> int:
    last = len(words) - len(part)
    return next((at for at in range(start, last + 1) if words[at : at + len(part)] == part), -1)


def _root(quotation: Quotation, of: Mapping[Quotation, Quotation]) -> Quotation:
    while quotation in of:  # what holds it is longer, so this ends
        quotation = of[quotation]
    return quotation


def _utterance(whole: Quotation, parts: Sequence[Quotation], several: Mapping[Quotation, list[Saying]]) -> Utterance:
    own = sorted((one for part in parts if part[1] == whole[1] for one in several[part]), key=lambda each: each.order)
    trimmed = sorted(
        (one for part in parts if part[1] != whole[1] for one in several[part]), key=lambda each: each.order
    )
    words = " … ".join(" ".join(stretch) for stretch in whole[1])
    return Utterance(
        id=f"u_{sha256(f'{len(whole[0])}:{whole[0]};{words}')[:DIGITS]}",
        words=words,
        speaker=several[whole][0].speaker,
        appearances=tuple(map(side, own)),
        trimmed=tuple(map(side, trimmed)),
    )


def side(one: Saying) -> Side:
    """A statement as a side of a relation."""
    return Side(
        sighting=one.sighting,
        report=one.report,
        key=one.key,
        url=one.url,
        outlet=one.outlet,
        kind="statement",
        fact=one.fact,
        spans=one.spans,
        source=one.speaker,
        day=(one.published or "")[:10] or None,
    )
