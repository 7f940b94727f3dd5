"""What people said of facts: kept beside the machine's layer, and never over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, RowMapping, or_, select

from onrecord.errors import RecordError, RefusedError
from onrecord.model import Judgement
from onrecord.model.judgement import in_force
from onrecord.model.query import Judged
from onrecord.store import schema
from onrecord.store.among import among
from onrecord.store.bulk import chunks, insert

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Judgement)


def judge(connection: Connection, judgements: Sequence[Judgement]) -> int:
    """Keep judgements; the same one again is kept once. How many were new.

    Raises RefusedError where one holds what not every database keeps.
    """
    of = schema.judgements.c
    new = {judgement.id: judgement for judgement in judgements}
    for some in chunks(list(new)):
        for known in connection.scalars(select(of.id).where(of.id.in_(some))):
            del new[known]
    insert(connection, schema.judgements, [_keepable(row_of(judgement)) for judgement in new.values()])
    return len(new)


def judged(connection: Connection, what: str | None = None) -> Iterator[Judgement]:
    """Judgements in the order in which they were made: all, or those of a fact, a sighting or a report."""
    of = schema.judgements.c
    wanted = select(schema.judgements).order_by(of.at, of.id)
    if what is not None:
        wanted = wanted.where(or_(of.fact_id == what, of.sighting_id == what, of.report_id == what))
    for row in connection.execute(wanted).mappings():
        yield stored(row)


def verdicts(connection: Connection, facts: Sequence[str]) -> dict[tuple[str, str], list[Judged]]:
    """What people said of a few facts and did not take back, by sighting and fact, in the order in which they did."""
    of = schema.judgements.c
    wanted = select(schema.judgements).where(among(of.fact_id, facts)).order_by(of.at, of.id)
    found: dict[tuple[str, str], list[Judged]] = {}
    for one in in_force(stored(row) for row in connection.execute(wanted).mappings()):
        said = Judged(verdict=one.verdict, by=one.by, at=one.at)
        found.setdefault((one.sighting, one.fact or ""), []).append(said)
    return found


def _keepable(row: dict[str, object]) -> dict[str, object]:
    """The row, which both databases take alike."""
    for column, value in row.items():
        if isinstance(value, str) and "\0" in value:
            raise RefusedError(f"a judgement's {column} holds a NUL character (U+0000), which no record keeps")
    return row


def row_of(judgement: Judgement) -> dict[str, object]:
    """The row of a judgement: what is asked by, and the whole of it."""
    return {
        "id": judgement.id,
        "report_id": judgement.report,
        "sighting_id": judgement.sighting,
        "text_sha256": judgement.text_sha256,
        "fact_id": judgement.fact,
        "kind": judgement.kind,
        "verdict": judgement.verdict,
        "body": _encoder.encode(judgement).decode(),
        "by": judgement.by,
        "at": judgement.at,
        "origin": judgement.origin,
    }


def stored(row: RowMapping) -> Judgement:
    """The judgement of a row. Raises RecordError where it was damaged."""
    try:
        return _decoder.decode(row["body"])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"judgements {row['id']}: is damaged ({error}); restore the record from a backup") from None
