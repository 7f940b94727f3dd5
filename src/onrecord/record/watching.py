"""What came to a record → what is new in it by saved queries: somebody spoke, a figure changed, two reports differ.

In: a store, queries, and the sightings that came. Out: `News`. Of a report that is a later version of another, what
stood there before is no news: what appeared, changed or vanished is. What reports say of each other is told by their
relations, where one side is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.errors import InputError, SettingsError
from onrecord.model import Report, Statement
from onrecord.model.change import Change
from onrecord.model.phrases import NOBODY, statement_source, words_of
from onrecord.model.query import Dates, Hit, Query
from onrecord.model.relation import Relation, RelationKind, Side
from onrecord.model.vocabulary import GAP
from onrecord.model.watched import News, NewsKind, Saved, Tells
from onrecord.record import asking, figures
from onrecord.record.remembered import Told
from onrecord.relate import changes
from onrecord.store import Store

AT_ONCE = 500  # reports that are looked at together
CHANGING: frozenset[RelationKind] = frozenset(("updates", "supersedes"))
CLASHING: frozenset[RelationKind] = frozenset(("differs", "contradicts", "denies", "retracts"))
ALL = Saved(name="all")  # what is asked for where nothing is saved


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A saved query, understood."""

    name: str
    query: Query
    tells: tuple[Tells, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Reports that came, and of those that are a later version the one before."""

    reports: dict[str, Report]
    before: dict[str, Report]


def asked(saved: Iterable[Saved]) -> list[Asked]:
    """The queries of settings. Raises SettingsError where a filter is none, with the query's name."""
    found: list[Asked] = []
    for one in saved:
        filters = dict(one.filters)
        words = filters.pop("words", "")
        try:
            query = asking.query_of(str(words), filters)  # type: ignore[arg-type]
        except InputError as error:
            raise SettingsError(f"watch.queries.{one.name}: {error}") from None
        found.append(Asked(name=one.name, query=query, tells=one.tells))
    return found


def waiting(store: Store, told: Told) -> tuple[list[str], Told]:
    """The sightings that came since news was told last, the oldest first, and what is told when they are."""
    found: list[tuple[str, str]] = []
    after: str | None = None
    while some := store.arrivals(told.since, after, 200):
        found += [(one.seen.first_seen, one.seen.sighting) for one in some]
        after = some[-1].cursor
    new = sorted((at, name) for at, name in found if name not in told.sightings)
    if not new:
        return [], told
    last = new[-1][0]
    same = told.sightings if told.since == last else ()
    return [name for _, name in new], Told(since=last, sightings=(*same, *(name for at, name in new if at == last)))


def news(store: Store, queries: Sequence[Asked], sightings: Sequence[str]) -> Iterator[News]:
    """What is new in these reports, query by query, some reports at a time."""
    for start in range(0, len(sightings), AT_ONCE):
        yield from _new(store, queries, sightings[start : start + AT_ONCE])


def _new(store: Store, queries: Sequence[Asked], sightings: Sequence[str]) -> Iterator[News]:
    arrived = _arrived(store, sightings)
    related: list[Relation] | None = None
    for one in queries:
        hits = _hits(store, one.query, arrived)
        if hits and related is None and set(one.tells) & {"changes", "contradictions"}:
            related = _related(store, arrived)
        yield from _facts(one, hits, arrived)
        yield from _relations(one, hits, related or [], arrived)


def _arrived(store: Store, sightings: Sequence[str]) -> Arrived:
    reports = {one.report.sighting: one.report for one in store.stored(list(sightings))}
    before: dict[str, Report] = {}
    for name, report in reports.items():
        place = report.url or report.key
        versions = store.named(place) if place else []
        own = versions.index(name) if name in versions else len(versions)
        # A page that took its dates back sorts before what it replaces, which is there from an earlier round.
        others = [*versions[own + 1 :], *(each for each in versions[:own] if each not in reports)]
        if others:
            before[name] = next(store.stored(others[:1])).report
    return Arrived(reports=reports, before=before)


def _hits(store: Store, query: Query, arrived: Arrived) -> dict[tuple[str, str], Hit]:
    """What a query finds in the reports that came and in the versions before them."""
    several = [*arrived.reports.values(), *arrived.before.values()]
    wanted = {report.sighting for report in several}
    days = [report.published.value[:10] for report in several if report.published]
    if query.published is None and len(days) == len(several) and all(len(day) == 10 for day in days):
        query = replace(query, published=Dates(min(days), max(days)))  # the search has fewer to go through
    found: dict[tuple[str, str], Hit] = {}
    for hit in store.search(query):
        if hit.sighting in wanted:
            found[hit.sighting, hit.fact.id] = hit
    return found


def _facts(one: Asked, hits: dict[tuple[str, str], Hit], arrived: Arrived) -> Iterator[News]:
    """Facts of new reports; of later versions what they have otherwise."""
    for (sighting, _), hit in hits.items():
        if "facts" in one.tells and sighting in arrived.reports and sighting not in arrived.before:
            yield _news(one, "fact", hit)
    for sighting, old in arrived.before.items():
        for change in changes(old, arrived.reports[sighting]):
            after = hits.get((sighting, change.new or ""))
            before = hits.get((old.sighting, change.old or ""))
            if change.kind == "appeared" and after is not None and "facts" in one.tells:
                yield _news(one, "fact", after)
            elif change.kind != "appeared" and "changes" in one.tells:
                yield from _changed(one, change, after, before)


def _changed(one: Asked, change: Change, after: Hit | None, before: Hit | None) -> Iterator[News]:
    hit = after or before
    if hit is None:
        return
    stood = GAP.join(span.exact for span in change.old_spans)
    fields = "; ".join(f"{each.name}: {each.before or 'none'} → {each.after or 'none'}" for each in change.fields)
    kind: NewsKind = "vanished" if change.kind == "vanished" else "changed"
    yield replace(_news(one, kind, hit), before=stood, why=fields or None)


def _related(store: Store, arrived: Arrived) -> list[Relation]:
    """How facts of the reports that came stand to those of all reports of the same incidents."""
    names = list(arrived.reports)
    incidents = list(dict.fromkeys(one.incident for one in store.groups(names)))
    return figures.related(store, [*incidents, *names]) if names else []


def _relations(
    one: Asked, hits: dict[tuple[str, str], Hit], related: Iterable[Relation], arrived: Arrived
) -> Iterator[News]:
    for relation in related:
        wanted = CHANGING if "changes" in one.tells else frozenset[RelationKind]()
        wanted |= CLASHING if "contradictions" in one.tells else frozenset[RelationKind]()
        new, old = relation.one, relation.other
        if new.sighting not in arrived.reports:
            new, old = old, new
        hit = hits.get((new.sighting, new.fact))
        earlier = arrived.before.get(new.sighting)
        if relation.kind not in wanted or hit is None or new.sighting not in arrived.reports:
            continue
        if earlier is None or earlier.sighting != old.sighting:  # of versions their changes are told
            told = replace(_news(one, relation.kind, hit), before=_words(old), other=old.sighting)
            yield replace(told, why=_why(relation, old))


def _why(relation: Relation, other: Side) -> str:
    whose = " · ".join(each for each in (other.source, other.outlet or other.url or other.key, other.day) if each)
    return f"{relation.rule}: {whose}" if whose else relation.rule


def _words(side: Side) -> str:
    return GAP.join(span.exact for span in side.spans)


def _news(one: Asked, kind: NewsKind, hit: Hit) -> News:
    fact = hit.fact
    if isinstance(fact, Statement):
        who: str | None = statement_source(fact, hit.names)
    else:
        source = getattr(fact, "source", None)
        who = hit.names.get(source, source) if source else None
    return News(
        query=one.name,
        news=kind,
        kind=hit.kind,
        fact=fact.id,
        words=GAP.join(span.exact for span in words_of(fact)),
        who=None if who == NOBODY else who,
        sighting=hit.sighting,
        report=hit.report,
        url=hit.url,
        key=hit.key,
        outlet=hit.outlet,
        title=hit.title,
        published=hit.published,
    )
