"""Nodes → readings by reporting verbs: whose words, which words, to whom.

What is said stands after the cue ("X said that …"), before it ("…, X said."), or on both sides of it. It ends where
the sentence does, or where the next attribution with a source of its own begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements.attributed import Range, Reading
from onrecord.extract.statements.clauses import (
    after_adjuncts,
    clause_from,
    ends_clause,
    may_be_said,
    quotes_from,
    said_before,
    said_on,
)
from onrecord.extract.statements.cues import Cue, cues
from onrecord.extract.statements.nodes import FINITE, Node, phrase_words, too_long
from onrecord.extract.statements.objects import is_told, speaks
from onrecord.extract.statements.passives import passive
from onrecord.extract.statements.phrases import head_of, phrase_after
from onrecord.extract.statements.subjects import Subject, subject_of
from onrecord.extract.statements.unsaid import tells_nothing, with_negation

_UNLIKELY = frozenset(
    {"noun-fronted", "bare-fronted", "noun-after", "bare-after", "that-after", "to-after", "wh-after"}
)
_LEAST = frozenset({"least", "most", "to", "than", "fewer", "more"})  # "at least 40", "up to 12"
_JOINS = frozenset({"and", "but", "while", "as", "with"})  # "…, and Y said"


def readings(nodes: Sequence[Node]) -> list[Reading]:
    """The readings of one block by its reporting verbs, in the order of the cues."""
    starts, placed = _placed(nodes)
    cuts = _cuts(nodes, placed)
    found = []
    for cue, subject in placed:
        reading = (
            passive(nodes, cue, subject, cuts)
            if cue.form == "passive" or subject.nodes is None
            else _active(nodes, cue, subject, cuts, starts)
        )
        if reading and not _told_in_passing(nodes, subject, reading) and not tells_nothing(nodes, cue, reading):
            negated = with_negation(nodes, subject, reading, starts[cue.head])
            found += [negated] if negated else []
    return found


def _told_in_passing(nodes: Sequence[Node], subject: Subject, reading: Reading) -> bool:
    """Whether it is an event that dates another ("after the city rejected it"), or nothing that could be said."""
    if not reading.content:
        return not reading.rule.startswith("expects")
    if reading.rule in _UNLIKELY:
        return True
    return reading.weak and subject.place == "before" and nodes[subject.left - 1].low == "after"


def _placed(nodes: Sequence[Node]) -> tuple[list[int], list[tuple[Cue, Subject]]]:
    """For every node where its sentence begins; the cues that have a subject."""
    starts: list[int] = []
    start = 0
    for at, node in enumerate(nodes):
        starts.append(start)
        if node.kind == "stop":
            start = at + 1
    placed: list[tuple[Cue, Subject]] = []
    previous: tuple[int, Range | None] = (-1, None)
    for cue in cues(nodes):
        start = starts[cue.head]
        subject = subject_of(nodes, cue, start, previous[1] if previous[0] == start else None)
        if subject is None or (subject.nodes and too_long(nodes, subject.nodes)):
            continue
        placed.append((cue, subject))
        if subject.place != "fronted" and cue.form != "passive":
            previous = (start, subject.nodes)
    return starts, placed


def _cuts(nodes: Sequence[Node], placed: Sequence[tuple[Cue, Subject]]) -> frozenset[int]:
    """Where what was said before ends, because another attribution begins there."""
    cuts = {at for at, node in enumerate(nodes) if node.low == "according" and nodes[at + 1].low == "to"}
    for cue, subject in placed:
        at = subject.left
        if subject.place in ("shared", "participle"):
            edge = at + 1 if nodes[at].kind == "quote" else at
            if nodes[edge - 1].kind == "comma":
                cuts.add(edge - 1)
            elif nodes[edge].kind not in ("preposition", "subordinator"):
                cuts.add(edge)
        elif subject.place == "after":
            cuts.add(at - 1)
        elif subject.place == "fronted":
            cuts.add(at)
        elif subject.place == "relative" and nodes[at - 1].kind == "comma":
            cuts.add(_next_comma(nodes, cue.last))  # the end of "X, who says so,"
        elif subject.place == "before":
            comma = nodes[at - 1].kind == "comma"
            if comma and ends_clause(nodes, cue.last):
                cuts.add(at - 1)
            elif nodes[at - 1].low in _JOINS and at >= 2 and nodes[at - 2].kind == "comma":
                cuts.add(at - 2)
            if subject.nodes and subject.nodes[1] < cue.first and nodes[cue.first - 1].kind == "comma":
                cuts.add(cue.first - 1)  # the end of "X, who says so,"
    return frozenset(cuts)


def _next_comma(nodes: Sequence[Node], at: int) -> int:
    while at < len(nodes) and nodes[at].kind not in ("comma", "stop"):
        at += 1
    return at


def _active(
    nodes: Sequence[Node], cue: Cue, subject: Subject, cuts: frozenset[int], starts: Sequence[int]
) -> Reading | None:
    if _tells_yarn(nodes, cue):
        return None
    at, addressee = _addressee(nodes, cue, subject)
    content, rule = _after(nodes, cue, at, cuts, subject.nodes)
    if not content and nodes[at].low in ("having", "being") and "g" in cue.verb.frames:
        content, rule = clause_from(nodes, at, cuts, strict=True), "ing"
    before: list[Range] = []
    if cue.verb.frames & {"q", "s", "t"} and subject.place in ("before", "after"):
        before = said_before(nodes, subject.left - 1, starts[cue.head])
        if addressee and not content and not before and nodes[at].kind == "comma":
            return _reading(cue, subject, said_on(nodes, at, cuts), "parenthesis", addressee)
        turned = subject.place == "after" and nodes[cue.first - 1].kind == "comma"
        if not before and not content and (subject.place == "before" or turned) and rule != "expects":
            front = said_before(nodes, subject.left - 1, starts[cue.head], loose=True)
            if may_be_said(nodes, front, subject.nodes) and _ends_sentence(nodes, cue, at):
                return _reading(cue, subject, front, "parenthesis", addressee)
            if front or nodes[subject.left - 1].low == "as":
                content = said_on(nodes, at, cuts, frontal=bool(front))
            return _reading(cue, subject, front + content if content else [], "parenthesis", addressee)
        quoted = bool(before) and nodes[before[-1][1] - 1].whole
        if (before and quoted and rule != "quote") or (before and not content):
            content, rule = said_on(nodes, at, cuts), "parenthesis"
        elif before and quoted:
            rule = "parenthesis"
        else:
            before = []  # "Asked about it, X said: “…”": what stands in front is not said
    return _reading(cue, subject, before + content, rule, addressee)


def _ends_sentence(nodes: Sequence[Node], cue: Cue, at: int) -> bool:
    """Whether nothing but when and where it was said follows a verb that can only report: "…, X said on Monday." """
    return {"q", "s"} <= cue.verb.frames and nodes[after_adjuncts(nodes, at)].kind == "stop"


def _reading(cue: Cue, subject: Subject, content: list[Range], rule: str, addressee: Range | None) -> Reading:
    return Reading(
        cue=(cue.first, cue.last),
        source=subject.nodes,
        content=content,
        rule=f"{rule}-{subject.place}",
        stance=cue.verb.stance,
        polarity=cue.polarity,
        addressee=addressee,
    )


def _addressee(nodes: Sequence[Node], cue: Cue, subject: Subject) -> tuple[int, Range | None]:
    """Where what is said can begin, and who is told before it."""
    at = cue.last
    if subject.place == "after" and subject.nodes:
        return subject.nodes[1], None
    if "o" not in cue.verb.frames or nodes[at].low in ("that", *phrase_words("question")):
        return at, None
    end = phrase_after(nodes, at)
    if end is None or nodes[at].is_day:
        return at, None
    after = nodes[after_adjuncts(nodes, end)]
    if cue.verb.lemma == "tell" or after.kind == "quote" or after.low in ("that", "to", ":", *phrase_words("question")):
        return end, (at, end)
    return at, None


def _tells_yarn(nodes: Sequence[Node], cue: Cue) -> bool:
    """ "Tells the story of a town": nobody is told, and nothing that follows is what was said."""
    end = phrase_after(nodes, cue.last) if cue.verb.lemma == "tell" else None
    return end is not None and head_of(nodes, (cue.last, end)).low in phrase_words("yarn")


def _after(
    nodes: Sequence[Node], cue: Cue, at: int, cuts: frozenset[int], source: Range | None
) -> tuple[list[Range], str]:
    """What is said after the cue, and by which frame of its verb."""
    frames = cue.verb.frames
    at = after_adjuncts(nodes, at) if frames & {"q", "s", "t"} else at
    node = nodes[at]
    if node.low in (":", ",") or node.kind == "quote":
        found = _marked(nodes, frames, at, cuts)
        if found is not None:
            return found
    if node.kind in ("stop", "comma", "mark", "conjunction") and node.low not in ("$", "“", "'", "‘"):
        return [], ""
    if node.low == "that" and frames & {"t", "s"}:
        return clause_from(nodes, at, cuts), "that"
    if node.low in ("to", "not") and "i" in frames:
        return clause_from(nodes, at, cuts, strict=True), "to"
    if node.low in phrase_words("question") and frames & {"w", "t", "s", "n", "a", "k"}:
        return clause_from(nodes, at, cuts), "wh"
    spoken = "a" not in frames or (source is not None and speaks(nodes, source))
    bare = _bare(nodes, frames, at, cuts) if spoken else []
    if bare:
        return bare, "bare"
    if node.kind == "ing" and "g" in frames:
        return clause_from(nodes, at, cuts, strict=True), "ing"
    if is_told(nodes, at, frames, source):
        return clause_from(nodes, at, cuts, strict=True), "noun"
    if node.kind == "quote" and "q" in frames:
        return quotes_from(nodes, at), "quote"
    if "i" in frames and "o" in frames:
        end = phrase_after(nodes, at)
        if end is not None and nodes[end].low == "to":
            return clause_from(nodes, at, cuts, strict=True), "to"
    return [], ""


def _marked(
    nodes: Sequence[Node], frames: frozenset[str], at: int, cuts: frozenset[int]
) -> tuple[list[Range], str] | None:
    """What a colon or quotation marks bring; None where they do not tell."""
    node = nodes[at]
    ahead = nodes[at + 1] if at + 1 < len(nodes) else None
    if node.kind != "quote" and ahead is not None and ahead.kind == "quote":
        return (quotes_from(nodes, at + 1), "quote") if frames & {"q", "t"} else ([], "")
    if node.kind == "quote" and node.whole and frames & {"q", "t", "s"}:
        return quotes_from(nodes, at), "quote"
    if node.low == ":" and "q" in frames:
        if ahead is None or ahead.kind == "stop":
            return [], "expects"
        return clause_from(nodes, at + 1, cuts), "colon"
    return None


def _bare(nodes: Sequence[Node], frames: frozenset[str], at: int, cuts: frozenset[int]) -> list[Range]:
    """A clause without "that"."""
    node, ahead = nodes[at], nodes[at + 1] if at + 1 < len(nodes) else None
    counted = node.kind == "preposition" and ahead is not None and (ahead.kind == "number" or ahead.low in _LEAST)
    if not frames & {"s", "t", "q"} or (node.kind == "preposition" and not counted):
        return []
    content = clause_from(nodes, at, cuts)
    words = nodes[content[0][0] + 1 : content[0][1]] if content else []
    loose = "s" in frames and not frames & {"n", "a", "k"}
    pause = len(words) if loose else next((n for n, each in enumerate(words) if each.kind == "comma"), len(words))
    finite = any(each.kind in FINITE for each in words[:pause]) if "s" in frames else _is_clause(nodes, at)
    if finite or (loose and len(words) > 1) or (node.low in ("so", "yes", "no") and not words):
        return content
    return []


def _is_clause(nodes: Sequence[Node], at: int) -> bool:
    """Whether a noun phrase and its verb follow: "argued the bridge was safe", and not "argued a case"."""
    end = phrase_after(nodes, at)
    while end is not None and nodes[end].kind == "adverb":
        end += 1
    return end is not None and nodes[end].kind in FINITE
