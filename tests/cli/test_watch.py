"""`onrecord watch`: feeds kept fresh, and what is new told once, printed or posted."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.record.web import Web, web
from tests.acquire.archived import page
from tests.cli.conftest import Command, Ran
from tests.fetch.serving import Site, answer, serving

HERE = ("--allow-address", "127.0.0.1", "--delay", "0", "--processes", "1")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        found.routes["/flood"] = answer(page(19))
        found.routes["/feed"] = answer(
            f"<rss><channel><item><link>{found.url('/flood')}</link></item></channel></rss>".encode()
        )
        yield found


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The clock of the record: each round is a minute later than the one before."""
    minutes = [0]
    monkeypatch.setattr(
        "onrecord.record.moment", lambda: f"2031-05-03T{8 + minutes[0] // 60:02}:{minutes[0] % 60:02}:00Z"
    )

    def asking(*given: Any, **more: Any) -> Web:
        asks = web(*given, **more)
        asks.clock = lambda: minutes[0] * 60.0
        return asks

    monkeypatch.setattr("onrecord.record.web.web", asking)
    return minutes


def watch(onrecord: Command, site: Site, later: list[int], *more: str) -> Ran:
    later[0] += 20
    return onrecord("watch", site.url("/feed"), "--once", *HERE, *more)


def told(ran: Ran) -> list[dict[str, str]]:
    return [json.loads(line) for line in ran.out.splitlines()]


def test_what_is_new_is_told_once_and_then_what_changed(onrecord: Command, site: Site, later: list[int]) -> None:
    asked = ("--kind", "figure", "--outcome", "killed", "--json")
    first, second = watch(onrecord, site, later, *asked), watch(onrecord, site, later, *asked)
    assert (first.code, second.code, second.out) == (0, 0, "")
    (one,) = told(first)
    assert (one["news"], one["words"], one["who"], one["url"]) == ("fact", "19 people", "Ana Ruiz", site.url("/flood"))
    site.routes["/flood"] = answer(page(23))
    later[0] += 20
    (changed,) = told(watch(onrecord, site, later, *asked))
    assert (changed["news"], changed["before"], changed["words"]) == ("changed", "19 people", "23 people")
    assert "value: 19 → 23" in changed["why"]


def test_a_line_says_what_a_person_wants_to_know(onrecord: Command, site: Site, later: list[int]) -> None:
    ran = watch(onrecord, site, later, "--who", "Ana Ruiz", "--kind", "statement", "--words", "bridge")
    assert ran.out == (
        "[bridge Ana Ruiz statement] statement new: Ana Ruiz: The bridge was closed in time"
        f" | The Tamm Courier · 2031-05-02T10:00:00Z · {site.url('/flood')}\n"
    )
    assert ran.err == "onrecord: 2031-05-03T08:20:00Z: 1 added · 0 known · 0 failed · 1 new\n"


def test_reports_that_contradict_each_other_are_told(onrecord: Command, site: Site, later: list[int]) -> None:
    watch(onrecord, site, later)
    other = (
        page(40)
        .replace(b"Ana Ruiz", b"Tom Field")
        .replace(b"the mayor", b"the fire chief")
        .replace(b"Courier", b"Post")
    )
    site.routes["/other"] = answer(other)
    links = "".join(f"<item><link>{site.url(path)}</link></item>" for path in ("/flood", "/other"))
    site.routes["/feed"] = answer(f"<rss><channel>{links}</channel></rss>".encode())
    Path("onrecord.toml").write_text("[watch.queries.toll]\noutcome = 'killed'\ntells = ['contradictions']\n")
    found = told(watch(onrecord, site, later, "--json"))
    assert [(one["query"], one["news"], one["words"], one["before"]) for one in found] == [
        ("toll", "differs", "40 people", "19 people")
    ]


def test_what_was_there_before_it_was_watched_is_no_news(onrecord: Command, site: Site, later: list[int]) -> None:
    assert onrecord("add", site.url("/flood"), *HERE).code == 0
    assert watch(onrecord, site, later).out == ""


def test_what_another_command_adds_is_told_too(onrecord: Command, site: Site, later: list[int], flood: Path) -> None:
    watch(onrecord, site, later)
    later[0] += 5
    assert onrecord("add", flood.name, "--processes", "1").code == 0
    assert flood.name in watch(onrecord, site, later).out


def test_news_is_posted_and_told_again_until_it_is_taken(onrecord: Command, site: Site, later: list[int]) -> None:
    site.routes["/hook"] = answer(status="500 Broken")
    hook = ("--webhook", site.url("/hook"), "--kind", "figure")
    ran = watch(onrecord, site, later, *hook)
    assert (ran.code, ran.out) == (3, "")
    assert "the webhook: the server failed (500); try again later" in ran.err
    assert "/hook" not in ran.err, "such an address often is a secret"
    site.routes["/hook"] = answer(status="204 Taken")
    taken = watch(onrecord, site, later, *hook)
    assert taken.code == 0
    assert len(taken.out.splitlines()) == 2
    body = json.loads(site.posted[-1])
    assert body["record"] == "onrecord.db"
    assert [one["words"] for one in body["news"]] == ["19 people", "About 300 people"]
    assert watch(onrecord, site, later, *hook).out == ""


def test_news_that_was_taken_is_not_posted_again_with_what_was_not(
    onrecord: Command, site: Site, later: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.cli.watch.AT_ONCE", 2)
    answers = [answer(status="204 Taken"), answer(status="500 Broken")]

    def serve(connection: socket.socket, head: bytes) -> None:
        (answers.pop(0) if answers else answer(status="204 Taken"))(connection, head)

    site.routes["/hook"] = serve
    hook = ("--webhook", site.url("/hook"), "--json")
    assert watch(onrecord, site, later, *hook).code == 3
    taken = watch(onrecord, site, later, *hook)
    assert taken.code == 0
    first, refused, *others = ([one["fact"] for one in json.loads(body)["news"]] for body in site.posted if body)
    assert refused == others[0]
    assert first + [fact for several in others for fact in several] == [one["fact"] for one in told(taken)]


def test_a_webhook_keeps_to_the_rules_of_addresses(onrecord: Command, site: Site, later: list[int]) -> None:
    with serving() as secret:
        secret.routes["*"] = answer()
        inner = secret.url("/hook", "localhost")
        ran = watch(onrecord, site, later, "--webhook", inner)
        assert ran.code == 3
        assert "localhost leads to 127.0.0.1, an address of its own network" in ran.err
        site.routes["/hook"] = answer(status="307 Moved", headers=f"Location: {secret.url('/hook')}\r\n")
        ran = watch(onrecord, site, later, "--webhook", site.url("/hook"))
        assert "what is posted is not sent on" in ran.err
        assert secret.asked == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 1, "nothing to watch: give the addresses of feeds"),
        (("feed.xml",), 2, "'feed.xml' is no address"),
        (("https://a.example/", "--every", "5s"), 2, "--every: '5s' is no time from 60s to 31d"),
        (("https://a.example/", "--webhook", "x"), 2, "give an address"),
        (("https://a.example/", "--kind", "x"), 2, "is none of statement, figure, event"),
        (("https://a.example/", "--allow-address", "http://x"), 2, "is no host"),
    ],
)
def test_what_cannot_be_watched_is_refused_at_once(
    onrecord: Command, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ran = onrecord("watch", "--once", *arguments)
    assert ran.code == code
    assert words in ran.err
    assert not Path("onrecord.db").exists()


def test_a_saved_query_that_is_none_is_named(onrecord: Command) -> None:
    Path("onrecord.toml").write_text("[watch.queries.dam]\nwhom = 'x'\n")
    ran = onrecord("watch", "https://a.example/", "--once")
    assert (ran.code, ran.out) == (2, "")
    assert "watch.queries.dam: search: 'whom' is no filter" in ran.err
