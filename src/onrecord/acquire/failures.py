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
