"""The tables of cues → what each does to the status of the event that it governs or stands beside.

An effect is a pair: the status where the cue itself is asserted, and where it is negated. This is the polarity
signature of Nairn, Condoravdi & Karttunen (2006) and Karttunen (2012), with more outcomes than yes and no: "fail to"
is (did_not_happen, happened), "plan to" (planned, did_not_happen), "cancel" (cancelled, planned). Factives ("know
that") give the same on both sides. It is composed from the root of the tree down, as in De Facto (Saurí & Pustejovsky
2012).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, cast

from onrecord.extract.events.uses import is_particle
from onrecord.extract.tree import Tree, once
from onrecord.lexicon import table, words
from onrecord.model.vocabulary import Status

Outcome: TypeAlias = Status | Literal["same"]
Effect: TypeAlias = tuple[Outcome, Outcome]

_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adjective"}
_TOOK_PLACE: tuple[Status, ...] = ("happened", "ongoing")


@dataclass(frozen=True, slots=True)
class Told:
    """A status, and the indices of the words that settled it."""

    status: Status
    cues: tuple[int, ...] = ()


PLAIN = Told("happened")


def under(cue: Told, effect: Effect, *at: int) -> Told:
    """What a cue of that status makes of its complement; `at` are the cue's words."""
    asserted, negated = effect
    if asserted == negated:
        return cue if asserted == "same" else _by(asserted, at)
    if cue.status == "ongoing" and effect == ("happened", "did_not_happen"):
        return cue  # "is holding talks"
    outcome = asserted
    if cue.status == "did_not_happen":
        outcome = negated
    elif cue.status == "cancelled":
        outcome = (
            asserted if asserted == "possible" else "cancelled" if negated in ("did_not_happen", "same") else negated
        )
    elif cue.status == "possible":
        outcome = "possible"
    elif cue.status == "planned":  # what somebody means to prevent may yet be
        outcome = "planned" if asserted in _TOOK_PLACE else "possible" if asserted == "did_not_happen" else asserted
    if outcome == "same" or outcome == cue.status:
        return cue if outcome in ("same", "happened") else Told(cue.status, cue.cues or at)
    before = () if cue.status == "ongoing" else cue.cues  # that it goes on settles nothing else
    return Told(outcome, (*before, *at)) if outcome != "happened" or cue.cues else PLAIN


def meet(world: Told, own: Told) -> Told:
    """What is told of an event by the words above it and by those beside it, together."""
    if world.status in _TOOK_PLACE:
        return world if own.status == "happened" and world.status == "ongoing" else own
    if world.status == "did_not_happen":
        if own.status in _TOOK_PLACE:
            return world
        if own.status == "did_not_happen":
            return Told("happened", (*world.cues, *own.cues))
        return Told("planned", (*world.cues, *own.cues)) if own.status == "cancelled" else world
    if world.status == "planned" and own.status not in _TOOK_PLACE:
        return own
    return world


def beside(kind: str, word: str) -> Effect | None:
    """The effect of a word that stands beside an event."""
    return _beside().get((kind, word))


def governs(tree: Tree, at: int, *frames: str) -> tuple[Effect, tuple[int, ...]] | None:
    """The effect of a word on what hangs on it in the first of the frames that it has, and the words of the cue."""
    for found, place in _cues(tree, at):
        for frame in frames:
            if frame in found:
                return found[frame], place
    return None


@once
def _cues(tree: Tree, at: int) -> tuple[tuple[Mapping[str, Effect], tuple[int, ...]], ...]:
    """The rows of the table that a word stands for: effects by frame, and the words of the cue."""
    word = tree.words[at]
    kind = "noun" if word.tag.startswith("NN") else _KINDS.get(word.upos)
    if kind is None:
        return ()
    rows = _governors()
    return tuple((rows[kind, cue], place) for cue, place in _names(tree, at, kind) if (kind, cue) in rows)


def is_saying(tree: Tree, at: int) -> bool:
    """Whether a noun stands for a saying: it was said, whatever became of what it says."""
    return tree.low(at) in words("attribution_nouns") or governs(tree, at, "word") is not None


def _names(tree: Tree, at: int, kind: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What a word may stand for in the table: with its particle or preposition, and by itself."""
    lemma = tree.words[at].lemma.lower()
    if kind == "noun":
        for case in tree.children(at, "case"):
            yield f"{tree.low(case)} {lemma}", (case, at)
        yield lemma, (at,)
        return
    if at + 1 < len(tree.words) and tree.words[at + 1].head == at and not _is_preposition(tree, at + 1):
        yield f"{lemma} {tree.low(at + 1)}", (at, at + 1)
    for particle in tree.children(at, "compound"):
        if _is_preposition(tree, particle):
            continue
        yield f"{lemma} {tree.low(particle)}", (at, particle)
        if tree.words[particle].relation == "compound:prt":
            return  # a verb with a particle is another verb
    head = tree.words[at].head
    if kind == "adjective" and 0 <= head < at and tree.words[head].upos == "VERB":
        yield f"{tree.words[head].lemma.lower()} {lemma}", (head, at)
    yield tree.low(at), (at,)
    yield lemma, (at,)


def _is_preposition(tree: Tree, at: int) -> bool:
    """Whether the tree takes a preposition for a particle: "held over killing a nun"."""
    return tree.words[at].relation == "compound:prt" and not is_particle(tree, at)


def _by(status: Outcome, at: tuple[int, ...]) -> Told:
    return PLAIN if status == "happened" else Told(cast(Status, status), at)


@cache
def _governors() -> Mapping[tuple[str, str], Mapping[str, Effect]]:
    found: dict[tuple[str, str], dict[str, Effect]] = {}
    for kind, cue, frames, asserted, negated in table("event_status"):
        effect = cast(Outcome, asserted), cast(Outcome, negated)
        for frame in frames.split():
            found.setdefault((kind, cue), {})[frame] = effect
    for kind, cue in [key for key in found if key[0] == "verb"]:
        verb, _, particle = cue.partition(" ")
        for stem in (verb.removesuffix("e"), verb + verb[-1], verb + "e"):  # where a lemma is guessed
            found.setdefault((kind, f"{stem} {particle}".strip()), found[kind, cue])
    return found


@cache
def _beside() -> Mapping[tuple[str, str], Effect]:
    return {
        (kind, word): (cast(Outcome, asserted), cast(Outcome, negated))
        for kind, word, asserted, negated in table("event_modifiers")
    }
