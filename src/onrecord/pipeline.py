"""The way, top to bottom: locator → document → analysis → facts → report. The one file that knows every room.

One report that cannot be read never stops the others: it comes out as a `Failure` in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from onrecord import acquire
from onrecord.analyse import Analyser, analyser
from onrecord.analyse import engine as engine_name
from onrecord.codec import encode, seal
from onrecord.errors import OnrecordError
from onrecord.extract import extract
from onrecord.model import Acquired, Document, Failure, Part, Piece, Product, Report, Shard
from onrecord.model.document import beginning
from onrecord.resolve import resolve
from onrecord.settings import Settings

# Characters of a report, and numbers, in which facts are looked for: rules take a second for normal text of that many,
# and four for what is all facts. The longest of 8,000 reports of the shared corpora has 36,000 characters.
LONG, NUMBERS = 200_000, 15_000


def read_all(locators: Iterable[str], settings: Settings, published: str | None = None) -> Iterator[Report | Failure]:
    """A report, or the reason why there is none, for every input behind the locators, in order."""
    yield from read_documents(_documents(locators, settings, published))


def read_text(text: str, published: str | None = None) -> Report | Failure:
    """The report of a text given as it is, or the reason why there is none."""
    return next(read_documents([acquire.from_text(text, published=published)]))


def read_documents(documents: Iterable[Acquired]) -> Iterator[Report | Failure]:
    """The reports of documents, one for one and in order; the first is out before the last is in."""
    by = analyser()
    for document in documents:
        yield document if isinstance(document, Failure) else read_document(document, by)


def read_document(document: Document, analyser: Analyser) -> Report | Failure:
    """The report of one document; a fault of the program itself is recorded too, with the document's key."""
    try:
        (analysis,) = analyser.analyse([beginning(document, LONG, NUMBERS)])
        found = extract(analysis)
        if len(analysis.document.text) < len(document.text):  # the report has all of its text
            many = len(analysis.document.text)
            told = f"longer than {LONG:,} characters or {NUMBERS:,} numbers: facts are looked for in the first {many:,}"
            analysis = replace(analysis, document=document, warnings=(*analysis.warnings, told))
        return seal(resolve(analysis, found))
    except Exception as error:
        return _fault(document.key or document.url or "a report without a key", error, "the other reports are read")


def read_encoded(document: Document) -> bytes | Failure:
    """The report of one document as a JSON line, which goes from process to process sooner than its values do."""
    report = read_document(document, analyser())
    return report if isinstance(report, Failure) else encode(report)


def pieces(locators: Iterable[str], together: int) -> Iterator[Piece | Failure]:
    """What is behind the locators, cut into pieces that machines can share; or why one of them cannot be read.

    `together`: how many lines or records of a file a piece has at most.
    """
    return acquire.pieces(locators, together)


def split(piece: Piece) -> Iterator[Piece]:
    """The two halves of a piece; the piece itself where it is one input, or nobody can tell."""
    return acquire.split(piece)


def read_shard(shard: Shard) -> Product:
    """Everything that is in a shard, read: the same wherever and in whatever company it is done."""
    reports: list[bytes] = []
    failures: list[Failure] = []
    lasting = True
    by = analyser()
    for piece in shard.pieces:
        if not acquire.holds(piece):
            failures.append(_changed(piece))
            lasting = False
            continue
        found = inputs(piece.path, Settings(limit=shard.limit), shard.published, name=piece.name, part=piece.part)
        for one in found:
            read = one.acquired if isinstance(one.acquired, Failure) else read_document(one.acquired, by)
            if isinstance(read, Failure):
                failures.append(read)
            else:
                reports.append(encode(read))
    return Product(reports=tuple(reports), failures=tuple(failures), lasting=lasting)


def engine() -> str:
    """Name and version of what reads, as it stands in every report; no weights are loaded for it."""
    return engine_name()


def inputs(
    path: str, settings: Settings, published: str | None, name: str | None = None, part: Part | None = None
) -> Iterator[acquire.Input]:
    """Every input in a file, or a part of one, under its name; a fault of the program in one ends that file alone."""
    return _guarded(
        lambda: acquire.inputs(path, name=name, published=published, limit=settings.limit, part=part), name or path
    )


def opened(stream: BinaryIO, kind: acquire.InputKind | None, told: acquire.Told) -> Iterator[acquire.Input]:
    """Every input in what was fetched from somewhere; a fault of the program in one ends that alone."""
    return _guarded(lambda: acquire.read(stream, kind, told), told.path)


def _guarded(found: Callable[[], Iterator[acquire.Input]], locator: str) -> Iterator[acquire.Input]:
    try:
        yield from found()
    except OnrecordError:
        raise  # what was asked cannot be done, for any input
    except Exception as error:
        failure = _fault(locator, error, "what came after it there is not read, the other inputs are")
        yield acquire.Input(locator=locator, acquired=failure, size=0)


def _documents(locators: Iterable[str], settings: Settings, published: str | None) -> Iterator[Acquired]:
    for path in acquire.files(locators):
        if isinstance(path, Failure):
            yield path
        else:
            yield from (each.acquired for each in inputs(path, settings, published))


def _changed(piece: Piece) -> Failure:
    reason = "it has been changed, or is gone, since the run began"
    return Failure(locator=piece.name, reason=reason, remedy="run it again when nobody writes to it")


def _fault(locator: str, error: Exception, remedy: str) -> Failure:
    return Failure(
        locator=locator,
        reason=f"the program failed on it ({type(error).__name__}: {error})",
        remedy=f"{remedy}; please report this one as a bug",
    )
