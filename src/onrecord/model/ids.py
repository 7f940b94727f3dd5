"""Ids come from content: the same bytes, words and places give the same id on every machine.

What goes in: hashes, offsets and the few values that the record format names. What comes out: a typed
prefix (`r_`, `s_`, `f_`) and 96 bits of sha256 in hexadecimal. Engine and normalised values stay outside,
so that a better engine updates a fact and does not double it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

Offsets = tuple[int, int]
DIGITS = 24  # hexadecimal digits kept of a sha256: 96 bits, under one clash expected in 10^14 facts


def sha256(data: bytes | str) -> str:
    """The sha256 of bytes, or of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def report_id(bytes_sha256: str) -> str:
    """`r_…`, of the payload's hash."""
    return f"r_{bytes_sha256[:DIGITS]}"


def sighting_id(report: str, place: str | None, published: str | None) -> str:
    """`s_…`, of the report's id, where it was seen (its url, else its key) and its publication date."""
    return f"s_{_digest(report, place, published)}"


def statement_id(text_sha256: str, content: Iterable[Offsets]) -> str:
    """`f_…`, of the text's hash, the kind and the content's spans."""
    return f"f_{_digest(text_sha256, 'statement', _places(content))}"


def figure_id(text_sha256: str, number: Offsets, outcome: str | None) -> str:
    """`f_…`, of the text's hash, the kind, the number's span and the outcome."""
    return f"f_{_digest(text_sha256, 'figure', _places([number]), outcome)}"


def event_id(text_sha256: str, trigger: Offsets) -> str:
    """`f_…`, of the text's hash, the kind and the trigger's span."""
    return f"f_{_digest(text_sha256, 'event', _places([trigger]))}"


def judgement_id(content: Iterable[str | None], by: str, at: str) -> str:
    """`j_…`, of what is judged and how, who judged and when."""
    return f"j_{_digest(*content, by, at)}"


def shard_id(engine: str, published: str | None, limit: int, pieces: Iterable[tuple[str, str, str | None]]) -> str:
    """`p_…`, of what reads, the options, and of each piece its name, its bytes' hash and which part of a file it is."""
    return f"p_{_digest(engine, published, str(limit), *(part for piece in pieces for part in piece))}"


def _places(spans: Iterable[Offsets]) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)


def _digest(*parts: str | None) -> str:
    """Parts are joined with their lengths, so that no two lists of parts read alike; None is not ''."""
    framed = "".join("-;" if part is None else f"{len(part)}:{part};" for part in parts)
    return sha256(framed)[:DIGITS]
