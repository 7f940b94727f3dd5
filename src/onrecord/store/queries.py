"""A query as SQL: conditions on facts, and the indexes that can lead to the facts.

In: a `Query`. Out: strings of SQL with named values; numbers of the record's own are written into them, whatever a
person wrote is a value. A `Lead` is one condition that an index knows, from which the facts can be come by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, text

from onrecord.model.query import Dates, Query, folded_words

FACTS_OF_A_REPORT = 20  # about: what a sighting is worth
FEW = 300  # facts that are all fetched and put in order
DATES = 2_000  # dates that are looked up one by one for a range of them
MANY = 300_000  # facts whose passages are looked up for a range with more dates
MANY_NAMES = 200  # whose facts are not walked down name by name
_OF_MANY_NAMES = 30_000  # facts that are sorted
_OF_A_NAME, _OF_SIGHTINGS, _OF_ANY = 5_000, 60_000, 4_000  # facts up to which a lead is counted
# What a date of a report can begin with ends before ":"; words of TIMEX3 (PRESENT_REF, P2D) come after it.
_AFTER_DIGITS, _AFTER_ALL = ":", "~"
_OUTLETS = """WITH RECURSIVE o(outlet) AS (
    SELECT min(outlet) FROM sightings
    UNION ALL SELECT (SELECT min(s.outlet) FROM sightings s WHERE s.outlet > o.outlet) FROM o WHERE o.outlet IS NOT NULL
) SELECT outlet FROM o WHERE outlet IS NOT NULL"""
# From the last date that occurs to the one before it, and so on.
_REACH = """WITH RECURSIVE d(day) AS (
    SELECT max(f.published) FROM facts f WHERE {dates}
    UNION ALL SELECT (SELECT max(f.published) FROM facts f WHERE f.published < d.day AND {later})
    FROM d WHERE d.day IS NOT NULL
) SELECT count(*), min((SELECT min(f.passage_id) FROM facts f WHERE f.published = l.day)),
    max((SELECT max(f.passage_id) FROM facts f WHERE f.published = l.day))
FROM (SELECT d.day FROM d WHERE d.day IS NOT NULL LIMIT {most}) l"""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A way to facts by an index. `source` joins facts `f`; `date` is the column of the index that dates sort by."""

    source: str
    where: str
    date: str = "f.published"
    dated_by: str = "facts f"  # the same without the facts, for the index alone
    own: str = ""  # of the query's conditions the one that it answers
    facts: int = 1  # about how many there are to an entry of the index
    most: int = _OF_ANY  # facts that are counted
    names: tuple[int, ...] = ()  # whose facts they are, in a role; so they can be walked down by passage
    role: str = ""
    sightings: str = ""  # the condition on the sightings `s` whose facts they are; so their texts can be walked down


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A query as SQL: every condition on facts `f`, their values, and the leads, the best first."""

    conditions: tuple[str, ...] = ()
    values: Values = field(default_factory=dict)
    leads: tuple[Lead, ...] = ()
    dates: str = ""  # the condition on the date of publication
    nothing: bool = False  # a name that nobody has

    def where(self, lead: Lead | None = None) -> str:
        """The conditions as one, without the one that a lead answers."""
        left = [condition for condition in self.conditions if lead is None or condition != lead.own]
        return " AND ".join(left) or "1 = 1"


EVERY = Lead(source="facts f", where="1 = 1")


def plan(connection: Connection, query: Query) -> Plan:
    """The query as SQL."""
    join = "CROSS JOIN" if connection.dialect.name == "sqlite" else "JOIN"  # SQLite's planner keeps to this order
    leads: list[Lead] = []
    values: Values = {}
    for asked, role in ((query.who, "speaker"), (query.about, "about"), (query.place, "place")):
        if asked is not None:
            names = _names(connection, asked)
            if not names:
                return Plan(nothing=True)
            leads.append(_of_names(names, role, join))
    if query.outlet is not None:
        outlets = _outlets(connection, query.outlet)
        if not outlets:
            return Plan(nothing=True)
        values = {f"outlet{number}": outlet for number, outlet in enumerate(outlets)}
        among = f"IN ({', '.join(f':outlet{number}' for number in range(len(outlets)))})"
        # A value that is compared is looked at; EXISTS may be walked down, or made of the whole table.
        known = "(SELECT s.outlet FROM readings r JOIN sightings s ON s.id = r.sighting_id"
        known += f" WHERE r.id = f.reading_id) {among}"
        leads.append(_of_outlets(f"s.outlet {among}", known, join))
    own = [lead.own for lead in leads]
    equal, more = _by_columns(query, values)
    dates = " AND ".join(within_dates("f.published", "published", query.published, values)) if query.published else ""
    if dates:
        sightings = dates.replace("f.published", "s.published")
        leads.append(Lead(source="facts f", where=dates, own=dates, most=_OF_SIGHTINGS, sightings=sightings))
        own.append(dates)
    return Plan(conditions=(*own, *equal), values=values, leads=(*leads, *more), dates=dates)


def _of_names(names: Sequence[int], role: str, join: str) -> Lead:
    among = f"name_id IN ({', '.join(map(str, names))})"
    # As with outlets; the plus keeps the databases from walking down all facts of a name for each that is looked at.
    known = f"(SELECT count(*) FROM fact_entities x WHERE x.fact_pk = f.pk AND x.role = '{role}' AND +x.{among}) > 0"
    return Lead(
        source=f"fact_entities d {join} facts f ON f.pk = d.fact_pk",
        where=f"d.role = '{role}' AND d.{among}",
        date="d.published",
        dated_by="fact_entities d",
        own=known,
        most=_OF_MANY_NAMES if len(names) > MANY_NAMES else _OF_A_NAME,
        names=tuple(names),
        role=role,
    )


def _of_outlets(where: str, own: str, join: str) -> Lead:
    return Lead(
        source=f"sightings s {join} readings r ON r.sighting_id = s.id AND r.current {join} facts f"
        " ON f.reading_id = r.id",
        where=where,
        date="s.published",
        dated_by="sightings s",
        own=own,
        facts=FACTS_OF_A_REPORT,
        most=_OF_SIGHTINGS,
        sightings=where,
    )


def _by_columns(query: Query, values: Values) -> tuple[list[str], list[Lead]]:
    """Conditions on columns of the fact's own, and the leads of those with an index."""
    conditions: list[str] = []
    leads: list[Lead] = []
    equal = (
        *(("outcome", query.outcome), ("kind", query.kind), ("form", query.form)),
        *(("polarity", query.polarity), ("status", query.status)),
    )
    for column, given in equal:
        if given is not None:
            conditions.append(f"f.{column} = :{column}")
            values[column] = given
            if column in ("outcome", "kind"):
                leads.append(Lead(source="facts f", where=conditions[-1], own=conditions[-1]))
    if query.confidence is not None:
        conditions.append("f.confidence >= :confidence")
        values["confidence"] = query.confidence
    if query.said is not None:
        conditions.append(" AND ".join(within_dates("f.said", "said", query.said, values)))
        # No index has these by date of publication, so they lead where they are few.
        leads.append(Lead(source="facts f", where=conditions[-1], own=conditions[-1]))
    return conditions, leads


def few(connection: Connection, asked: Plan) -> Lead | None:
    """The lead that leaves the fewest facts, if they are few."""
    counted = [(_count(connection, asked, lead, FEW), place) for place, lead in enumerate(asked.leads)]
    count, place = min(counted, default=(FEW + 1, 0))
    return asked.leads[place] if count <= FEW else None


def leading(connection: Connection, asked: Plan) -> Lead | None:
    """The lead that leaves the fewest facts, of those that can be walked down by passage."""
    if len(asked.leads) == 1 and 0 < len(asked.leads[0].names) <= MANY_NAMES:
        return asked.leads[0]
    counted: list[tuple[int, int]] = []
    for place, lead in enumerate(asked.leads):
        walked = replace(lead, dated_by="sightings s", where=lead.sightings, facts=FACTS_OF_A_REPORT)
        count = _count(connection, asked, walked if lead.sightings else lead, lead.most)
        if count <= lead.most or 0 < len(lead.names) <= MANY_NAMES:
            counted.append((count, place))
    return asked.leads[min(counted)[1]] if counted else None


def dated(connection: Connection, asked: Plan) -> Lead:
    """The lead that can be walked down by date: the first, unless it is of many names that have many facts."""
    lead, *others = (*asked.leads, EVERY)
    if len(lead.names) > MANY_NAMES and _count(connection, asked, lead, lead.most) > lead.most:
        return next(other for other in others if not other.names)
    return lead


def _count(connection: Connection, asked: Plan, lead: Lead, most: int) -> int:
    """About how many facts a lead leaves; beyond the most, one more than that."""
    some = f"SELECT 1 AS one FROM {lead.dated_by} WHERE {lead.where} LIMIT {most // lead.facts + 1}"
    (row,) = run(connection, f"SELECT count(*) FROM ({some}) AS counted", asked.values)
    return int(row[0]) * lead.facts


def within(connection: Connection, asked: Plan) -> tuple[int, int] | None:
    """The first and last passage with a fact of the dates of publication that are asked for.

    Each date that occurs is looked up by the index; None where those are many, and the facts are many, too.
    """
    if not asked.dates:
        return None
    later = asked.dates
    if connection.dialect.name == "sqlite":  # of two ends it would take the one of the query, and not that of the step
        later = later.replace("f.published < :published_until", "+f.published < :published_until")
    stepped = _REACH.format(dates=asked.dates, later=later, most=DATES)
    (row,) = run(connection, stepped, asked.values)
    if row[0] < DATES:
        return (row[1], row[2]) if row[0] else None
    some = f"SELECT f.passage_id AS passage FROM facts f WHERE {asked.dates} LIMIT {MANY + 1}"
    (row,) = run(connection, f"SELECT count(*), min(passage), max(passage) FROM ({some}) AS dated", asked.values)
    return (row[1], row[2]) if 0 < row[0] <= MANY else None


def numbered(connection: Connection, column: str, where: str = "1 = 1") -> str:
    """Facts `f` of these numbers of a column, as one statement for any of them; see `listed`."""
    if connection.dialect.name != "sqlite":
        return f"facts f WHERE {column} = ANY(CAST(:numbers AS bigint[])) AND {where}"
    # By the numbers, whatever other index knows a condition. CROSS JOIN keeps the order.
    own = "NOT INDEXED" if column == "f.pk" else "INDEXED BY ix_facts_passage_id"
    return f"json_each(:numbers) n CROSS JOIN facts f {own} ON {column} = n.value WHERE {where}"


def listed(connection: Connection, numbers: Iterable[int]) -> str | list[int]:
    """Numbers as the value `numbers` of such a statement: the statement stays the same, so it is prepared once."""
    several = list(numbers)
    return several if connection.dialect.name != "sqlite" else f"[{','.join(map(str, several))}]"


def run(connection: Connection, statement: str, values: Values) -> Sequence[Any]:
    """All rows of a statement."""
    return connection.execute(text(statement), _own(statement, values)).all()


def _own(statement: str, values: Values) -> Values:
    return {name: value for name, value in values.items() if f":{name}" in statement}


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
    return sorted(number for number, name in found if len(words) == 1 or _holds(folded_words(name), words))


def _outlets(connection: Connection, asked: str) -> list[str]:
    words = folded_words(asked)
    return [outlet for (outlet,) in connection.execute(text(_OUTLETS)) if words and _holds(folded_words(outlet), words)]


def _holds(name: list[str], words: list[str]) -> bool:
    return any(name[start : start + len(words)] == words for start in range(len(name) - len(words) + 1))


def within_dates(column: str, name: str, asked: Dates, values: Values) -> Iterator[str]:
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
