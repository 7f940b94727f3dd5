"""Predicates → codes of PLOVER, the ontology of political events: event and mode; none where none fits."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.vocabulary import Role


def code(predicate: str, roles: Sequence[Role]) -> str | None:
    """The code of an event with that predicate in which those roles take part."""
    return None
