"""What a page says where it cannot do what is asked: as a page, or as `{"ok": false, "error", "status"}`."""

from __future__ import annotations

from http import HTTPStatus

from onrecord import codec
from onrecord.errors import RecordError
from onrecord.serve.drawing import drawn


class MissingError(RecordError):
    """Nothing on the record has that name."""


def refusal(path: str, accept: str, status: HTTPStatus, why: str) -> tuple[bytes, str]:
    """The content and its type."""
    is_program = path.endswith((".json", ".jsonl", ".csv")) or ("text/html" not in accept and "*/*" not in accept)
    if is_program or (path in ("/read", "/judgements") and "text/html" not in accept):
        told = codec.line_of({"ok": False, "error": _plain(why), "status": int(status)})
        return told + b"\n", "application/json"
    values = {"status": int(status), "phrase": status.phrase, "why": _plain(why), "title": status.phrase}
    template = "enter.html" if status == HTTPStatus.UNAUTHORIZED else "error.html"
    return drawn(template, values).encode(), "text/html"


def _plain(why: str) -> str:
    """Surrogates of names that are no text cannot be sent."""
    return why.encode("utf-8", "replace").decode()
