"""Citations judged: `citation, reports on the record → verdict`. Nothing is fetched, nothing is written.

The cited report is the newest version that its url, key or id names. Words are looked for there, then in its other
versions, then there again with small changes of form, then in the rest of the record. A figure is looked for in the
versions of the cited report alone: a number proves nothing about a report that nobody named.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from onrecord.model import Offsets, Report
from onrecord.model.citation import Citation, Place, Verdict
from onrecord.prove.alignment import nearest
from onrecord.prove.anchors import Anchor, find
from onrecord.prove.counts import Holding, hold
from onrecord.prove.edges import WORD
from onrecord.prove.figures import Count, read_figure
from onrecord.prove.speakers import fate, misattributed, two_speakers

ELSEWHERE = 20  # reports of the rest of the record that a quote is looked for in
TELLING = 3  # words of a quote below which it is looked for in the cited report alone
FIGURE = 300  # characters of a figure
VERSIONS = 50  # versions of one report that are read
_ORDER = ("verified", "moved", "not_found", "no_source", "invalid")
Elsewhere = Callable[[str], Iterable[Report]]


def judge(citation: Citation, cited: Sequence[Report], elsewhere: Elsewhere) -> Verdict:
    """What comes of a citation.

    `cited`: the reports that its url, key or id names, all versions and sightings, newest first. `elsewhere`: reports
    of the whole record with words in them, likeliest first; it may give cited ones again. A row with a quote and a
    figure is as good as the worse of the two.
    """
    if not (citation.quote or citation.figure):
        return Verdict(citation=citation, status="invalid", reason="the row has neither a quote nor a figure")
    if not (citation.url or citation.key or citation.id):
        return Verdict(citation=citation, status="invalid", reason="the row names no report: no url, key or id")
    verdicts = [
        *([_quote(citation, citation.quote, _versions(cited), elsewhere)] if citation.quote else []),
        *([_figure(citation, citation.figure, _versions(cited))] if citation.figure else []),
    ]
    worst = max(verdicts, key=lambda verdict: _ORDER.index(verdict.status))
    cautions = tuple(dict.fromkeys(caution for verdict in verdicts for caution in verdict.cautions))
    return dataclasses.replace(worst, cautions=cautions)


def _versions(cited: Sequence[Report]) -> list[Report]:
    """One report for each text, newest first."""
    texts: dict[str, Report] = {}
    for report in cited:
        texts.setdefault(report.text_sha256, report)
    return list(texts.values())[:VERSIONS]


def _quote(citation: Citation, quote: str, versions: Sequence[Report], elsewhere: Elsewhere) -> Verdict:
    if not WORD.search(quote):
        return Verdict(citation=citation, status="invalid", reason="the quote has no words")
    found = [(report, _find(quote, report)) for report in versions[:1]]
    if found and found[0][1] and not found[0][1].objection:
        return _verified(citation, versions[0], found[0][1])
    for report in versions[1:]:
        anchor = _find(quote, report)
        if anchor and not anchor.objection:
            return _moved(citation, report, anchor, f"the words stand in an earlier version, {_seen(report)}")
    aligned = nearest(quote, versions[0].text) if versions else None
    if versions and aligned and not aligned.objection and not (found[0][1] and found[0][1].objection):
        reason = f"the words stand there with small changes of form: {_told(aligned)}"
        return _moved(citation, versions[0], aligned, reason)
    other = _elsewhere(quote, versions, elsewhere)
    if other and versions:
        url, key = other[0].url, other[0].key
        same = any((url and report.url == url) or (key and report.key == key) for report in versions)
        where = "another version of the same report" if same else "another report"
        return _moved(citation, *other, f"the words stand in {where}, {_named(other[0])}, not in the one cited")
    if not versions:
        return _no_source(citation, other)
    return _not_found(citation, versions[0], found[0][1], aligned)


def _find(quote: str, report: Report) -> Anchor | None:
    contents = [tuple((span.start, span.end) for span in statement.content) for statement in report.statements]
    anchor = find(quote, report.text, contents)
    two = two_speakers(report, anchor.spans) if anchor and not anchor.objection else None
    return dataclasses.replace(anchor, objection=two) if anchor and two else anchor


def _verified(citation: Citation, report: Report, anchor: Anchor) -> Verdict:
    wrong = misattributed(citation.speaker, report, anchor.spans) if citation.speaker else None
    if wrong:
        return _moved(citation, report, anchor, wrong)
    reasons = {
        "exact": "the words stand in the report, character for character",
        "typography": "the words stand in the report; only their typography differs",
        "joined": "the words stand in one statement of the report; what stands between its parts is left out",
    }
    return Verdict(
        citation=citation,
        status="verified",
        how=anchor.how,
        places=_places(report, anchor.spans),
        score=anchor.score,
        cautions=tuple(fate(report, anchor.spans, citation.speaker)),
        reason=reasons[anchor.how],
    )


def _moved(citation: Citation, report: Report, anchor: Anchor, reason: str) -> Verdict:
    return Verdict(
        citation=citation,
        status="moved",
        how=anchor.how,
        places=_places(report, anchor.spans),
        score=anchor.score,
        differences=anchor.differences,
        cautions=tuple(fate(report, anchor.spans, None)),
        reason=reason,
    )


def _elsewhere(quote: str, versions: Sequence[Report], elsewhere: Elsewhere) -> tuple[Report, Anchor] | None:
    """Another report with the very words, typography aside; not for words that stand anywhere."""
    if len(WORD.findall(quote)) < TELLING:
        return None
    seen = {report.text_sha256 for report in versions}
    for report in islice(elsewhere(quote), ELSEWHERE):
        if report.text_sha256 not in seen:
            seen.add(report.text_sha256)
            anchor = _find(quote, report)
            if anchor and not anchor.objection:
                return report, anchor
    return None


def _no_source(citation: Citation, other: tuple[Report, Anchor] | None) -> Verdict:
    named = citation.url or citation.key or citation.id
    reason = f"no report on the record is {named}"
    if other:
        reason += f"; the words stand in another one, {_named(other[0])}"
    return Verdict(
        citation=citation,
        status="no_source",
        places=_places(other[0], other[1].spans) if other else (),
        reason=reason,
    )


def _not_found(citation: Citation, report: Report, cut: Anchor | None, aligned: Anchor | None) -> Verdict:
    """The nearest passage: the very words if they say something else there, or the most alike."""
    anchor = cut or aligned
    if anchor is None:
        reason = "neither the words nor any like them stand in the report"
        return Verdict(citation=citation, status="not_found", reason=reason)
    reason = cut.objection if cut and cut.objection else f"the words do not stand in the report: {_told(anchor)}"
    return Verdict(
        citation=citation,
        status="not_found",
        places=_places(report, anchor.spans),
        score=aligned.score if cut and aligned else min(anchor.score, 0.999),
        differences=anchor.differences,
        reason=reason,
    )


def _figure(citation: Citation, figure: str, versions: Sequence[Report]) -> Verdict:
    count = read_figure(figure) if len(figure) <= FIGURE else None
    if count is None:
        reason = "one number cannot be read from the figure; give one figure, such as 'at least 31 killed'"
        return Verdict(citation=citation, status="invalid", reason=reason)
    if not versions:
        return _no_source(citation, None)
    holdings = [hold(count, version) for version in versions]
    for version, holding in zip(versions, holdings, strict=True):
        if holding.reason is None and holding.figure:
            newest = version is versions[0]
            reason = "the report has the figure" if newest else f"an earlier version has the figure, {_seen(version)}"
            instead = holdings[0].reason
            return Verdict(
                citation=citation,
                status="verified" if newest else "moved",
                how="value",
                places=_places(version, [(holding.figure.span.start, holding.figure.span.end)]),
                score=1.0,
                cautions=holding.cautions,
                reason=reason if newest or not instead else f"{reason}; of the newest: {instead}",
            )
    return _absent(citation, figure, count, versions[0], holdings[0])


def _absent(citation: Citation, figure: str, count: Count, report: Report, holding: Holding) -> Verdict:
    """A figure that the report was not read to have: its words may stand there nevertheless, or its number."""
    words = find(figure, report.text)
    if words and not words.objection and (count.counted or count.outcome or count.unit) and not _read(words, report):
        return _verified(citation, report, words)
    spans = [(holding.figure.span.start, holding.figure.span.end)] if holding.figure else []
    reason = holding.reason or ""
    if not spans and words and not words.objection and not _read(words, report):
        spans, reason = list(words.spans), f"{reason}: its words stand there, but were not read as a figure"
    return Verdict(
        citation=citation,
        status="not_found",
        places=_places(report, spans),
        differences=holding.differences,
        reason=reason,
    )


def _read(words: Anchor, report: Report) -> bool:
    """Whether a figure was read in these words: then it is what it was read as."""
    return any(
        figure.number.start < end and start < figure.number.end
        for figure in report.figures
        for start, end in words.spans
    )


def _places(report: Report, spans: Iterable[Offsets]) -> tuple[Place, ...]:
    return tuple(
        Place(
            report=report.id,
            sighting=report.sighting,
            url=report.url,
            key=report.key,
            start=start,
            end=end,
            exact=report.text[start:end],
        )
        for start, end in spans
    )


def _told(anchor: Anchor) -> str:
    """What differs, in words."""
    told = [
        f"'{one.cited}' is '{one.report}' there"
        if one.cited and one.report
        else (f"'{one.cited}' is not there" if one.cited else f"'{one.report}' is left out")
        for one in anchor.differences[:4]
    ]
    more = len(anchor.differences) - len(told)
    return "; ".join(told + ([f"and {more} more"] if more else [])) or "punctuation"


def _named(report: Report) -> str:
    return report.url or report.key or report.id


def _seen(report: Report) -> str:
    """A version by its date, as well as it is known."""
    dated = report.modified or report.retrieved or report.published
    return f"{report.sighting} of {dated.value}" if dated else report.sighting
