"""A fact that differs between two versions of a report, or between two readings of one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.model.report import Span

ChangeKind: TypeAlias = Literal["appeared", "changed", "vanished"]
Became: TypeAlias = Literal["stands", "changed", "vanished"]
FactKind: TypeAlias = Literal["statement", "figure", "event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a fact in plain words, before and after; None where there is nothing to tell."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact that appeared (no old one), vanished (no new one) or changed (both, and which fields).

    `old_span` lies in the older text, `new_span` in the newer one: a statement's first stretch of content,
    a figure's whole phrase, an event's trigger. `old_spans` and `new_spans` are all stretches.
    """

    kind: ChangeKind
    fact: FactKind
    old: str | None
    new: str | None
    fields: tuple[FieldChange, ...] = ()
    old_span: Span | None = None
    new_span: Span | None = None
    old_spans: tuple[Span, ...] = ()
    new_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What became of a fact in a newer version: it stands as it was, changed (which fields) or vanished.

    `fact` is its id there, None where it vanished.
    """

    became: Became
    fact: str | None
    fields: tuple[FieldChange, ...] = ()
