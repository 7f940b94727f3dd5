"""A query as SQL: conditions on facts, and the indexes that can lead to the facts.

In: a `Query`. Out: strings of SQL with named values; numbers of the record's own are written into them, whatever a
person wrote is a value. A `Lead` is one condition that an index knows, from which the facts can be come by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from onrecord.model.query import Dates, Query, Term, Words, folded_words

FACTS_OF_A_REPORT = 20  # about: what an outlet's index is worth
FEW = 4_000  # facts that are looked at all, where one condition leaves no more
SEVERAL = 2_000  # sightings of an outlet that are listed
MANY = 60_000  # facts whose passages are looked up for a range of dates
# What a date of a report can begin with ends before ":"; words of TIMEX3 (PRESENT_REF, P2D) come after it.
_AFTER_DIGITS, _AFTER_ALL = ":", "~"
_OUTLETS = """WITH RECURSIVE o(outlet) AS (
    SELECT min(outlet) FROM sightings
    UNION ALL SELECT (SELECT min(s.outlet) FROM sightings s WHERE s.outlet > o.outlet) FROM o WHERE o.outlet IS NOT NULL
) SELECT outlet FROM o WHERE outlet IS NOT NULL"""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A way to facts by an index. `source` joins facts `f`; `date` is the column of the index that dates sort by."""

    source: str
    where: str
    date: str
    dated_by: str  # the same without the facts, for the index alone
    own: str = ""  # of the query's conditions the one that it answers
    facts: int = 1  # about how many there are to an entry of the index
    selective: bool = True  # it may leave few


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A query as SQL: every condition on facts `f`, their values, and the leads, the best first."""

    conditions: tuple[str, ...]
    values: Values
    leads: tuple[Lead, ...]
    nothing: bool = False  # a name that nobody has

    def where(self, lead: Lead | None = None) -> str:
        """The conditions as one, without the one that a lead answers."""
        left = [condition for condition in self.conditions if lead is None or condition != lead.own]
        return " AND ".join(left) or "1 = 1"


def plan(connection: Connection, query: Query) -> Plan:
    """The query as SQL."""
    conditions: list[str] = []
    values: Values = {}
    leads: list[Lead] = []
    join = "CROSS JOIN" if connection.dialect.name == "sqlite" else "JOIN"  # SQLite's planner keeps to this order
    for asked, role in ((query.who, "speaker"), (query.about, "about"), (query.place, "place")):
        if asked is None:
            continue
        names = _names(connection, asked)
        if not names:
            return Plan(conditions=(), values={}, leads=(), nothing=True)
        among = f"name_id IN ({', '.join(map(str, names))})"
        # The plus keeps the databases from walking down all facts of a name for each fact that is looked at.
        known = f"EXISTS (SELECT 1 FROM fact_entities x WHERE x.fact_pk = f.pk AND x.role = '{role}' AND +x.{among})"
        conditions.append(known)
        source = f"fact_entities d {join} facts f ON f.pk = d.fact_pk"
        where = f"d.role = '{role}' AND d.{among}"
        leads.append(Lead(source=source, where=where, date="d.published", dated_by="fact_entities d", own=known))
    if query.outlet is not None:
        outlets = _outlets(connection, query.outlet)
        if not outlets:
            return Plan(conditions=(), values={}, leads=(), nothing=True)
        values |= {f"outlet{number}": outlet for number, outlet in enumerate(outlets)}
        within = f"s.outlet IN ({', '.join(f':outlet{number}' for number in range(len(outlets)))})"
        readings = "readings r JOIN sightings s ON s.id = r.sighting_id"
        some = f"SELECT count(*) FROM (SELECT 1 FROM sightings s WHERE {within} LIMIT {SEVERAL + 1}) AS counted"
        if run(connection, some, values)[0][0] <= SEVERAL:  # known once, then looked up
            own = f"sightings s {join} readings r ON r.sighting_id = s.id WHERE {within}"
            known = f"f.reading_id IN (SELECT r.id FROM {own})"
        else:
            apart = within.replace("s.outlet", "(s.outlet || '')")  # as above: looked at, not walked down
            known = f"EXISTS (SELECT 1 FROM {readings} WHERE r.id = f.reading_id AND {apart})"
        conditions.append(known)
        source = f"sightings s {join} readings r ON r.sighting_id = s.id AND r.current {join} facts f"
        source += " ON f.reading_id = r.id"
        lead = Lead(
            source=source, where=within, date="s.published", dated_by="sightings s", own=known, facts=FACTS_OF_A_REPORT
        )
        leads.append(lead)
    for column, value in (("outcome", query.outcome), ("kind", query.kind)):
        if value is not None:
            where = f"f.{column} = :{column}"
            lead = Lead(
                source="facts f", where=where, date="f.published", dated_by="facts f", selective=column != "kind"
            )
            leads.append(lead)
    equal: tuple[tuple[str, str | None], ...] = (
        ("kind", query.kind),
        ("outcome", query.outcome),
        ("form", query.form),
        ("polarity", query.polarity),
    )
    for column, given in equal:
        if given is not None:
            conditions.append(f"f.{column} = :{column}")
            values[column] = given
    if query.confidence is not None:
        conditions.append("f.confidence >= :confidence")
        values["confidence"] = query.confidence
    for column, asked_dates in (("said", query.said), ("published", query.published)):
        if asked_dates is not None:
            ranged = list(_within(f"f.{column}", column, asked_dates, values))
            conditions += ranged
            lead = Lead(source="facts f", where=" AND ".join(ranged), date="f.published", dated_by="facts f")
            leads.append(lead)
    every = Lead(source="facts f", where="1 = 1", date="f.published", dated_by="facts f", selective=False)
    return Plan(conditions=tuple(conditions), values=values, leads=(*leads, every))


def few(connection: Connection, asked: Plan) -> Lead | None:
    """The lead that leaves the fewest facts, if they are few."""
    counted: list[tuple[int, int, Lead]] = []
    for number, lead in enumerate(asked.leads):
        if lead.selective:
            some = f"SELECT 1 AS one FROM {lead.dated_by} WHERE {lead.where} LIMIT {FEW // lead.facts + 1}"
            count = connection.scalar(text(f"SELECT count(*) FROM ({some}) AS counted"), _own(some, asked.values))
            counted.append((int(count or 0) * lead.facts, number, lead))
    best = min(counted, default=None)
    return best[2] if best is not None and best[0] <= FEW else None


def within(connection: Connection, asked: Plan) -> tuple[int, int] | None:
    """The first and last passage with a fact of the dates of publication that are asked for, if those are not many."""
    dated = [condition for condition in asked.conditions if "f.published " in condition]
    if not dated:
        return None
    where = " AND ".join(dated)
    some = f"SELECT f.passage_id AS passage FROM facts f WHERE {where} LIMIT {MANY + 1}"
    (row,) = run(connection, f"SELECT count(*), min(passage), max(passage) FROM ({some}) AS dated", asked.values)
    return (row[1], row[2]) if 0 < row[0] <= MANY else None


def run(connection: Connection, statement: str, values: Values) -> Sequence[Any]:
    """All rows of a statement."""
    return connection.execute(text(statement), _own(statement, values)).all()


def _own(statement: str, values: Values) -> Values:
    return {name: value for name, value in values.items() if f":{name}" in statement}


def match(words: Words, dialect: str) -> str:
    """The words as the full text index of a database is asked: FTS5's language, or a tsquery."""
    term, either, every, none = (
        (_fts5, " OR ", " AND ", "({}) NOT ({})") if dialect == "sqlite" else (_tsquery, " | ", " & ", "({}) & !({})")
    )
    wanted = every.join(f"({either.join(map(term, group))})" for group in words.groups)
    return none.format(wanted, either.join(map(term, words.without))) if words.without else wanted


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def _tsquery(term: Term) -> str:
    return f"({' <-> '.join(term.words)}{':*' if term.prefix else ''})"


def _names(connection: Connection, asked: str) -> list[int]:
    """The numbers of the names that have these words, one after the other."""
    words = folded_words(asked)
    if not words:
        return []
    longest = max(words, key=len)
    found = connection.execute(
        text("SELECT n.id, n.folded FROM name_words w JOIN names n ON n.id = w.name_id WHERE w.word = :word"),
        {"word": longest},
    )
    return sorted(number for number, name in found if _holds(folded_words(name), words))


def _outlets(connection: Connection, asked: str) -> list[str]:
    words = folded_words(asked)
    return [outlet for (outlet,) in connection.execute(text(_OUTLETS)) if words and _holds(folded_words(outlet), words)]


def _holds(name: list[str], words: list[str]) -> bool:
    return any(name[start : start + len(words)] == words for start in range(len(name) - len(words) + 1))


def _within(column: str, name: str, asked: Dates, values: Values) -> Iterator[str]:
    """Conditions that a date lies in a range, whole: May as a whole does not lie in the 14th of May."""
    if asked.since is not None:
        values[f"{name}_since"] = asked.since
        yield f"{column} >= :{name}_since"
        if len(asked.since) > 4:  # of weeks and seasons (2031-W18, 2031-SU) the year alone can be compared
            year = asked.since[:4]
            values |= {f"{name}_week": f"{year}-A", f"{name}_weeks": f"{year}{_AFTER_ALL}"}
            yield f"NOT ({column} >= :{name}_week AND {column} < :{name}_weeks)"
    until = asked.until
    values[f"{name}_until"] = _AFTER_DIGITS if until is None else until + _AFTER_ALL
    yield f"{column} < :{name}_until"
    if until is not None:
        wider = [until[:length] for length in range(1, len(until))]
        names = [f"{name}_wide{number}" for number in range(len(wider))]
        values |= dict(zip(names, wider, strict=True))
        yield f"{column} NOT IN ({', '.join(f':{each}' for each in names)})"
