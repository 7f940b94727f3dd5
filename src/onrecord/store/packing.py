"""Bytes as the record keeps them: payloads compressed, readings without the words that their text has already.

A reading is the report's JSON line without its text and without the `exact` of its spans, compressed. The words
come back from the frozen text, so a reading that was packed and unpacked is equal to what was sealed.
"""

from __future__ import annotations

import dataclasses
import re
import zlib
from json.encoder import encode_basestring

from onrecord import codec
from onrecord.errors import DamagedError, InputError
from onrecord.model import Report

# Inside a JSON string every quotation mark has a backslash before it, so that these match in spans alone.
_EXACT = re.compile(rb',"exact":"[^"\\]*(?:\\.[^"\\]*)*"(?=\})')
_BARE = re.compile(rb'\{"start":(\d+),"end":(\d+)\}')


def pack(data: bytes) -> bytes:
    """Compressed bytes (zlib)."""
    return zlib.compress(data)


def unpack(data: bytes, where: str) -> bytes:
    """The bytes again. Raises DamagedError with `where` if they were damaged."""
    try:
        stream = zlib.decompressobj()
        whole = stream.decompress(data)
        if not stream.eof or stream.unused_data:
            raise zlib.error("too short or too long")
        return whole
    except (zlib.error, TypeError) as error:
        raise DamagedError(
            f"{where}: its stored bytes are damaged ({error}); restore the record from a backup"
        ) from None


def bare(report: Report) -> bytes:
    """The report's JSON line without its text and without the words of its spans."""
    return _EXACT.sub(b"", codec.encode(dataclasses.replace(report, text="")))


def pack_report(report: Report) -> bytes:
    """The report without its words, compressed."""
    return pack(bare(report))


def unpack_report(data: bytes, text: str, where: str) -> Report:
    """The report again, with the words of its text. Raises DamagedError with `where` if it is no record any more."""
    return report_of(unpack(data, where), text, where)


def report_of(line: bytes, text: str, where: str) -> Report:
    """The report of a bare line and its text. Raises DamagedError with `where` if the line is no record."""
    try:
        return dataclasses.replace(codec.decode(with_words(line, text), where), text=text)
    except InputError as error:
        raise DamagedError(
            f"{where}: its stored reading is damaged ({error}); restore the record from a backup"
        ) from None


def with_words(line: bytes, text: str) -> bytes:
    """A bare line, or a part of one, with the words of its spans."""

    def whole(span: re.Match[bytes]) -> bytes:
        exact = encode_basestring(text[int(span[1]) : int(span[2])])
        return b'{"start":%b,"end":%b,"exact":%b}' % (span[1], span[2], exact.encode("utf-8", "surrogatepass"))

    return _BARE.sub(whole, line)


def spans_in(line: bytes) -> int:
    """How many spans a bare line has."""
    return len(_BARE.findall(line))
