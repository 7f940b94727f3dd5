"""Analysis and names → attributions: who said what, by quotation marks, reporting verbs and their grammar.

The way: `nodes` (words with classes), `cues` (reporting verbs), `subjects` (whose), `clauses` (what they said),
`claims` (nouns), `quoted` (quotations that go on), and here the spans, form, kind of source and confidence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import cast

from onrecord.extract.statements.according import according_to
from onrecord.extract.statements.attributed import without_weak
from onrecord.extract.statements.carriers import carriers
from onrecord.extract.statements.claims import claims
from onrecord.extract.statements.completed import completed
from onrecord.extract.statements.confidence import Surroundings, confidence
from onrecord.extract.statements.edges import Edges
from onrecord.extract.statements.nodes import Node, nodes_by_block, too_long
from onrecord.extract.statements.phrases import head_of
from onrecord.extract.statements.predicted import with_predicted
from onrecord.extract.statements.quoted import Speech, with_quotations
from onrecord.extract.statements.shared import without_shared
from onrecord.extract.statements.stretches import READ
from onrecord.extract.statements.verbs import readings
from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Analysis, Attribution, Mention, Offsets
from onrecord.model.vocabulary import SourceKind

# How often each rule was right on the training part of PolNeAR, in twentieths; a rule and its place, or the rule alone.
CONFIDENCE = {
    "parenthesis": 0.9,
    "quote": 0.85,
    "quote-participle": 0.7,
    "colon-name": 0.8,
    "signed": 0.8,
    "expects": 0.8,
    "that": 0.8,
    "that-shared": 0.7,
    "that-relative": 0.6,
    "according": 0.8,
    "ing": 0.8,
    "bare": 0.75,
    "bare-shared": 0.6,
    "bare-relative": 0.6,
    "wh": 0.65,
    "wh-shared": 0.5,
    "wh-relative": 0.3,
    "to": 0.6,
    "to-shared": 0.5,
    "to-relative": 0.3,
    "passive": 0.6,
    "noun": 0.55,
    "noun-shared": 0.45,
    "noun-participle": 0.45,
    "noun-relative": 0.4,
    "claim": 0.5,
    "colon": 0.4,
}
CONTINUED = 0.3  # a quotation alone in the paragraph after an indirect statement
UNSURE = 0.3


def attributions(
    analysis: Analysis, mentions: tuple[Mention, ...], tree: Tree | None = None
) -> tuple[Attribution, ...]:
    """The attributions of the text, in order of their contents; no two with the same content.

    `tree` is that of the analysis, where it is made already.
    """
    blocks = [
        nodes if block.kind in READ and block.repeats is None else []
        for block, nodes in zip(analysis.document.blocks, nodes_by_block(analysis, mentions), strict=True)
    ]
    read = [without_weak([*readings(nodes), *according_to(nodes), *claims(nodes)]) for nodes in blocks]
    kinds = [block.kind for block in analysis.document.blocks]
    edges = Edges(analysis)
    names = _Names(mentions)
    best: dict[tuple[Offsets, ...], Attribution] = {}
    for speech in with_quotations(kinds, blocks, read):
        cited = blocks[speech.reading_block]
        if speech.reading.source and too_long(cited, speech.reading.source):
            continue
        one = _attribution(speech, cited, edges, names)
        if one.content and (one.content not in best or best[one.content].confidence < one.confidence):
            best[one.content] = one
    found = with_predicted(analysis, sorted(best.values(), key=lambda each: each.content), edges)
    found = without_shared(analysis, found, edges)
    around = Surroundings(analysis.words, mentions)
    found = [replace(each, confidence=confidence(each, around)) for each in found]
    found = completed(analysis, mentions, found, edges, tree or Tree(analysis.document.text, analysis.words))
    return tuple(
        {each.content: each for each in sorted(found, key=lambda each: (each.content, each.confidence))}.values()
    )


class _Names:
    """Which names stand in a span, found by their order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._mentions]

    def inside(self, span: Offsets) -> list[Mention]:
        """The names that begin in the span, in order."""
        first = bisect_left(self._starts, span[0])
        return self._mentions[first : bisect_left(self._starts, span[1])]


def _attribution(speech: Speech, nodes: Sequence[Node], edges: Edges, names: _Names) -> Attribution:
    reading = speech.reading
    content = edges.content(nodes if speech.block == speech.reading_block else (), reading.content, speech.more)
    cue = (nodes[reading.cue[0]].start, nodes[reading.cue[1] - 1].end)
    source = (nodes[reading.source[0]].start, nodes[reading.source[1] - 1].end) if reading.source else None
    addressee = (nodes[reading.addressee[0]].start, nodes[reading.addressee[1] - 1].end) if reading.addressee else None
    told = names.inside(addressee) if addressee else []
    return Attribution(
        form=edges.form(content),
        content=content,
        cue=None if speech.continued or reading.rule == "colon-name" else cue,
        source=source,
        source_kind=_source_kind(nodes, reading.source, names.inside(source)) if source and reading.source else None,
        via=carriers(nodes[slice(*reading.addressee)], told) if reading.addressee else (),
        addressee=addressee,
        polarity=reading.polarity,
        stance=reading.stance,
        evidence=((source, cue) if source else (cue,)) if speech.continued else (),
        confidence=CONTINUED if speech.continued else _confidence(reading.rule),
        rule="continued" if speech.continued else reading.rule,
    )


def _confidence(rule: str) -> float:
    return CONFIDENCE.get(rule, CONFIDENCE.get(rule.partition("-")[0], UNSURE))


def _source_kind(nodes: Sequence[Node], source: Offsets, inside: Sequence[Mention]) -> SourceKind | None:
    """Anonymous, a document or an office, where the head noun says so and no person is named."""
    owned = {node.start for node in nodes[source[0] + 1 : source[1]] if node.kind == "owner"}
    if any(name.kind == "person" and name.end not in owned for name in inside):
        return None
    return _kinds().get(head_of(nodes, source).low)


@cache
def _kinds() -> dict[str, SourceKind]:
    return {noun: cast(SourceKind, kind) for noun, kind in table("anonymity")}
