"""Views for people who ask the record in SQL: each kind of fact with its words, its names and where it stands.

The words of a fact are cut out of its passage; a stretch that runs on into the next passage ends in an ellipsis
there, and `full_texts` has the rest. What SQLite and PostgreSQL say differently is put in by `definitions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.versions import newer

# One stretch is cut out of its passage; several are cut out of theirs, and joined as tables join them.
_WORDS = """CASE WHEN f.stretches IS NULL
    THEN {one} || CASE WHEN f.end_char > p.end_char THEN ' …' ELSE '' END
    ELSE (SELECT {joined} FROM (SELECT {each} || CASE WHEN {end} > q.end_char THEN ' …' ELSE '' END AS piece
        FROM {pieces}
        JOIN passages q ON q.text_id = p.text_id AND q.start_char <= {start} AND {start} < q.end_char
        ORDER BY q.start_char, {start}) AS cut) END"""
_CUT = "substr({0}.body, CAST({1} - {0}.start_char + 1 AS integer), CAST({2} - {1} AS integer))"
_STRETCHES = {  # the rows of `stretches`, and where each begins and ends
    "sqlite": ("json_each(f.stretches) e", "(e.value ->> 0)", "(e.value ->> 1)"),
    "postgresql": ("json_array_elements(f.stretches::json) e", "(e ->> 0)::bigint", "(e ->> 1)::bigint"),
}
_NAMES = """(SELECT {joined} FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = '{role}')"""
_FROM = """FROM facts f
JOIN readings r ON r.id = f.reading_id
JOIN sightings s ON s.id = r.sighting_id
JOIN passages p ON p.id = f.passage_id
WHERE f.kind = '{kind}'"""
_WHERE = "s.outlet, s.published, s.title, s.url, s.key, s.report_id AS report, s.id AS sighting"
_PLACE = "p.body AS passage, f.passage_id, f.start_char, f.end_char, f.confidence"
_SEEN = f"f.first_seen, s.last_seen, r.engine, {newer('s')} AS newer"
_OWN = {
    "statement": (
        ("speaker", "via", "about"),
        "f.form, f.polarity, f.stance, f.source_kind, f.said, f.statement AS parent",
    ),
    "figure": (
        ("speaker", "place", "by"),
        "f.value, f.low, f.high, f.bound, f.unit, f.outcome, f.scope, f.since, f.until, f.on_day, f.as_of,"
        " f.as_of_basis, f.part_of, f.statement",
    ),
    "event": (
        ("agent", "patient", "recipient", "place"),
        "f.predicate, f.status, f.on_day, f.statement",
    ),
}
_JOINED = {"sqlite": "group_concat({0}, '{1}')", "postgresql": "string_agg({0}, '{1}')"}
_TEXTS = """CREATE VIEW full_texts AS SELECT t.id, t.sha256, t.characters,
    (SELECT {joined} FROM (SELECT body FROM passages WHERE text_id = t.id ORDER BY start_char) AS pieces) AS body
FROM texts t"""


def definitions(dialect: str) -> Iterator[str]:
    """The statements that make the views: `statements`, `figures`, `events` and `full_texts`."""
    for kind, (roles, columns) in _OWN.items():
        joined = _JOINED[dialect].format("n.name", "; ")
        names = ", ".join(f"{_NAMES.format(joined=joined, role=role)} AS {_column(role)}" for role in roles)
        chosen = f"f.id, {_words(dialect)} AS words, {names}, {columns}, {_PLACE}, {_WHERE}, {_SEEN}"
        yield f"CREATE VIEW {kind}s AS SELECT {chosen}\n{_FROM.format(kind=kind)}"
    yield _TEXTS.format(joined=_JOINED[dialect].format("body", ""))


def _words(dialect: str) -> str:
    pieces, start, end = _STRETCHES[dialect]
    return _WORDS.format(
        one=_CUT.format("p", "f.start_char", "f.end_char"),
        joined=_JOINED[dialect].format("piece", " […] "),
        each=_CUT.format("q", start, end),
        pieces=pieces,
        start=start,
        end=end,
    )


def _column(role: str) -> str:
    """`by` is a word of SQL's own."""
    return "done_by" if role == "by" else role
