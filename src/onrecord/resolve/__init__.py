"""Analysis and extraction → report: the same thing gets the same name, and facts get their ids and links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Analysis, Attribution, Dated, Document, Extraction, Offsets, Report, Timex
from onrecord.model.ids import report_id, sha256, sighting_id
from onrecord.model.vocabulary import SCHEMA
from onrecord.resolve.entities import Cast, cast
from onrecord.resolve.events import events
from onrecord.resolve.figures import figures
from onrecord.resolve.participants import Participants
from onrecord.resolve.saying import saying_times
from onrecord.resolve.spans import between
from onrecord.resolve.statements import distinct, speakers, statements

__all__ = ["resolve"]

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def resolve(analysis: Analysis, extraction: Extraction) -> Report:
    """The report of one document, not yet sealed."""
    document = analysis.document
    text, text_sha256, bytes_sha256 = document.text, sha256(document.text), sha256(document.payload)
    report = report_id(bytes_sha256)
    published = document.published.value if document.published else None
    members = cast(extraction.mentions)
    said = distinct(extraction.attributions)
    who = speakers(analysis, extraction.mentions, said, members)
    mentioned = sorted((mention.start, mention.end) for mention in extraction.mentions)
    carried = [_within(members, mentioned, attribution) for attribution in said]
    playing = Participants(text, extraction.mentions, members, analysis.references, who, analysis.words)
    taken = [
        place for one in extraction.occurrences for place in (*(part for _, part in one.parts), one.place) if place
    ]
    taking = {place: member for place in sorted(set(taken)) if (member := playing.member(place)) is not None}
    entities, ids = members.entities(text)
    told = saying_times(text, analysis.sentences, said, extraction.times)
    found = statements(text, text_sha256, said, who, told, carried, ids)
    counted = [place for quantity in extraction.quantities for place in (quantity.place, quantity.by) if place]
    return Report(
        schema=SCHEMA,
        id=report,
        sighting=sighting_id(report, document.url or document.key, published),
        key=document.key,
        title=document.title,
        outlet=document.outlet,
        url=document.url,
        language=document.language,
        bylines=document.bylines,
        published=document.published,
        modified=document.modified,
        retrieved=document.retrieved,
        dateline=_dateline(document, extraction.times),
        media_type=document.media_type,
        text=text,
        text_sha256=text_sha256,
        bytes_sha256=bytes_sha256,
        engine=analysis.engine,
        blocks=document.blocks,
        entities=entities,
        times=extraction.times,
        statements=found,
        figures=figures(
            text,
            text_sha256,
            extraction.quantities,
            found,
            document.blocks,
            analysis.sentences,
            _places(members, mentioned, counted, ids),
        ),
        events=events(
            text, text_sha256, extraction.occurrences, found, {at: ids[member] for at, member in taking.items()}
        ),
        warnings=document.warnings + analysis.warnings + _language(document) + tuple(members.warnings),
    )


def _within(members: Cast, mentioned: Sequence[Offsets], attribution: Attribution) -> tuple[int, ...]:
    """Who carried a statement: the members that are named in the places of its carriers."""
    found = (members.at(name) for place in attribution.via for name in between(mentioned, *place))
    return tuple(dict.fromkeys(member for member in found if member is not None))


def _places(
    members: Cast, mentioned: Sequence[Offsets], places: Iterable[Offsets], ids: Sequence[str]
) -> Mapping[Offsets, str]:
    """The entity at each place: named in exactly those words, or the one name within them."""
    found: dict[Offsets, str] = {}
    for place in places:
        names = [place] if members.at(place) is not None else between(mentioned, *place)
        who = {ids[member] for name in names if (member := members.at(name)) is not None}
        if len(who) == 1:
            found[place] = who.pop()
    return found


def _dateline(document: Document, times: Sequence[Timex]) -> Dated | None:
    """The day that a dateline gives, where it could be resolved."""
    starts = [time.span.start for time in times]
    for block in document.blocks:
        if block.kind != "dateline":
            continue
        for time in times[bisect_right(starts, block.span.start - 1) :]:
            if time.span.end > block.span.end:
                break
            if time.type == "DATE" and time.value and _DAY.fullmatch(time.value):
                return Dated(value=time.value, basis="text")
    return None


def _language(document: Document) -> tuple[str, ...]:
    language = document.language
    if language is None or re.match(r"(?i)en(?:g|glish)?(?![a-z])", language):
        return ()
    return (f"the report is said to be in “{language}”; the rules are for English, so facts may be missing or wrong",)
