"""A text, or a marked case → its report, by the analyser and the names alone; statements are those that are marked."""

from __future__ import annotations

from onrecord.analyse import RuleAnalyser
from onrecord.extract.mentions import mentions
from onrecord.model import Attribution, Block, Document, Extraction, Offsets, Report, Span
from onrecord.resolve import resolve
from tests.marking import Case


def document(text: str, **fields: str) -> Document:
    """A document of one paragraph."""
    block = Block(span=Span(start=0, end=len(text), exact=text), kind="paragraph", repeats=None)
    return Document(
        text=text,
        payload=text.encode("utf-8", "surrogatepass"),
        media_type="text/plain",
        blocks=(block,) if text else (),
        language=fields.get("language"),
    )


def report(text: str, attributions: tuple[Attribution, ...] = (), **fields: str) -> Report:
    """The report of a text with these statements in it."""
    (analysis,) = RuleAnalyser().analyse([document(text, **fields)])
    return resolve(analysis, Extraction(mentions=mentions(analysis), attributions=attributions))


def marked(case: Case) -> Report:
    """The report of a case: its first source, cue and content are a statement, so are its second ones, and so on."""
    places: dict[str, list[Offsets]] = {}
    for mark in case.marks:
        places.setdefault(mark.label, []).append((mark.start, mark.end))
    trios = zip(places.get("source", ()), places.get("cue", ()), places.get("content", ()), strict=True)
    return report(
        case.text,
        tuple(
            Attribution(form="indirect", content=(content,), cue=cue, source=source) for source, cue, content in trios
        ),
    )
