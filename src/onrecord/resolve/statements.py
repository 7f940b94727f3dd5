"""Attributions → statements: speakers, carriers, the time of saying, and which statement holds which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.model import Analysis, Attribution, Block, Mention, Offsets, Statement
from onrecord.model.ids import statement_id
from onrecord.resolve.entities import Cast
from onrecord.resolve.first_persons import Voices, person
from onrecord.resolve.newcomers import Speaker
from onrecord.resolve.pronouns import Beside, answered
from onrecord.resolve.referents import Referents
from onrecord.resolve.spans import Nesting, holds, span, spans
from onrecord.resolve.speakers import Speakers
from onrecord.resolve.turns import turns


def speakers(
    analysis: Analysis,
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    cast: Cast,
) -> Mapping[Offsets, Speaker]:
    """Who speaks, for each source's place; sources come in the order of the text, first persons after the others."""
    text = analysis.document.text
    named = {(mention.start, mention.end): cast.at((mention.start, mention.end)) for mention in mentions}
    quoted = [place for quotation in analysis.quotations for place in quotation.content]
    voices = Voices(analysis.document, quoted, attributions, turns(analysis.document, mentions, named), cast)
    found = Speakers(
        text,
        mentions,
        cast,
        Referents(analysis.references),
        voices,
        _headlines(analysis.document.blocks),
        answered(text, attributions),
        Beside(analysis.words, mentions),
    )
    placed = [attribution for attribution in attributions if attribution.source is not None]
    placed.sort(key=lambda each: (bool(each.source and person(text[slice(*each.source)])), each.source or (0, 0)))
    return {attribution.source: found.speaker(attribution) for attribution in placed if attribution.source is not None}


def _headlines(blocks: Sequence[Block]) -> Sequence[Offsets]:
    """The places of titles and subheads, the first block among them where no mark ends it."""
    return [
        (block.span.start, block.span.end)
        for at, block in enumerate(blocks)
        if block.kind in ("title", "subhead") or (at == 0 and len(blocks) > 1 and block.span.exact[-1:].isalnum())
    ]


def distinct(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """One attribution for each content, in order of contents: the surest, then the first."""
    best: dict[tuple[Offsets, ...], Attribution] = {}
    for attribution in attributions:
        content = tuple(sorted(set(attribution.content)))
        if content and (content not in best or attribution.confidence > best[content].confidence):
            best[content] = replace(attribution, content=content)
    return tuple(best[content] for content in sorted(best))


def statements(
    text: str,
    text_sha256: str,
    attributions: Sequence[Attribution],
    who: Mapping[Offsets, Speaker],
    told: Sequence[str | None],
    carried: Sequence[Sequence[int]],
    ids: Sequence[str],
) -> tuple[Statement, ...]:
    """The statements of distinct attributions; `told` are the times of saying, `ids` those of the cast's members."""
    own = [statement_id(text_sha256, attribution.content) for attribution in attributions]
    return tuple(
        _statement(text, attribution, own[at], who, told[at], carried[at], ids, None if above is None else own[above])
        for at, (attribution, above) in enumerate(zip(attributions, parents(attributions), strict=True))
    )


def parents(attributions: Sequence[Attribution]) -> list[int | None]:
    """For each attribution, the innermost other one whose content holds all of its content."""
    nesting = Nesting((place, at) for at, found in enumerate(attributions) for place in found.content)
    return [_parent(nesting, attributions, at) for at in range(len(attributions))]


def _parent(nesting: Nesting, attributions: Sequence[Attribution], at: int) -> int | None:
    content = attributions[at].content
    for other in nesting.owners(content[0]):
        outer = attributions[other].content
        if other != at and all(any(holds(stretch, place) for stretch in outer) for place in content):
            return other
    return None


def _statement(
    text: str,
    attribution: Attribution,
    own: str,
    who: Mapping[Offsets, Speaker],
    told: str | None,
    carried: Sequence[int],
    ids: Sequence[str],
    parent: str | None,
) -> Statement:
    unknown = Speaker(kind=attribution.source_kind or "unknown")
    speaker = who.get(attribution.source, unknown) if attribution.source else unknown
    members = tuple(ids[member] for member in speaker.members)
    return Statement(
        id=own,
        form=attribution.form,
        content=spans(text, attribution.content),
        cue=span(text, attribution.cue) if attribution.cue else None,
        source=span(text, attribution.source) if attribution.source else None,
        speaker=members[0] if len(members) == 1 else None,
        speakers=members,
        source_kind=speaker.kind,
        via=tuple(ids[member] for member in carried),
        addressee=span(text, attribution.addressee) if attribution.addressee else None,
        polarity=attribution.polarity,
        stance=attribution.stance,
        time=told,
        parent=parent,
        evidence=spans(text, attribution.evidence + speaker.evidence),
        confidence=attribution.confidence,
    )
