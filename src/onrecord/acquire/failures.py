"""Why an input could not be read: one function a reason, each with what to do about it.

In: where it happened (`PATH` or `PATH, line N`). Out: a `Failure`, never an exception.
"""

from __future__ import annotations

from onrecord.model import Failure


def empty(locator: str) -> Failure:
    """Nothing, or nothing but white space."""
    return Failure(locator=locator, reason="it holds no text", remedy="leave it out, or give the text of the report")


def binary(locator: str, what: str = "binary data") -> Failure:
    """Bytes that are no text."""
    return Failure(
        locator=locator,
        reason=f"it is {what}, not text",
        remedy="give the report as plain text, HTML or JSON lines",
    )


def too_large(locator: str, limit: int) -> Failure:
    """More bytes than one report may have."""
    return Failure(
        locator=locator,
        reason=f"it is larger than the limit of {limit:,} bytes for one report",
        remedy="split it into one report each (JSON lines), or raise the limit",
    )


def truncated(locator: str, what: str) -> Failure:
    """An input that stops before its end."""
    return Failure(locator=locator, reason=f"it is cut off: {what}", remedy="get the whole input again")


def missing(locator: str) -> Failure:
    """No such file."""
    return Failure(locator=locator, reason="there is no such file or directory", remedy="check the path")


def of_the_web(locator: str) -> Failure:
    """An address, where only what lies on this machine is read."""
    return Failure(
        locator=locator,
        reason="it is an address, and this reads what lies on this machine alone",
        remedy="`onrecord add` fetches it and puts it on the record",
    )


def unreadable(locator: str, error: OSError) -> Failure:
    """A file that the system does not let us read."""
    why = (error.strerror or type(error).__name__).lower()
    return Failure(locator=locator, reason=f"it cannot be read ({why})", remedy="check its permissions and its disk")


def not_a_file(locator: str) -> Failure:
    """A pipe, a device, a socket or the like."""
    return Failure(
        locator=locator,
        reason="it is neither a file nor a directory",
        remedy="leave it out, or pipe what it gives into `… | onrecord read -`",
    )


def no_files(locator: str) -> Failure:
    """A directory without a single report."""
    return Failure(
        locator=locator,
        reason="the directory holds no files (hidden ones are not read)",
        remedy="check the path",
    )


def lone_surrogate(locator: str) -> Failure:
    """Half a character, which no text can hold in UTF-8."""
    return Failure(
        locator=locator,
        reason="its text holds half of a character (a lone surrogate such as \\ud800)",
        remedy="write the text anew from its source as UTF-8",
    )


def bad_json(locator: str, why: str) -> Failure:
    """A line that is no JSON object."""
    return Failure(
        locator=locator,
        reason=f"it is not a JSON object ({why})",
        remedy="write one JSON object a line, with `text` or `html`",
    )


def no_content(locator: str) -> Failure:
    """An object with neither a text nor a page in it."""
    return Failure(
        locator=locator,
        reason="the JSON object has neither `text` nor `html` as a string",
        remedy="name the field that holds the report `text`, or `html` where it is a web page",
    )


def no_page_text(locator: str) -> Failure:
    """A web page in which no words of a report were found."""
    return Failure(
        locator=locator,
        reason="no text of a report was found in the HTML (cut off, or filled in later by a script)",
        remedy="save the page with its text, as a browser shows it",
    )


def too_many_elements(locator: str, most: int) -> Failure:
    """A web page of more elements than a report has."""
    return Failure(
        locator=locator,
        reason=f"the page has more than {most:,} elements, and no report has",
        remedy="give the report's own page, or its text",
    )


def bad_xml(locator: str, why: str) -> Failure:
    """Bytes that begin as XML does, and cannot be read as such."""
    return Failure(locator=locator, reason=f"it is no XML that is read ({why})", remedy="get it again from its source")


def lists(locator: str, what: str) -> Failure:
    """A feed or a sitemap in a file: addresses of reports, which are not fetched because a file has them."""
    return Failure(
        locator=locator,
        reason=f"it is {what}, which lists addresses and holds no reports",
        remedy="give its own address (https://…) to `onrecord add`, which fetches what it lists",
    )


def no_archive(locator: str, why: str) -> Failure:
    """An archive that is damaged, or blows up."""
    return Failure(
        locator=locator, reason=f"the archive is not read on from here ({why})", remedy="get the whole archive again"
    )


def no_links(locator: str) -> Failure:
    """A feed or a sitemap without an address."""
    return Failure(locator=locator, reason="it lists no addresses", remedy="look whether it is the right one")


def no_report(locator: str, what: str) -> Failure:
    """An item of a wire that is no report: a picture, a package, a planning."""
    return Failure(locator=locator, reason=f"it is {what}, and no text of a report", remedy="leave it out")


def withdrawn(locator: str, status: str) -> Failure:
    """An item that its sender took back, or wants held."""
    return Failure(
        locator=locator,
        reason=f"its sender does not let it be used (its status is {status!r})",
        remedy="leave it out; what it stood for may have to be taken off the record",
    )
