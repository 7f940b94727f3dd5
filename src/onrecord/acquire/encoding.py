"""Bytes → text: UTF-8 first and strictly, then what the marks, the page or the bytes themselves tell.

In: the bytes of a file. Out: its text, untouched (a byte order mark stays as U+FEFF), with a warning wherever
the encoding had to be found out; or what is wrong with the bytes.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from dataclasses import dataclass

# The longest first: the mark of UTF-32 begins with that of UTF-16. `-le` and `-be` keep the mark in the text.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE
)
_WESTERN = "cp1252"
_LATIN = frozenset(("cp1250", "cp1254", "cp1257", *(f"iso8859-{part}" for part in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16))))
_TORN = re.compile(r"[^\W\d_][¡£¥¦§¨ª¯±²³´µ¶¸¹º¼½¾¿][^\W\d_]")  # signs within words: letters of another encoding
_LOOKED_AT = 8192  # bytes that tell whether it is text at all, as git and grep do
_SOUND_SHARE = 3  # UTF-8 with faults, not another encoding, where so many characters are sound for each fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and, where its encoding had to be found out, a warning that says so."""

    text: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecodable:
    """Bytes that are no text: `binary` says what they are, else they were cut off within a character."""

    binary: str | None


def what_binary(head: bytes) -> str | None:
    """What the first bytes are where they are no text, else None."""
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return None
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return what
    return "binary data" if b"\0" in head[:_LOOKED_AT] else None


def decode(data: bytes, *, page: bool = False) -> Decoded | Undecodable:
    """The text of the bytes; for a web page the charset that it declares comes before any guess."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _by_mark(data, name)
    what = what_binary(data)
    if what is not None:
        return Undecodable(binary=what)
    try:
        return Decoded(text=data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not page:
            return Undecodable(binary=None)
        return _not_utf8(data, page=page)


def _by_mark(data: bytes, name: str) -> Decoded | Undecodable:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return Undecodable(binary=None)
    return Decoded(text=text, warnings=(f"read as {name.upper()}, by its byte order mark",))


def _not_utf8(data: bytes, *, page: bool) -> Decoded | Undecodable:
    """Another encoding, or UTF-8 with single faults: its sound characters tell which."""
    text = data.decode("utf-8", errors="replace")
    faults = text.count("\ufffd")
    sound = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    declared = _declared(data) if page else None
    if sound >= _SOUND_SHARE * faults or declared == "utf-8":
        said = f"read as UTF-8; {faults} faulty bytes stand as U+FFFD"
        return Decoded(text=text, warnings=(said,))
    if declared is not None:
        said = f"read as {declared}, as it declares"
        with contextlib.suppress(UnicodeError):  # codecs such as punycode, which no page is written in
            return Decoded(text=data.decode(declared, errors="replace"), warnings=(said,))
    return _detected(data)


def _detected(data: bytes) -> Decoded | Undecodable:
    from resiliparse.parse.encoding import detect_encoding

    name = _known(str(detect_encoding(data))) or _WESTERN
    if name in _LATIN and _is_western(data):
        name = _WESTERN
    text = data.decode(name, errors="replace")
    controls = sum(text.count(chr(code)) for code in (*range(1, 9), *range(14, 32), *range(127, 160)))
    if (controls + text.count("\ufffd")) * 10 > len(text):
        return Undecodable(binary="binary data")
    return Decoded(text=text, warnings=(f"not UTF-8; read as {name}, which is a guess from its bytes",))


def _is_western(data: bytes) -> bool:
    """Whether the bytes make words in Windows-1252: a few letters with marks do not tell it from its siblings."""
    try:
        return _TORN.search(data.decode(_WESTERN)) is None
    except UnicodeDecodeError:
        return False


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data, 0, _LOOKED_AT)
    return _known(found[1].decode("ascii")) if found else None


def _known(name: str) -> str | None:
    """The codec's own name; browsers read what is declared as Latin-1 as Windows-1252."""
    try:
        codec = codecs.lookup(name).name
        b"a".decode(codec, errors="replace")  # codecs that are not of text, such as `hex`, refuse here
    except (LookupError, UnicodeError):
        return None
    if codec.startswith(("utf-16", "utf-32")):
        return "utf-8"
    return "cp1252" if codec in ("iso8859-1", "ascii") else codec
