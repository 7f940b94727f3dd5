"""Nodes, cues and their sources → readings: which nodes are said, by which source, to whom.

What is said stands after the cue ("X said that …"), before it ("…, X said."), or on both sides of it. It ends where
the sentence does, or where the next attribution with a source of its own begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.extract.cues import Cue, cues
from onrecord.extract.nodes import Node
from onrecord.extract.phrases import TIMES, phrase_after
from onrecord.extract.subjects import Range, Subject, subject_of
from onrecord.model.vocabulary import Polarity, Stance

_ADJUNCTS = frozenset(["on", "in", "at", "during", "after", "before", "via", "through", "by", "from", "for"])
_WH = frozenset(["what", "who", "whom", "how", "why", "when", "where", "whether", "if", "which", "whose"])
_LEAST = frozenset({"least", "most", "to", "than", "fewer", "more"})  # "at least 40", "up to 12"
_LATER = frozenset({"after", "before", "since", "when", "as", "while", "until"})
_FINITE = frozenset({"auxiliary", "modal", "verb", "ed"})


@dataclass(slots=True, kw_only=True)
class Reading:
    """An attribution in nodes of one block; `rule` names the pattern that it was read by."""

    cue: Range
    source: Range | None
    content: list[Range]
    rule: str
    stance: Stance = "says"
    polarity: Polarity = "said"
    addressee: Range | None = None

    @property
    def weak(self) -> bool:
        """Whether what is said is no clause: a noun phrase or an infinitive."""
        return self.rule.startswith(("noun", "to", "passive", "claim"))


def readings(nodes: Sequence[Node]) -> list[Reading]:
    """The readings of one block by its reporting verbs, in the order of the cues."""
    starts, placed = _placed(nodes)
    cuts = _cuts(nodes, placed)
    found = []
    for cue, subject in placed:
        reading = (
            _passive(nodes, cue, subject, cuts) if cue.form == "passive" else _active(nodes, cue, subject, cuts, starts)
        )
        if reading and reading.rule != "noun-fronted" and (reading.content or reading.rule.startswith("expects")):
            found.append(reading)
    return found


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
        if subject is None:
            continue
        placed.append((cue, subject))
        if subject.place != "fronted" and cue.form != "passive":
            previous = (start, subject.nodes)
    return starts, placed


def _cuts(nodes: Sequence[Node], placed: Sequence[tuple[Cue, Subject]]) -> frozenset[int]:
    """Where what was said before ends, because another attribution begins there."""
    cuts: set[int] = set()
    for cue, subject in placed:
        at = subject.left
        if subject.place in ("shared", "participle"):
            edge = at + 1 if nodes[at].kind == "quote" else at
            cuts.update({edge, edge - 1} if nodes[edge - 1].kind == "comma" else {edge})
        elif subject.place == "after" or (
            subject.place == "before" and nodes[at - 1].kind == "comma" and _ends_clause(nodes, cue.last)
        ):
            cuts.add(at - 1)
        elif (
            subject.place == "before"
            and at >= 2
            and nodes[at - 2].kind == "comma"
            and nodes[at - 1].low in ("and", "but", "while", "as", "with")
        ):
            cuts.add(at - 2)
    cuts.update(at for at, node in enumerate(nodes) if node.low == "according" and nodes[at + 1].low == "to")
    return frozenset(cuts)


def _ends_clause(nodes: Sequence[Node], at: int) -> bool:
    """Whether nothing that could be said follows the verb: a mark, the day, "in a statement" and then a mark."""
    at = _after_adjuncts(nodes, at)
    return nodes[at].kind in ("stop", "comma") or nodes[at].low in (")", "—", "–")


def _after_adjuncts(nodes: Sequence[Node], at: int) -> int:
    """Past the words that tell when, where and how something was said."""
    while at < len(nodes) - 1:
        node = nodes[at]
        if node.low in TIMES or node.kind == "adverb":
            at += 1
            continue
        end = phrase_after(nodes, at + 1) if node.low in _ADJUNCTS else None
        if end is None:
            break
        after = nodes[end]
        if not (
            nodes[at + 1].low in TIMES
            or after.kind in ("comma", "stop", "quote")
            or after.low in ("that", ":", *_ADJUNCTS, *TIMES)
        ):
            break
        at = end
    return at


def _active(
    nodes: Sequence[Node], cue: Cue, subject: Subject, cuts: frozenset[int], starts: Sequence[int]
) -> Reading | None:
    at, addressee = _addressee(nodes, cue, subject)
    content, rule = _after(nodes, cue, at, cuts)
    before: list[Range] = []
    if cue.verb.frames & {"q", "s", "t"} and subject.place in ("before", "after"):
        before = _before(nodes, subject, starts[cue.head])
        quoted = bool(before) and nodes[before[-1][1] - 1].whole
        if before and quoted and rule != "quote":
            content, rule = _interrupted(nodes, at, cuts), "parenthesis"
        elif before and not content:
            content, rule = _interrupted(nodes, at, cuts), "parenthesis"
        elif before and quoted:
            rule = "parenthesis"
        else:
            before = []  # "Asked about it, X said: “…”": what stands in front is not said
    return Reading(
        cue=(cue.first, cue.last),
        source=subject.nodes,
        content=before + content,
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
    if "o" not in cue.verb.frames or nodes[at].low in ("that", *_WH):
        return at, None
    end = phrase_after(nodes, at, places=False)
    if end is None or nodes[at].low in TIMES:
        return at, None
    after = nodes[_after_adjuncts(nodes, end)]
    if cue.verb.lemma == "tell" or after.kind == "quote" or after.low in ("that", "to", ":", *_WH):
        return end, (at, end)
    return at, None


def _after(nodes: Sequence[Node], cue: Cue, at: int, cuts: frozenset[int]) -> tuple[list[Range], str]:
    """What is said after the cue, and by which frame of its verb."""
    frames = cue.verb.frames
    at = _after_adjuncts(nodes, at) if frames & {"q", "s", "t"} else at
    node = nodes[at]
    ahead = nodes[at + 1] if at + 1 < len(nodes) else None
    if node.low in (":", ",") and ahead is not None and ahead.kind == "quote":
        return (_quotes(nodes, at + 1), "quote") if "q" in frames or "t" in frames else ([], "")
    if node.kind == "quote" and node.whole and frames & {"q", "t", "s"}:
        return _quotes(nodes, at), "quote"
    if node.low == ":" and "q" in frames:
        if ahead is None or ahead.kind == "stop":
            return [], "expects"
        return _clause(nodes, at + 1, cuts), "colon"
    if node.kind in ("stop", "comma", "mark", "conjunction") and node.low not in ("$", "“", "'", "‘"):
        return [], ""
    if node.low == "that" and frames & {"t", "s"}:
        return _clause(nodes, at, cuts), "that"
    if node.low in ("to", "not") and "i" in frames:
        return _clause(nodes, at, cuts, strict=True), "to"
    if node.low in _WH and frames & {"w", "t", "s", "n"}:
        return _clause(nodes, at, cuts), "wh"
    counted = node.kind == "preposition" and ahead is not None and (ahead.kind == "number" or ahead.low in _LEAST)
    if frames & {"s", "t", "q"} and (counted or node.kind != "preposition"):
        content = _clause(nodes, at, cuts)
        words = nodes[content[0][0] + 1 : content[0][1]] if content else []
        loose = "s" in frames and "n" not in frames
        pause = len(words) if loose else next((n for n, each in enumerate(words) if each.kind == "comma"), len(words))
        if any(each.kind in _FINITE for each in words[:pause]) or (loose and len(words) > 1):
            return content, "bare"
        if node.low in ("so", "yes", "no") and not words:
            return content, "bare"
    if node.kind == "ing" and "g" in frames:
        return _clause(nodes, at, cuts, strict=True), "ing"
    if (
        "n" in frames
        and node.low not in TIMES
        and node.kind not in ("preposition", "auxiliary", "modal", "verb", "subject")
    ):
        return _clause(nodes, at, cuts, strict=True), "noun"
    if node.kind == "quote" and "q" in frames:
        return _quotes(nodes, at), "quote"
    if "i" in frames and "o" in frames:
        end = phrase_after(nodes, at)
        if end is not None and nodes[end].low == "to":
            return _clause(nodes, at, cuts, strict=True), "to"
    return [], ""


def _quotes(nodes: Sequence[Node], at: int) -> list[Range]:
    """The quotations that follow each other from a node on."""
    end = at
    while end < len(nodes) and nodes[end].kind == "quote":
        end += 1
    return [(place, place + 1) for place in range(at, end)]


def _clause(nodes: Sequence[Node], at: int, cuts: frozenset[int], *, strict: bool = False) -> list[Range]:
    """From a node to the end of its clause; the first comma ends a `strict` one."""
    end = at
    depth = 0
    quoted: list[Range] = []
    while end < len(nodes) and nodes[end].kind != "stop":
        node = nodes[end]
        depth += (node.low == "(") - (node.low == ")")
        if depth < 0 or (end > at and end in cuts):
            break
        if strict and (node.kind == "comma" or node.low in ("—", "–", "--", ":")) and end > at:
            break
        if node.low in (":", ",") and nodes[end + 1].kind == "quote" and nodes[end + 1].whole:
            quoted = _quotes(nodes, end + 1)
            break
        end += 1
    return ([(at, end)] if end > at else []) + quoted


def _before(nodes: Sequence[Node], subject: Subject, start: int) -> list[Range]:
    """What is said before the source or the cue, in the same sentence."""
    edge = subject.left - 1
    if edge < start or (nodes[edge].kind not in ("comma", "quote") and nodes[edge].low not in ("—", "–", "--")):
        return []
    end = edge if nodes[edge].kind != "quote" else edge + 1
    quote = end - 1 if nodes[end - 1].kind == "quote" else None
    first = start
    while first < end and (
        nodes[first].kind == "conjunction"
        or (nodes[first].kind in ("adverb", "mark") and nodes[first + 1].kind == "comma")
    ):
        first += 1
        while first < end and nodes[first].kind == "comma":
            first += 1
    if quote is not None and nodes[quote].whole:
        lead = quote
        while lead > first and nodes[lead - 1].kind == "quote":
            lead -= 1
        if lead == first or nodes[lead - 1].low in (":", ",") or nodes[lead - 1].kind in ("comma", "mark"):
            return [(place, place + 1) for place in range(lead, end)]
    if not any(node.kind in (*_FINITE, "quote") for node in nodes[first:end]):
        return []
    return [(first, end)]


def _interrupted(nodes: Sequence[Node], at: int, cuts: frozenset[int]) -> list[Range]:
    """What goes on after an attribution in the middle: "The bridge, X said, is closed." """
    at = _after_adjuncts(nodes, at)
    if nodes[at].kind != "comma" or at in cuts or at + 1 in cuts or at + 1 >= len(nodes):
        return []
    after = nodes[at + 1]
    if after.kind == "quote":
        return _quotes(nodes, at + 1)
    if after.kind in ("ing", "ed", "conjunction", "subordinator", "stop", "preposition") or after.low in _WH:
        return []
    opening = [node for node in nodes[at + 1 : at + 8]]
    finite = next((n for n, node in enumerate(opening) if node.kind in _FINITE), None)
    if finite is None or any(node.low in _LATER for node in opening[:finite]):
        return []
    return _clause(nodes, at + 1, cuts)


def _passive(nodes: Sequence[Node], cue: Cue, subject: Subject, cuts: frozenset[int]) -> Reading | None:
    """ "X is expected to …", "it is said that …", "was asked whether …": a source only where "by" names it."""
    at = cue.last
    node = nodes[at]
    if subject.nodes is None or not cue.verb.frames & {"t", "i", "w", "s"}:
        return None
    source: Range | None = None
    if node.low == "by":
        end = phrase_after(nodes, at + 1)
        if end is None:
            return None
        source, at = (at + 1, end), end
        node = nodes[at]
    if node.low == "to":
        content = [subject.nodes, *_clause(nodes, at, cuts, strict=True)]
    elif node.low in ("that", *_WH):
        content = _clause(nodes, at, cuts)
    elif node.low in (":", ",") and at + 1 < len(nodes) and nodes[at + 1].whole and "q" in cue.verb.frames:
        content = _quotes(nodes, at + 1)
    else:
        return None
    return Reading(
        cue=(cue.first, cue.last),
        source=source,
        content=content,
        rule="passive",
        stance=cue.verb.stance,
        polarity=cue.polarity,
    )


def according_to(nodes: Sequence[Node]) -> list[Reading]:
    """ "…, according to X" and "According to X, …"."""
    found = []
    start = 0
    for at, node in enumerate(nodes):
        if node.kind == "stop":
            start = at + 1
        if node.low != "according" or nodes[at + 1].low != "to":
            continue
        end = _source_end(nodes, at + 2)
        if end is None:
            continue
        if at - start <= 1:
            content = _clause(nodes, end + 1, frozenset()) if nodes[end].kind == "comma" else []
        else:
            edge = at - 1 if nodes[at - 1].kind == "comma" else at
            content = _before(nodes, Subject(nodes=None, place="before", left=at), start) or [(start, edge)]
        if content:
            found.append(Reading(cue=(at, at + 2), source=(at + 2, end), content=content, rule="according"))
    return found


def _source_end(nodes: Sequence[Node], at: int) -> int | None:
    """Where the source after "according to" ends: with everything up to a mark that attaches to it."""
    end = phrase_after(nodes, at)
    while end is not None and nodes[end].kind == "preposition" and phrase_after(nodes, end + 1):
        end = phrase_after(nodes, end + 1)
    if end is not None and nodes[end].kind == "comma":
        more = phrase_after(nodes, end + 1)
        if more is not None and nodes[end + 1].kind == "determiner" and nodes[more].kind in ("comma", "stop"):
            end = more
    return end


def without_weak(found: Sequence[Reading]) -> list[Reading]:
    """Without those inside what somebody said that only an infinitive or a noun phrase makes."""
    outer = sorted(place for each in found if not each.weak for place in each.content)
    starts = [start for start, _ in outer]
    ends = list(accumulate((end for _, end in outer), max))
    kept = []
    for each in found:
        at = bisect_right(starts, each.content[0][0]) - 1 if each.content else -1
        if not (each.weak and at >= 0 and ends[at] >= each.content[-1][1]):
            kept.append(each)
    return kept
