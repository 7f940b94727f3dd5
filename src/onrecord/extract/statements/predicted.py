"""What the network reads as attributions → attributions, beside and instead of those by rule.

A rule and the network that share a cue tell of one attribution: its edges are the network's, but for a quotation that
is a whole statement, and what its words mean (polarity, stance, kind of source, who was told) is the rule's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.statements.antecedents import RELATIVE, antecedent
from onrecord.extract.statements.cues import meaning
from onrecord.extract.statements.edges import Edges
from onrecord.extract.statements.stretches import (
    alike,
    filled,
    in_headline,
    indices,
    joined,
    overlap,
    paragraphs,
    trimmed,
    undangling,
)
from onrecord.extract.statements.weighed import LEAST, probability
from onrecord.model import Analysis, Attributed, Attribution, Offsets

_CIRCUMSTANCES = frozenset({"obl", "advcl", "advmod"})
_QUESTION = 300  # characters within which a question has its mark
# "…, nine of whom", with what it divides.
_DIVIDED = re.compile(r",\s(?:[\w-]+\s){1,3}of\s(?:whom|which)\b")
IN_HEADLINES = 0.9  # the same in headlines, whose grammar the network has seen less of
DOUBTED = 0.95  # least confidence of a rule's that the network does not read; chosen there too


def with_predicted(analysis: Analysis, ruled: Sequence[Attribution], edges: Edges) -> list[Attribution]:
    """The attributions by rule and by the network, each once."""
    if not analysis.words:
        return list(ruled)
    found: list[Attribution] = []
    by_cue = _Cues(ruled)
    held = {each.content for each in ruled}
    matched: set[int] = set()
    for read in analysis.attributions:
        mine = _attribution(analysis, read, edges)
        if mine is None:
            continue
        at = by_cue.at(read.cue)
        if at in matched or (at is None and mine.content in held):
            continue
        if at is not None:
            mine = _agreed(analysis, ruled[at], mine)
        odds = probability(read, mine, None if at is None else ruled[at])
        if odds >= LEAST:
            matched.update([] if at is None else [at])
            found.append(replace(mine, confidence=round(odds, 2), score=odds))
    read_to = analysis.words[-1].end  # what is behind is left to the rules
    for at, rule in enumerate(ruled):
        sure = rule.confidence >= DOUBTED or rule.cue is None or rule.via or rule.form == "direct"
        sure = sure or (rule.confidence >= IN_HEADLINES and in_headline(analysis, rule.content[0][0]))
        if at not in matched and (sure or (rule.cue is not None and rule.cue[0] >= read_to)):
            found.append(rule)
    return found


def _attribution(analysis: Analysis, read: Attributed, edges: Edges) -> Attribution | None:
    text = analysis.document.text
    near = alike(analysis, read.cue, paragraphs(analysis, read.content))
    apart = (read.cue, *read.source)
    content = edges.stretches(undangling(analysis, filled(analysis, joined(text, near), apart), apart))
    content = _own_block(analysis, read.cue, content, edges)
    if not content:
        return None
    cue = edges.stretches(paragraphs(analysis, [read.cue]))
    told = [trimmed(text, span) for span in alike(analysis, read.cue, read.source[:1])]
    source = edges.stretches(edges.whole_names(span, [*cue, *content]) for span in told)
    if not cue or edges.in_name(cue[0]) or overlap(cue[0], content) or (source and overlap(source[0], content)):
        return None
    form = edges.form(content)
    if (source and _is_nobody(analysis.document.text, source[0])) or (
        form == "indirect" and _is_circumstance(analysis, cue[0], content)
    ):
        return None
    stance, polarity = meaning(
        [
            analysis.document.text[analysis.words[at].start : analysis.words[at].end].lower()
            for at in indices(analysis, cue[0])
        ]
    )
    return Attribution(
        form=form,
        content=content,
        cue=cue[0],
        source=source[0] if source else None,
        stance=stance,
        polarity=polarity,
        antecedent=antecedent(analysis, source[0]) if source and _is_relative(analysis, source[0]) else None,
    )


def _own_block(analysis: Analysis, cue: Offsets, content: tuple[Offsets, ...], edges: Edges) -> tuple[Offsets, ...]:
    """A content without what another paragraph says in the reporter's words: there only a quotation goes on."""
    text = analysis.document.text
    own = [span for span in content if "\n" not in text[min(cue[0], span[0]) : max(cue[1], span[1])]]
    if not own or len(own) == len(content):
        return content
    return tuple(span for span in content if span in own or edges.form([span]) != "indirect")


def _agreed(analysis: Analysis, rule: Attribution, mine: Attribution) -> Attribution:
    """One attribution of two: the rule's where it read more of a quotation or of a figure, else the network's edges."""
    text = analysis.document.text
    whole = (
        (rule.form == "direct" and not _reads_all(text, mine, rule))
        or _DIVIDED.match(text, mine.content[-1][1], rule.content[-1][1]) is not None
        or (mine.form == "indirect" and _surrounds(rule.content, mine.cue) and not _surrounds(mine.content, mine.cue))
    )
    content = rule.content if whole else mine.content
    source = mine.source
    if source is None or overlap(source, content) or (rule.form == "direct" and _holds(rule.source, source)):
        source = rule.source
    relative = source is not None and _is_relative(analysis, source)
    cue = rule.cue if rule.cue is None or rule.polarity != "said" else mine.cue
    if any(part and overlap(part, content) for part in (source, cue)):
        return rule
    return replace(
        rule,
        content=content,
        form=rule.form if whole else mine.form,
        source=source,
        cue=cue,
        antecedent=mine.antecedent or (rule.source if rule.source != source else None) if relative else None,
    )


def _reads_all(text: str, mine: Attribution, rule: Attribution) -> bool:
    """Whether the network has all that a rule has, in one paragraph: "With care, “it will hold,” X said"."""
    held = all(any(_holds(stretch, part) for stretch in mine.content) for part in rule.content)
    return held and "\n" not in text[mine.content[0][0] : mine.content[-1][1]]


def _holds(outer: Offsets | None, inner: Offsets) -> bool:
    return outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _surrounds(content: Sequence[Offsets], cue: Offsets | None) -> bool:
    """Whether a cue interrupts what was said."""
    return cue is not None and content[0][0] < cue[0] < content[-1][0]


def _is_nobody(text: str, source: Offsets) -> bool:
    """ "Few experts", and "who" in a question."""
    first = text[slice(*source)].lower().partition(" ")[0]
    return first == "few" or (
        first in (*RELATIVE, "what") and "?" in text[source[1] : source[1] + _QUESTION].partition(".")[0]
    )


def _is_relative(analysis: Analysis, source: Offsets) -> bool:
    return analysis.document.text[slice(*source)].lower() in RELATIVE


def _is_circumstance(analysis: Analysis, cue: Offsets, content: Sequence[Offsets]) -> bool:
    """Whether the content only tells when, where or how it was said: "On Monday, police said"."""
    if len(content) > 1 or content[0][0] > cue[0]:
        return False
    inside = indices(analysis, content[0])
    top = [analysis.words[at].relation for at in inside if analysis.words[at].head not in inside]
    return len(top) == 1 and top[0] in _CIRCUMSTANCES


class _Cues:
    """The rules' attributions by the places of their cues."""

    def __init__(self, ruled: Sequence[Attribution]) -> None:
        placed = sorted((each.cue, at) for at, each in enumerate(ruled) if each.cue is not None)
        self._places = placed
        self._starts = [cue[0] for cue, _ in placed]

    def at(self, cue: Offsets) -> int | None:
        """The one whose cue shares characters with this."""
        for number in range(max(0, bisect_left(self._starts, cue[0]) - 1), bisect_left(self._starts, cue[1])):
            (start, end), at = self._places[number]
            if start < cue[1] and cue[0] < end:
                return at
        return None
