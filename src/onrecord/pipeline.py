"""The way, top to bottom: locator → document → analysis → facts → report. The one file that knows every room.

One report that cannot be read never stops the others: it comes out as a `Failure` in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.acquire import acquire, from_text
from onrecord.analyse import Analyser, RuleAnalyser
from onrecord.codec import seal
from onrecord.extract import extract
from onrecord.model import Acquired, Document, Failure, Report
from onrecord.resolve import resolve
from onrecord.settings import Settings


def read_all(locators: Iterable[str], settings: Settings, published: str | None = None) -> Iterator[Report | Failure]:
    """A report, or the reason why there is none, for every input behind the locators, in order."""
    yield from read_documents(acquire(locators, published=published, limit=settings.limit))


def read_text(text: str, published: str | None = None) -> Report | Failure:
    """The report of a text given as it is, or the reason why there is none."""
    return next(read_documents([from_text(text, published=published)]))


def read_documents(documents: Iterable[Acquired]) -> Iterator[Report | Failure]:
    """The reports of documents, one for one and in order; the first is out before the last is in."""
    analyser = RuleAnalyser()
    for document in documents:
        yield document if isinstance(document, Failure) else read_document(document, analyser)


def read_document(document: Document, analyser: Analyser) -> Report | Failure:
    """The report of one document; a fault of the program itself is recorded too, with the document's key."""
    try:
        (analysis,) = analyser.analyse([document])
        return seal(resolve(analysis, extract(analysis)))
    except Exception as error:
        return Failure(
            locator=document.key or document.url or "a report without a key",
            reason=f"the program failed on it ({type(error).__name__}: {error})",
            remedy="the other reports are read; please report this one as a bug",
        )
