"""A host that does not answer, or asks to be left alone, is left alone; one that answers is waited for politely."""

from __future__ import annotations

import socket
import time

import pytest

from onrecord.fetch import Bounds, Fetched, Fetcher, Unchanged, Validators
from onrecord.fetch.hosts import LEFT_ALONE, PATIENCE, Hosts
from onrecord.fetch.refusals import RefusedError
from onrecord.model import Failure
from tests.fetch.serving import Handler, Site, answer, endless, silent


def reason(fetcher: Fetcher, url: str) -> str:
    found = fetcher.get(url)
    assert isinstance(found, Failure)
    return found.reason


def test_a_host_that_never_answers_costs_a_few_waits(site: Site) -> None:
    site.routes["*"] = silent()
    bounds = Bounds(silence=0.1, whole=0.2)
    one = Fetcher(allowed=("127.0.0.1",), delay=0, limit=1000, bounds=bounds)
    began = time.monotonic()
    reasons = [reason(one, site.url(f"/{number}")) for number in range(500)]
    assert time.monotonic() - began < 5
    assert all("did not come within" in each for each in reasons[:PATIENCE])
    alone = "127.0.0.1 did not answer, or asked to be left alone, and is not asked again for now"
    assert set(reasons[PATIENCE:]) == {alone}
    assert len(site.paths) == PATIENCE


def test_a_host_that_asks_to_be_left_alone_is(site: Site, fetcher: Fetcher) -> None:
    site.routes["*"] = answer(status="429 Too Many", headers="Retry-After: 120\r\n")
    assert "left alone for now (429)" in reason(fetcher, site.url("/a"))
    assert "not asked again for now" in reason(fetcher, site.url("/b"))
    assert site.paths == ["/a"]


def test_a_host_is_asked_again_when_its_time_is_over_and_an_answer_makes_good() -> None:
    now = [0.0]
    hosts = Hosts(sleep=lambda _: None, clock=lambda: now[0])
    late = RefusedError("late", "wait", silent=True)
    for _ in range(PATIENCE - 1):
        hosts.failed("a.example", late)
    hosts.failed("a.example", RefusedError("no such page", "check it"))  # an answer, too
    hosts.failed("a.example", late)
    hosts.turn("a.example")
    for _ in range(PATIENCE):
        hosts.failed("a.example", late)
    with pytest.raises(RefusedError, match="try again in 15 minutes"):
        hosts.turn("a.example")
    hosts.turn("b.example")
    now[0] += LEFT_ALONE
    hosts.turn("a.example")


def test_hops_share_the_time_of_an_address(site: Site) -> None:
    """Ten hops that each take nearly all of it would be ten times as long."""

    def slow_hop(number: int) -> Handler:
        moved = answer(status="302 Found", headers=f"Location: /{number + 1}\r\n")

        def serve(connection: socket.socket, head: bytes) -> None:
            time.sleep(0.3)
            moved(connection, head)

        return serve

    site.routes |= {f"/{number}": slow_hop(number) for number in range(10)}
    one = Fetcher(allowed=("127.0.0.1",), delay=0, limit=1000, bounds=Bounds(silence=5, whole=1.0))
    began = time.monotonic()
    assert reason(one, site.url("/0")) == "it did not come within 1 seconds"
    assert time.monotonic() - began < 2


def test_a_slow_robots_takes_of_the_same_time(site: Site) -> None:
    site.routes["/robots.txt"] = endless(b"#", pause=0.02)
    one = Fetcher(allowed=("127.0.0.1",), delay=0, limit=1000, bounds=Bounds(silence=5, whole=0.5))
    began = time.monotonic()
    assert "did not come within" in reason(one, site.url("/page"))
    assert time.monotonic() - began < 2
    assert site.paths == []


def test_what_a_server_called_a_page_is_said_to_nobody_else(site: Site, fetcher: Fetcher) -> None:
    site.routes["/page"] = answer(status="304 Not Modified")
    own = Validators(etag='"one"', url=site.url("/page"))
    assert isinstance(fetcher.get(site.url("/page"), own), Unchanged)
    site.routes["/page"] = answer(status="302 Found", headers="Location: /other\r\n")
    site.routes["/other"] = answer(b"<p>words</p>")
    found = fetcher.get(site.url("/page"), own)
    assert isinstance(found, Fetched)
    found.content.close()
    assert b"If-None-Match" not in site.asked[-1]
    site.routes["/other"] = answer(status="304 Not Modified")
    assert reason(fetcher, site.url("/page")) == "the server does not give it (304)"
