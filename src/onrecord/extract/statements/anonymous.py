"""Attributions → without the wish not to be named ("who asked not to be named"), which makes its owner anonymous."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Analysis, Attribution, Offsets

CROWD = 16  # owners of wishes in one sentence that are looked at
WISH = 80  # characters of a content in which a wish stands
_WISH = re.compile(
    r"(?:that (?:he|she|they) |for (?:his|her|their) name )?(?:to )?(?:not (?:to )?be|to remain|to stay|remain) "
    r"(?:further |fully |publicly )?(?:named|identified|quoted|anonymous|unnamed)\b|anonymity\b"
)

_NAMED = re.compile(r"(?:to be |being |be )?(?:named|identified|quoted)\b")


def without_wishes(analysis: Analysis, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, those in the sentence of such a wish that its owner is the source of as anonymous."""
    text = analysis.document.text
    wishes = [one for one in found if _is_wish(text, one)]
    owners: dict[int, list[Offsets]] = defaultdict(list)
    for one in wishes:
        owners[_sentence(analysis, one)] += [each for each in (one.source, one.antecedent) if each][:CROWD]
    kept = []
    for one in found:
        if _is_wish(text, one):
            continue
        near = owners.get(_sentence(analysis, one), ())[:CROWD] if one.source else ()
        own = one.source is not None and any(_meet(one.source, who) for who in near)
        kept.append(replace(one, source_kind="anonymous") if own else one)
    return kept


def _is_wish(text: str, one: Attribution) -> bool:
    said = text[one.content[0][0] : one.content[0][0] + WISH].lower()
    wanted = one.stance == "wants" and one.polarity != "said" and _NAMED.match(said)  # "did not want to be named"
    return one.cue is not None and bool(_WISH.match(said) or wanted)


def _sentence(analysis: Analysis, one: Attribution) -> int:
    place = one.cue or one.content[0]
    return bisect_right(analysis.sentences, place[0], key=lambda sentence: sentence.start)


def _meet(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]
