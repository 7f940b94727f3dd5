"""Analysis and extraction → report: the same thing gets the same name, and facts get their ids and links."""

from __future__ import annotations

from onrecord.model import Analysis, Extraction, Report
from onrecord.model.ids import report_id, sha256, sighting_id
from onrecord.model.vocabulary import SCHEMA


def resolve(analysis: Analysis, extraction: Extraction) -> Report:
    """The report of one document, not yet sealed."""
    document = analysis.document
    bytes_sha256 = sha256(document.payload)
    report = report_id(bytes_sha256)
    published = document.published.value if document.published else None
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
        dateline=None,
        media_type=document.media_type,
        text=document.text,
        text_sha256=sha256(document.text),
        bytes_sha256=bytes_sha256,
        engine=analysis.engine,
        blocks=document.blocks,
        entities=(),
        times=extraction.times,
        statements=(),
        figures=(),
        events=(),
        warnings=document.warnings + analysis.warnings,
    )
