"""Reports in other people's formats, and people's corrections back out of them.

    from onrecord import export

    with open("facts.csv", "wb") as stream:
        export.write("csv", reports, stream)

In: reports, one at a time (no more than one is ever held). Out: a file of one of `FORMATS`. Parquet is written with its
footer last and needs a path; every other format takes a path or any binary stream. `ANNOTATORS` read the
files of annotation tools back as judgements, which stand beside what the machine found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from onrecord import codec
from onrecord.errors import InputError
from onrecord.export import (
    doccano,
    followthemoney,
    label_studio,
    parquet,
    prodigy,
    schema_org,
    tables,
    web_annotations,
)
from onrecord.export.marks import Judged
from onrecord.export.returned import Lookup
from onrecord.model import Failure, Judgement, Report

__all__ = ["ANNOTATORS", "FORMATS", "Format", "Judged", "Lookup", "judgements", "write"]

Chunks = Callable[[Iterable[Report]], Iterator[bytes]]


class Annotated(Protocol):
    """Writes facts as people left them: `judged` gives the judgements on a report so far."""

    def __call__(self, reports: Iterable[Report], *, judged: Judged | None = None) -> Iterator[bytes]: ...


class Reader(Protocol):
    """Reads a tool's file back. `lookup` gives the report of a sighting's or report's id, or None."""

    def __call__(
        self, lines: Iterable[str | bytes], *, by: str, at: str, lookup: Lookup
    ) -> Iterator[Judgement | Failure]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: the usual ending of its files, its media type, and how its bytes come out, piece by piece.

    `chunks` is None for a format that needs a path (`parquet`). `raw` is there for tables: words as they are, also
    those that a spreadsheet would run. `annotated` is there for annotators.
    """

    name: str
    ending: str
    media_type: str
    chunks: Chunks | None
    raw: Chunks | None = None
    annotated: Annotated | None = None

    @property
    def needs_path(self) -> bool:
        """Whether it cannot be written to a stream."""
        return self.chunks is None


def write(
    format: str,
    reports: Iterable[Report],
    destination: BinaryIO | Path,
    *,
    raw: bool = False,
    judged: Judged | None = None,
) -> None:
    """Write reports in a format of `FORMATS`, to a binary stream or to a path.

    `raw` (csv, tsv): cells as they are, not neutralised. `judged` (annotators): facts as people left them so far. A
    format that has no use for one of them takes no notice of it. Raises InputError for an unknown format, a
    stream where a path is needed, and a path that cannot be written.
    """
    known = FORMATS.get(format)
    if known is None:
        raise InputError(f"{format!r} is no format; use one of {', '.join(FORMATS)}")
    if known.chunks is None:
        if not isinstance(destination, Path):
            raise InputError(f"{format} cannot be written to a stream; name a file")
        parquet.write(reports, destination)
        return
    if raw and known.raw is not None:
        pieces = known.raw(reports)
    elif judged is not None and known.annotated is not None:
        pieces = known.annotated(reports, judged=judged)
    else:
        pieces = known.chunks(reports)
    if isinstance(destination, Path):
        _to_path(pieces, destination)
    else:
        for piece in pieces:
            destination.write(piece)


def judgements(
    format: str, lines: Iterable[str | bytes], *, by: str, at: str, lookup: Lookup
) -> Iterator[Judgement | Failure]:
    """What people said, from the file of an annotator of `ANNOTATORS`. Raises InputError for an unknown one."""
    reader = ANNOTATORS.get(format)
    if reader is None:
        raise InputError(f"{format!r} is no annotator; use one of {', '.join(ANNOTATORS)}")
    return reader(lines, by=by, at=at, lookup=lookup)


def _to_path(pieces: Iterable[bytes], path: Path) -> None:
    try:
        stream = path.open("wb")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name a file in a folder of yours") from None
    with stream:
        for piece in pieces:
            stream.write(piece)


def _json_lines(reports: Iterable[Report]) -> Iterator[bytes]:
    return (codec.encode(report) + b"\n" for report in reports)


def _raw_csv(reports: Iterable[Report]) -> Iterator[bytes]:
    return tables.csv_lines(reports, raw=True)


def _raw_tsv(reports: Iterable[Report]) -> Iterator[bytes]:
    return tables.tsv_lines(reports, raw=True)


_TOOLS = (label_studio, doccano, prodigy)
_ALL = (
    Format(name="jsonl", ending=".jsonl", media_type="application/jsonl", chunks=_json_lines),
    Format(name="csv", ending=".csv", media_type="text/csv; charset=utf-8", chunks=tables.csv_lines, raw=_raw_csv),
    Format(
        name="tsv",
        ending=".tsv",
        media_type="text/tab-separated-values; charset=utf-8",
        chunks=tables.tsv_lines,
        raw=_raw_tsv,
    ),
    Format(name="parquet", ending=".parquet", media_type=parquet.MEDIA_TYPE, chunks=None),
    Format(name="annotations", ending=".jsonl", media_type=web_annotations.MEDIA_TYPE, chunks=web_annotations.lines),
    Format(name="schema-org", ending=".jsonl", media_type=schema_org.MEDIA_TYPE, chunks=schema_org.lines),
    Format(name="followthemoney", ending=".json", media_type=followthemoney.MEDIA_TYPE, chunks=followthemoney.lines),
    *(
        Format(name=tool.ORIGIN, ending=ending, media_type=tool.MEDIA_TYPE, chunks=tool.chunks, annotated=tool.chunks)
        for tool, ending in zip(_TOOLS, (".json", ".jsonl", ".jsonl"), strict=True)
    ),
)
FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}
ANNOTATORS: Mapping[str, Reader] = {tool.ORIGIN: tool.judgements for tool in _TOOLS}
