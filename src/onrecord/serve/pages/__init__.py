"""The pages of the room, a module each: what a handler takes from the record, and what its template shows."""

from onrecord.serve.pages.compare import compare
from onrecord.serve.pages.enter import enter
from onrecord.serve.pages.fact import fact
from onrecord.serve.pages.figures import figures, spec
from onrecord.serve.pages.files import file, icon, robots
from onrecord.serve.pages.incidents import incident, incidents
from onrecord.serve.pages.judging import judge, named, reviews, who
from onrecord.serve.pages.new import feed, home, new
from onrecord.serve.pages.openapi import api, openapi
from onrecord.serve.pages.reading import form, read
from onrecord.serve.pages.report import find, report
from onrecord.serve.pages.search import search
from onrecord.serve.pages.speaker import speaker
from onrecord.serve.pages.ties import tie

HANDLERS = (
    *(home, *new, feed, *search, report, find, fact, *speaker),
    *(*figures, spec, *compare, *incidents, incident),
    *(*reviews, judge, who, named, tie),
    *(form, read, api, openapi),
    *(enter, file, icon, robots),
)

__all__ = ["HANDLERS"]
