"""Quantities → figures: in whose words, where, by whom, part of which; the same figure said again is one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.model import Block, Figure, Offsets, Quantity, Sentence, Statement
from onrecord.model.ids import figure_id
from onrecord.resolve.repeats import same_figures
from onrecord.resolve.spans import Nesting, span, spans

_OWN_WORDS = frozenset({"said", "hypothetical"})


def figures(
    text: str,
    text_sha256: str,
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    members: Mapping[Offsets, str],
) -> tuple[Figure, ...]:
    """The figures, each once; `members` gives the entity at a place."""
    nesting = Nesting(
        ((stretch.start, stretch.end), at) for at, found in enumerate(statements) for stretch in found.content
    )
    stated = [_innermost(nesting, statements, quantity.number) for quantity in quantities]
    quantities = [_as_told(quantity, by) for quantity, by in zip(quantities, stated, strict=True)]
    kept = same_figures(text, quantities, stated, blocks, sentences)
    ids = [figure_id(text_sha256, quantity.number, quantity.outcome) for quantity in quantities]
    again: dict[int, list[Offsets]] = {}
    for at, first in enumerate(kept):
        if first != at and quantities[at].span != quantities[first].span:
            again.setdefault(first, []).append(quantities[at].span)
    return tuple(
        _figure(text, quantity, ids[at], stated[at], _whole(quantity, at, kept, ids), again.get(at, ()), members)
        for at, quantity in enumerate(quantities)
        if kept[at] == at
    )


def _innermost(nesting: Nesting, statements: Sequence[Statement], number: Offsets) -> Statement | None:
    owners = nesting.owners(number)
    return statements[owners[0]] if owners else None


def _as_told(quantity: Quantity, stated: Statement | None) -> Quantity:
    """What is denied has an outcome only in the words of the denial: a figure alone has no polarity."""
    if not quantity.denied or (stated and stated.polarity == "denied"):
        return quantity
    return replace(
        quantity, outcome=None, scope="unknown", since=None, until=None, on=None, as_of=None, place=None, by=None
    )


def _whole(quantity: Quantity, at: int, kept: Sequence[int], ids: Sequence[str]) -> str | None:
    """The id of the figure that this one is a part of."""
    if quantity.part_of is None or not 0 <= quantity.part_of < len(kept):
        return None
    whole = kept[quantity.part_of]
    return ids[whole] if whole != at else None


def _figure(
    text: str,
    quantity: Quantity,
    own: str,
    stated: Statement | None,
    whole: str | None,
    again: Sequence[Offsets],
    members: Mapping[Offsets, str],
) -> Figure:
    return Figure(
        id=own,
        span=span(text, quantity.span),
        number=span(text, quantity.number),
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        bound=quantity.bound,
        unit=quantity.unit,
        counted=span(text, quantity.counted) if quantity.counted else None,
        outcome=quantity.outcome,
        scope=quantity.scope,
        since=quantity.since,
        until=quantity.until,
        on=quantity.on,
        as_of=quantity.as_of,
        place=members.get(quantity.place) if quantity.place else None,
        by=members.get(quantity.by) if quantity.by else None,
        part_of=whole,
        statement=stated.id if stated else None,
        source=stated.speaker if stated and stated.polarity in _OWN_WORDS else None,
        repeats=spans(text, again),
        evidence=spans(text, quantity.evidence),
        confidence=quantity.confidence,
    )
