"""The contract of searching: both stores find the same facts, in the same order, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.reports import reports
from onrecord.errors import InputError
from onrecord.model import Dated, Figure, Statement
from onrecord.model.query import Dates, Fact, Hit, Query, dates
from onrecord.store import Entry, Store, facets, leading, newest, open_store
from tests import synthetic
from tests.postgres import Server

AT = "2032-01-01T00:00:00Z"
BY_HAND = synthetic.report()
DATES = ("2031-05-02", "2031-05-02T23:30:00-05:00", "2031-05", "2031")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A folder or a server, for the records of all tests here: they only read. `{}` is the name of one."""
    if request.param == "sqlite":
        yield f"{tmp_path_factory.mktemp('search')}/{{}}.db"
        return
    server: Server = request.getfixturevalue("postgres_server")
    names = [f"search_{name}" for name in ("large", "dated")]
    for name in names:
        server.run(f"CREATE DATABASE {name}")
    yield server.url("search_{}")
    for name in names:
        server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def store(place: str) -> Iterator[Store]:
    """A record with one report made by hand and sixty invented ones."""
    with open_store(place.format("large"), create=True, write=True) as opened:
        opened.write([Entry(payload=BY_HAND.text.encode(), report=BY_HAND)], AT)
        opened.write([Entry(payload=payload, report=report) for payload, report in reports(60, seed=3)], AT)
        yield opened


@pytest.fixture(scope="module")
def dated(place: str) -> Iterator[Store]:
    """A record with the report made by hand, of several dates."""
    with open_store(place.format("dated"), create=True, write=True) as opened:
        for number, published in enumerate(DATES):
            when, sighting = Dated(value=published, basis="option"), f"s_{number:024}"
            whole = synthetic.changed(BY_HAND, published=when, sighting=sighting)
            opened.write([Entry(payload=whole.text.encode(), report=whole)], AT)
        yield opened


def found(store: Store, words: str = "", **filters: object) -> list[Hit]:
    """The hits that are in the report made by hand."""
    query = Query(words=words, **filters)  # type: ignore[arg-type]
    return [hit for hit in store.search(query) if hit.sighting == BY_HAND.sighting]


def of(hits: list[Hit]) -> set[str]:
    return {hit.fact.id for hit in hits}


STATEMENTS = {statement.id for statement in BY_HAND.statements}
FIGURES = {figure.id for figure in BY_HAND.figures}
ALL = STATEMENTS | FIGURES | {event.id for event in BY_HAND.events}
FIRST = next(one for one in BY_HAND.statements if one.content[0].exact.startswith("At least 19"))


def test_a_hit_is_the_sealed_fact_in_its_passage_with_the_words_marked(store: Store) -> None:
    hit = next(hit for hit in found(store, "killed oranto") if hit.fact.id == FIRST.id)
    assert hit.fact == FIRST
    assert BY_HAND.text[hit.passage.start : hit.passage.end] == hit.passage.exact
    assert [span.exact for span in hit.found] == ["killed", "Oranto"]
    assert all(BY_HAND.text[span.start : span.end] == span.exact for span in hit.found)
    assert (hit.score, hit.kind, hit.report, hit.title) == (1.0, "statement", BY_HAND.id, BY_HAND.title)
    assert FIRST.speaker is not None
    assert hit.names[FIRST.speaker] == "Ana Ruiz"


@pytest.mark.parametrize(
    ("words", "matches"),
    [
        ("killed", True),
        ("KILLING oranto", True),  # stems, without case
        ("killed zzz", False),  # all words
        ("killed OR zzz", True),
        ('"people were killed"', True),
        ('"killed people"', False),
        ("oran*", True),
        ("oran", False),
        ("killed -oranto", False),
        ("killed -zzz", True),
        ('killed -"people were"', False),
        ('"minister ana ru"*', True),
        ("Ruíz", True),
    ],
)
def test_words_mean_the_same_on_both_stores(store: Store, words: str, matches: bool) -> None:
    assert (FIRST.id in of(found(store, words))) is matches


@pytest.mark.parametrize(("name", "matches"), [("ruiz", True), ("ANA RUÍZ", True), ("na Rui", False), ("Rui", False)])
def test_a_name_is_found_by_whole_words_without_case_and_accents(store: Store, name: str, matches: bool) -> None:
    assert (FIRST.id in of(found(store, who=name))) is matches


def test_filters_are_kept_all_of_them(store: Store) -> None:
    assert of(found(store, kind="figure")) == FIGURES
    assert of(found(store, kind="statement", outlet="oranto courier")) == STATEMENTS
    assert found(store, outlet="courier of oranto") == []
    killed = {figure.id for figure in BY_HAND.figures if figure.outcome == "killed"}
    assert of(found(store, outcome="killed", published=Dates("2031-05", "2031-05"))) == killed != set()
    assert of(found(store, "people", outcome="killed")) == killed
    facts: tuple[Fact, ...] = (*BY_HAND.statements, *BY_HAND.figures, *BY_HAND.events)
    sure = {fact.id for fact in facts if fact.confidence >= 0.85}
    assert of(found(store, confidence=0.85)) == sure
    assert found(store, "killed", who="nobody of that name") == []


@pytest.mark.parametrize(
    ("published", "asked", "matches"),
    [
        ("2031-05-02", "2031", True),
        ("2031-05-02", "2031-05", True),
        ("2031-05-02", "2031-05-02", True),
        ("2031-05-02", "2031-05-03..", False),
        ("2031-05-02", "..2031-05-01", False),
        ("2031-05-02T23:30:00-05:00", "2031-05-02", True),  # by the calendar of where it was written
        ("2031-05", "2031-05-02", False),  # the month as a whole does not lie in the day
        ("2031-05", "2031-05-01..2031-06", False),
        ("2031-05", "2031-04..2031-05", True),
        ("2031", "2031", True),
        ("2031", "..2031-05", False),
    ],
)
def test_a_date_lies_in_a_range_as_a_whole(dated: Store, published: str, asked: str, matches: bool) -> None:
    for words in ("", "killed"):
        hits = dated.search(Query(words=words, published=dates(asked)))
        assert (published in {hit.published for hit in hits}) is matches


QUERIES = (
    Query(),
    Query(words="said"),
    Query(words="said OR bridge -hospital"),
    Query(kind="figure"),
    Query(outcome="killed"),
    Query(words="people", outcome="killed", published=Dates("2028", None)),
    Query(who="ministry"),
    Query(words="people", who="ministry"),
    Query(words="people OR said", published=Dates("2028", "2031")),
)


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_goes_on_after_any_hit(store: Store, query: Query) -> None:
    whole = [hit.cursor for hit in store.search(query)]
    assert len(whole) == len(set(whole)) > 3
    for at in (0, len(whole) // 2, len(whole) - 1):
        assert [hit.cursor for hit in store.search(query, whole[at])] == whole[at + 1 :]


@pytest.mark.parametrize("words", ["people", "the -people", '"people were" OR the', "the OR injur*"])
@pytest.mark.parametrize(
    "query",
    [Query(who="ministry"), Query(about="fort"), Query(outlet="radio"), Query(published=dates("2028..2030"))],
)
def test_words_and_a_filter_find_what_both_find(
    store: Store, words: str, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, size in (("_FIRST", 3), ("_LEAST", 1), ("_TEXTS", 2)):  # many short walks
        monkeypatch.setattr(leading, name, size)
    both = [(hit.sighting, hit.fact.id) for hit in store.search(replace(query, words=words))]
    known = {(hit.sighting, hit.fact.id) for hit in store.search(Query(words=words))}
    known &= {(hit.sighting, hit.fact.id) for hit in store.search(query)}
    assert set(both) == known != set()
    assert len(both) == len(known)


@pytest.mark.parametrize(
    "query", [Query(), Query(words="people"), Query(who="ministry"), Query(words="said", kind="event")]
)
def test_hits_and_facets_of_one_walk_are_those_of_two(store: Store, query: Query) -> None:
    several, counted = store.first(query, 20, 100)
    assert several == list(islice(store.search(query), 20))
    assert counted == store.facets(query, 100)
    assert store.count(query, 100).facts == counted.facts


@pytest.mark.parametrize("query", [Query(polarity="denied"), Query(kind="statement", form="direct")])
def test_counting_gives_up_in_time_and_says_so(store: Store, query: Query, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = store.facets(query, 10_000)
    assert whole.whole
    monkeypatch.setattr(facets, "COUNTED", 1)
    monkeypatch.setattr(newest, "_LOOK", 5)
    monkeypatch.setattr(leading, "_FIRST", 3)
    several, counted = store.first(query, 1, 10_000)
    assert several
    assert not counted.whole
    assert 0 < counted.facts < whole.facts
    assert [hit.fact.id for hit in store.search(query)], "what is asked for is found however long it takes"


def test_a_cursor_of_another_search_is_refused(store: Store) -> None:
    cursor = next(store.search(Query())).cursor
    for query, wrong in ((Query(words="said"), cursor), (Query(), "nonsense"), (Query(), "W10"), (Query(), "")):
        with pytest.raises(InputError):
            next(store.search(query, wrong))


def test_without_words_the_newest_come_first(store: Store) -> None:
    published = [hit.published or "" for hit in islice(store.search(Query()), 200)]
    assert published == sorted(published, reverse=True)


def test_facts_of_one_report_come_together_in_the_order_of_its_text(store: Store) -> None:
    for words in ("", "people"):
        hits = [hit for hit in store.search(Query(words=words)) if hit.published == "2031-05-02"]
        whole = [hit for hit in hits if hit.score == hits[0].score]
        told = [(hit.sighting, hit.passage.start) for hit in whole]
        reports = list(dict.fromkeys(sighting for sighting, _ in told))
        assert len(told) > len(reports) >= 1
        assert told == [place for report in reports for place in sorted(one for one in told if one[0] == report)]


def test_with_words_the_facts_that_hold_them_come_first(store: Store) -> None:
    hits = list(islice(store.search(Query(words="people killed")), 50))
    ranks = [(hit.score or 0.0) - (hit.kind == "event") for hit in hits]  # events, of one word, come after
    assert ranks == sorted(ranks, reverse=True)


def test_both_stores_find_the_same_in_the_same_order(tmp_path: object, postgres_url: str) -> None:
    entries = [Entry(payload=payload, report=report) for payload, report in reports(60, seed=4)]
    with (
        open_store(f"{tmp_path}/onrecord.db", create=True, write=True) as one,
        open_store(postgres_url, create=True, write=True) as other,
    ):
        for store in (one, other):
            store.write(entries, AT)
        for query in QUERIES:
            assert list(one.search(query)) == list(other.search(query)) != []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record with one report."""
    place = tmp_path_factory.mktemp("small") / "onrecord.db"
    with open_store(str(place), create=True, write=True) as opened:
        opened.write([Entry(payload=BY_HAND.text.encode(), report=BY_HAND)], AT)
        yield opened


HOSTILE = (
    '"',
    "NEAR(killed oranto)",
    "body:killed",
    "\x00killed",
    "killed AND",
    "^killed",
    "k*l",
    "'; DROP",
    ":*",
    "()",
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.one_of(
        st.sampled_from(HOSTILE), st.text(max_size=60), st.text(alphabet='ab "*-OR():&|!<>\\\x00', max_size=30)
    )
)
def test_any_string_is_searched_or_refused(small: Store, words: str) -> None:
    try:
        hits = list(small.search(Query(words=words, who=words[:10] or None, outlet=words[5:] or None)))
    except InputError:
        return
    assert all(isinstance(hit.fact, Statement | Figure) or hit.kind == "event" for hit in hits)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_word_is_a_command_to_a_database(store: Store, words: str) -> None:
    with suppress(InputError):
        assert of(found(store, words)) <= ALL


def test_what_a_name_names_is_shown_with_its_history(store: Store) -> None:
    for what in (BY_HAND.id, BY_HAND.sighting, str(BY_HAND.key), FIRST.id):
        shown = store.shown(what)
        assert shown is not None
        assert (shown.report, shown.seen.first_seen, len(shown.readings)) == (BY_HAND, AT, 1)
    assert store.shown("nothing") is None
