"""Nodes and a cue → whose cue it is: the noun phrase before it, after it, or the one of the verb before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.extract.statements.attributed import Range
from onrecord.extract.statements.cues import Cue
from onrecord.extract.statements.negation import whole_negative
from onrecord.extract.statements.nodes import FINITE, Node, phrase_words
from onrecord.extract.statements.phrases import RELATIVE, apposition_before, is_head, phrase_after, phrase_before
from onrecord.lexicon import reporting_forms

Place = Literal["before", "after", "relative", "shared", "participle", "fronted", "none"]
_OPENS_ASIDE = frozenset({"preposition", "ing", "ed", "adverb", "subordinator", "auxiliary"})
_ASIDES = {")": "(", "—": "—", "–": "–", "--": "--"}
_BY = frozenset({"by", "while", "in", "after", "before", "when", "without", "for"})
_QUESTIONS = frozenset({"about", "by", "what", "who", "how", "why", "when", "where", "whether", "if"})
_NEAR = 12  # nodes within which one "-ing" form can go on from another
_LONGEST = 200  # nodes of a sentence that are looked at
_FAR = 60  # nodes from a participle that opens its sentence to the comma after it


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The nodes of a source; `left` is where its clause begins (commas of an apposition taken in)."""

    nodes: Range | None
    place: Place
    left: int


def subject_of(nodes: Sequence[Node], cue: Cue, start: int, previous: Range | None) -> Subject | None:
    """The source of a cue in the sentence that begins at `start`; `previous` is the source of the cue before."""
    before = nodes[cue.first - 1] if cue.first > start else None
    if before is None:
        return _opening(nodes, cue)
    if before.low in ("when", "if") and _is_asked(nodes, cue):
        return Subject(nodes=None, place="fronted", left=cue.first - 1)
    if cue.form != "passive" and _inverted(nodes, cue, before, start) and not _has_object(nodes, cue, start):
        end = _with_apposition(nodes, phrase_after(nodes, cue.last) or cue.last)
        return Subject(nodes=(cue.last, end), place="after", left=cue.first)
    if before.low in RELATIVE and cue.form != "ing":
        return Subject(nodes=_antecedent(nodes, cue.first - 1, start), place="relative", left=cue.first - 1)
    if (before.kind == "comma" or (before.pause and not before.whole)) and cue.form != "ing":
        return _over_comma(nodes, cue, start) or _shared(nodes, cue, start, previous)
    if before.kind in ("comma", "quote") and cue.form == "ing":
        return _shared(nodes, cue, start, previous, "participle")
    found = _just_before(nodes, cue.first, start)
    if found is not None:
        found = _with_partner(nodes, whole_negative(nodes, found, start), start)
        return Subject(nodes=found, place="before", left=found[0])
    if cue.form == "ing" and before.low in _BY:
        return _shared(nodes, cue, start, previous, "participle")
    if before.kind == "conjunction":
        gerund = any(node.kind == "ing" for node in nodes[max(start, cue.first - _NEAR) : cue.first])
        return _shared(nodes, cue, start, previous) if gerund or cue.form != "ing" else None
    return None


def _antecedent(nodes: Sequence[Node], relative: int, start: int) -> Range:
    """Whom "who" stands for: the noun phrase before it, over a comma; else the word itself."""
    end = relative - 1 if nodes[relative - 1].kind == "comma" else relative
    first = phrase_before(nodes, end) if end > start else None
    return (first, end) if first is not None and first >= start else (relative, relative + 1)


def _just_before(nodes: Sequence[Node], end: int, start: int) -> Range | None:
    """The noun phrase that ends there, over a day ("X on Monday said"), a bracket or an aside between dashes."""
    at = end
    while at > start + 1 and nodes[at - 1].is_day:
        at -= 1
    if at < end and nodes[at - 1].low in ("on", "this", "last", "late", "early", "next"):
        at -= 1
    if at < end and nodes[at - 1].kind == "ed" and at - 1 > start and is_head(nodes[at - 2]):
        found = phrase_before(nodes, at - 1)  # "the report published Tuesday"
        return (found, end) if found is not None and found >= start else None
    closing = nodes[at - 1].low if at > start else ""
    if closing in _ASIDES:
        opening = next((n for n in range(at - 2, max(start, at - _FAR), -1) if nodes[n].low == _ASIDES[closing]), None)
        if opening is None:
            return None
        found = phrase_before(nodes, opening)
        return (found, at if closing == ")" else opening) if found is not None and found >= start else None
    found = phrase_before(nodes, at)
    return (found, at) if found is not None and found >= start else None


def _opening(nodes: Sequence[Node], cue: Cue) -> Subject | None:
    """A cue that opens its sentence: "Vowing to go on, X …", "Said X: …"."""
    if cue.form == "ing":
        for at in range(cue.last, min(len(nodes), cue.last + _FAR)):
            if nodes[at].kind == "stop":
                return None
            if nodes[at].kind == "comma":
                end = phrase_after(nodes, at + 1)
                return Subject(nodes=(at + 1, end), place="fronted", left=cue.first) if end else None
    if _is_asked(nodes, cue):
        return Subject(nodes=None, place="fronted", left=cue.first)
    if cue.form in ("past", "s") and "q" in cue.verb.frames:
        end = phrase_after(nodes, cue.last)
        if end and nodes[end].low in (":", ","):
            return Subject(nodes=(cue.last, end), place="after", left=cue.first)
    return None


def _is_asked(nodes: Sequence[Node], cue: Cue) -> bool:
    """ "Asked whether …, X said": a participle that means "when X was asked"."""
    after = nodes[cue.last].low
    return cue.form == "past" and cue.head == cue.first and "w" in cue.verb.frames and after in _QUESTIONS


def _inverted(nodes: Sequence[Node], cue: Cue, before: Node, start: int) -> bool:
    """Whether the subject stands after the verb: "…,” said X." """
    if before.kind not in ("comma", "quote", "mark") or "q" not in cue.verb.frames or cue.verb.lemma == "tell":
        return False
    if cue.form not in ("past", "s") or cue.head != cue.first:
        return False
    if before.kind == "comma" and cue.first - 2 > start and nodes[cue.first - 2].low in reporting_forms():
        return False  # "The record, he said, shows Ana Ruiz's skill"
    if not any(node.whole or node.kind in FINITE for node in nodes[max(start, cue.first - _LONGEST) : cue.first]) and (
        before.kind != "comma"
        or "s" not in cue.verb.frames
        or nodes[cue.last].kind not in ("name", "determiner", "possessive")
        or _over_comma(nodes, cue, start)
    ):
        return False
    end = phrase_after(nodes, cue.last)
    if end is None or nodes[cue.last].low in (*phrase_words("day"), "that") or nodes[cue.last].kind == "object":
        return False
    after = nodes[end]
    if nodes[cue.last].kind == "subject" and after.kind == "quote" and not before.whole:
        return False  # "X, who left, said he “…”"
    return after.kind in ("comma", "stop", "quote", "mark", "preposition", "adverb") or after.low in (
        *RELATIVE,
        "as",
        *phrase_words("day"),
    )


def _has_object(nodes: Sequence[Node], cue: Cue, start: int) -> bool:
    """ "X, who led the talks, announced the news": the words after the verb are what is told, not who tells it."""
    return (
        bool(cue.verb.frames & {"n", "a", "k"})
        and nodes[cue.first - 1].kind == "comma"
        and bool(_over_comma(nodes, cue, start))
    )


def _with_apposition(nodes: Sequence[Node], end: int) -> int:
    """Where a noun phrase ends with the appositions after it: "X, the health minister"."""
    while end < len(nodes) and nodes[end].kind == "comma":
        more = phrase_after(nodes, end + 1)
        if (
            more is None
            or nodes[end + 1].kind in ("subject", "object", "quote")
            or nodes[more].kind not in ("comma", "stop")
        ):
            break
        end = more
    return end


def _over_comma(nodes: Sequence[Node], cue: Cue, start: int) -> Subject | None:
    found = apposition_before(nodes, cue.first - 1)
    if found is None or found[0] < start:
        return None
    first, last, inside = found
    if not inside and nodes[last + 1].kind not in _OPENS_ASIDE and nodes[last + 1].low not in (*RELATIVE, "whose"):
        return None
    if inside:
        first, last = _with_partner(nodes, (first, last), start)
    return Subject(nodes=(first, last), place="before", left=first)


def _with_partner(nodes: Sequence[Node], source: Range, start: int) -> Range:
    """The source with the one before it: "X, the mayor, and Y"."""
    first, end = source
    if first - 2 <= start or nodes[first - 1].low != "and" or nodes[first - 2].kind != "comma":
        return source
    found = apposition_before(nodes, first - 2)
    if found is None or not found[2] or found[0] < start or nodes[found[0]].kind not in ("name", "determiner"):
        return source
    opens = found[0] == start or nodes[found[0] - 1].kind in ("comma", "quote", "subordinator")
    return (found[0], end) if opens else source


def _shared(
    nodes: Sequence[Node], cue: Cue, start: int, previous: Range | None, place: Place = "shared"
) -> Subject | None:
    """The source of the cue before in the sentence, else the subject that the sentence begins with."""
    found = previous
    if found is None:
        at = start
        while at < cue.first and nodes[at].kind in ("adverb", "conjunction", "comma"):
            at += 1
        end = phrase_after(nodes, at)
        if end is None or end > cue.first - 1 or nodes[at].kind in ("object", "quote"):
            return None
        found = (at, end)
    return Subject(nodes=found, place=place, left=cue.first - 1)
