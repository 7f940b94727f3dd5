"""robots.txt: what a site lets programs read, by the examples of RFC 9309 and against hostile files."""

from __future__ import annotations

import time

import pytest

from onrecord.fetch import Fetched, Fetcher
from onrecord.fetch.robots import LONGEST_DELAY, matches, robots
from onrecord.model import Failure
from tests.fetch.serving import Site, answer

FILE = b"""# a site
User-agent: *
Disallow: /private/
Disallow: *.gif$
Allow: /private/open
Crawl-delay: 2

user-agent: Onrecord
user-agent: other
Disallow: /only-for-others
"""


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("/fish", "/fish.html", True),
        ("/fish", "/Fish", False),
        ("/fish*", "/fishheads/yummy", True),
        ("/fish/", "/fish", False),
        ("/*.php", "/folder/any.php?x", True),
        ("/*.php$", "/file.php?x", False),
        ("/*.php$", "/a.php.php", True),
        ("/fish*.php", "/Fish.PHP", False),
        ("/a*b*c$", "/abcbc", True),
        ("/ab$", "/ab", True),
        ("/ab$", "/abc", False),
        ("/a*a$", "/a", False),
        ("*", "/", True),
    ],
)
def test_a_pattern_is_compared_as_the_standard_has_it(pattern: str, path: str, fits: bool) -> None:
    assert matches(pattern, path) is fits


def test_the_longest_pattern_decides_and_a_program_has_its_own_group() -> None:
    rules = robots(FILE, "someone")
    assert (rules.allows("/private/x"), rules.allows("/private/open/x"), rules.allows("/a.gif")) == (False, True, False)
    assert rules.delay == 2
    own = robots(FILE, "onrecord")
    assert (own.allows("/private/x"), own.allows("/only-for-others")) == (True, False)


def test_escapes_are_one_spelling() -> None:
    rules = robots("User-agent: *\nDisallow: /caf\u00e9\nDisallow: /a%2Fb\n".encode(), "onrecord")
    assert not rules.allows("/caf%C3%A9/x")
    assert not rules.allows("/a%2fb")
    assert rules.allows("/a/b")


def test_an_empty_rule_allows_and_no_file_allows() -> None:
    assert robots(b"User-agent: *\nDisallow:\n", "onrecord").allows("/x")
    assert robots(b"\xff\xfe\x00 nothing", "onrecord").allows("/x")


def test_hostile_patterns_take_no_time() -> None:
    file = b"User-agent: *\nCrawl-delay: 999999\n" + b"Disallow: /" + b"*a" * 900 + b"b\n"
    began = time.process_time()
    rules = robots(file * 200, "onrecord")
    assert rules.allows("/" + "a" * 4000)
    assert rules.delay == LONGEST_DELAY
    assert time.process_time() - began < 2


def test_a_page_that_a_site_keeps_from_programs_is_not_asked_for(site: Site, fetcher: Fetcher) -> None:
    site.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /page\n", kind="text/plain")
    found = fetcher.get(site.url("/page"))
    assert isinstance(found, Failure)
    assert found.reason == "robots.txt of the site does not let onrecord read it"
    assert site.paths == []


def test_a_redirect_is_held_against_robots_too(site: Site, fetcher: Fetcher) -> None:
    site.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /page\n", kind="text/plain")
    site.routes["/way"] = answer(status="301 Moved", headers="Location: /page\r\n")
    assert isinstance(fetcher.get(site.url("/way")), Failure)
    assert site.paths == ["/way"]


def test_a_site_whose_robots_cannot_be_read_is_not_read(site: Site, fetcher: Fetcher) -> None:
    site.routes["/robots.txt"] = answer(status="503 Busy")
    site.routes["/page"] = answer(b"<p>words</p>")
    found = fetcher.get(site.url("/page"))
    assert isinstance(found, Failure)
    assert found.reason == "robots.txt of the site cannot be read (the server answers 503)"
    site.routes["/robots.txt"] = answer(status="404 Not Found")
    assert isinstance(fetcher.get(site.url("/other")), Failure)
    assert len(site.asked) == 1  # of a list of many pages none hammers at it
    fetcher.hosts.clock = lambda: time.monotonic() + 61
    again = fetcher.get(site.url("/page"))
    assert isinstance(again, Fetched)
    again.content.close()


def test_of_a_robots_that_is_too_large_the_beginning_counts(site: Site, fetcher: Fetcher) -> None:
    site.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /page\n" + b"#" * 1_200_000, kind="text/plain")
    found = fetcher.get(site.url("/page"))
    assert isinstance(found, Failure)
    assert found.reason == "robots.txt of the site does not let onrecord read it"


def test_robots_is_asked_for_once_and_its_delay_is_kept(site: Site) -> None:
    site.routes["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 7\n", kind="text/plain")
    site.routes["*"] = answer(b"<p>words</p>")
    waits: list[float] = []
    one = Fetcher(allowed=("127.0.0.1",), delay=1, limit=1000, sleep=waits.append)
    for path in ("/a", "/b"):
        found = one.get(site.url(path))
        assert isinstance(found, Fetched)
        found.content.close()
    assert [head.split(b" ")[1] for head in site.asked] == [b"/robots.txt", b"/a", b"/b"]
    assert len(waits) == 1
    assert 6 < waits[0] <= 7
