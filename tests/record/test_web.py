"""What lies on the web, put on a record: the same reports and facts as from files, each once, every refusal kept."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.fetch import Bounds
from onrecord.model import Report
from onrecord.record import Record, adding, open_record
from onrecord.record.adding import Added
from onrecord.record.remembered import Remembered, Told, remembered
from onrecord.record.web import Web, web
from onrecord.settings import Settings
from tests.acquire.archived import INFO, http, packed, page, record
from tests.fetch.serving import Handler, Site, answer, raw, serving
from tests.fetch.test_hostile import HOSTILE, ZIPPED

SHARED = Path(__file__).parents[3] / "shared" / "data" / "pages" / "fundus-dev.jsonl"
QUICK = Bounds(redirects=5, silence=3.0, whole=6.0, archive_whole=10.0)
NOW = "2031-05-03T08:00:00Z"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def settings() -> Settings:
    return Settings(processes=1, delay=0, allow_address=("127.0.0.1",), limit=500_000)


def asks(opened: Record, settings: Settings, *, clock: float | None = None, only_due: bool = False) -> Web:
    found = web(opened.store, settings, lambda: NOW, only_due=only_due)
    found.fetcher.bounds = QUICK
    if clock is not None:
        found.clock = lambda: clock
    return found


def add(place: Path, settings: Settings, *what: str, **more: Any) -> tuple[Added, list[Report], dict[str, str]]:
    """What came of adding; every report that is on the record then, and every failure by its locator."""
    with open_record(place, settings=settings) as opened:
        retry = more.pop("retry", False)
        asked = asks(opened, settings, **more)
        added = adding.add(opened.store, what, settings, now=lambda: NOW, web=asked, retry=retry)
        failures = {each.failure.locator: each.failure.reason for each in opened.failures()}
        return added, list(opened.reports()), failures


def facts(reports: list[Report]) -> dict[str, list[str]]:
    """The ids of facts of each report, by the report's own."""
    return {
        one.id: [fact.id for several in (one.statements, one.figures, one.events) for fact in several]
        for one in reports
    }


def feed(*urls: str) -> bytes:
    items = "".join(f"<item><link>{url}</link><pubDate>Fri, 02 May 2031 09:00:00 GMT</pubDate></item>" for url in urls)
    return f"<rss><channel>{items}</channel></rss>".encode()


def served(body: bytes, tag: str) -> Handler:
    """What is sent once, and then called the same by its name."""

    def serve(connection: Any, head: bytes) -> None:
        same = f"If-None-Match: {tag}".encode() in head
        handler = answer(b"", status="304 Not Modified") if same else answer(body, headers=f"ETag: {tag}\r\n")
        handler(connection, head)

    return serve


def test_a_page_a_feed_a_sitemap_and_an_archive_give_the_facts_of_the_files(
    tmp_path: Path, site: Site, settings: Settings
) -> None:
    pages = {f"/{number}.html": page(number) for number in (19, 23, 31)}
    for path, body in pages.items():
        site.routes[path] = answer(body)
        (tmp_path / path[1:]).write_bytes(body)
    urls = [site.url(path) for path in pages]
    locs = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    site.routes["/feed"] = answer(feed(*urls), kind="application/rss+xml")
    site.routes["/sitemap.xml.gz"] = answer(gzip.compress(f"<urlset>{locs}</urlset>".encode()), kind="application/gzip")
    index = f"<sitemapindex><sitemap><loc>{site.url('/sitemap.xml.gz')}</loc></sitemap></sitemapindex>"
    site.routes["/index.xml"] = answer(index.encode(), kind="text/xml")
    warc = packed([INFO, *(record(http(body), site.url(path)) for path, body in pages.items())])
    site.routes["/news.warc.gz"] = answer(warc, kind="application/octet-stream")
    (tmp_path / "news.warc.gz").write_bytes(warc)
    _, files, _ = add(tmp_path / "files.db", settings, *(str(tmp_path / path[1:]) for path in pages))
    assert sum(map(len, facts(files).values())) > 20
    sightings: list[set[str]] = []
    ways = {
        "pages": urls,
        "feed": [site.url("/feed")],
        "index": [site.url("/index.xml")],
        "archive": [site.url("/news.warc.gz")],
        "archive file": [str(tmp_path / "news.warc.gz")],
    }
    for name, what in ways.items():
        added, reports, failures = add(tmp_path / f"{name}.db", settings, *what)
        assert (added.added, added.failed, failures) == (3, 0, {}), name
        assert facts(reports) == facts(files), name
        sightings.append({one.sighting for one in reports})
        assert {one.url for one in reports} == set(urls)
        with open_record(tmp_path / f"{name}.db") as opened:
            assert list(opened.proofs()) == [], name
    assert all(each == sightings[0] for each in sightings)  # one address is one sighting, whichever way it came


@pytest.mark.skipif(not SHARED.exists(), reason="the development pages are not there; pages of ours are tested above")
def test_an_archive_of_real_pages_gives_the_facts_of_the_lines(tmp_path: Path, site: Site) -> None:
    given = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()[:3]]
    bodies = {f"/{number}": each["html"].encode() for number, each in enumerate(given)}
    lines = [json.dumps({"html": each["html"], "url": site.url(f"/{number}")}) for number, each in enumerate(given)]
    (tmp_path / "pages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "pages.warc.gz").write_bytes(packed(record(http(body), site.url(at)) for at, body in bodies.items()))
    for path, body in bodies.items():
        site.routes[path] = answer(body)
    large = Settings(processes=1, delay=0, allow_address=("127.0.0.1",))
    undated = b"".join(b"<url><loc>%s</loc></url>" % site.url(path).encode() for path in bodies)
    site.routes["/sitemap"] = answer(b"<urlset>%s</urlset>" % undated, kind="text/xml")
    _, of_lines, _ = add(tmp_path / "lines.db", large, str(tmp_path / "pages.jsonl"))
    _, of_archive, _ = add(tmp_path / "archive.db", large, str(tmp_path / "pages.warc.gz"))
    _, of_web, _ = add(tmp_path / "web.db", large, site.url("/sitemap"))
    assert len(of_lines) == 3
    assert facts(of_lines) == facts(of_archive) == facts(of_web)
    assert (
        {one.sighting for one in of_lines} == {one.sighting for one in of_archive} == {one.sighting for one in of_web}
    )


def test_a_hostile_site_is_a_list_of_refusals_and_stops_nothing(tmp_path: Path, site: Site, settings: Settings) -> None:
    slow = {what for what in HOSTILE if any(word in what for word in ("slow", "silence", "one byte", "wait", "time"))}
    several = {f"/{at}": handler for at, (what, (handler, _)) in enumerate(HOSTILE.items()) if what not in slow}
    binary = answer(b"\x89PNG\r\n\x1a\n" + bytes(500), kind="text/html")
    more: dict[str, Handler] = {
        "/picture": binary,
        "/empty": answer(b""),
        "/charset": answer(page().replace(b"Ana", b"\xff\xfe\x00A"), kind="text/html; charset=no-such-thing"),
        "/zip": answer(b"PK\x03\x04" + bytes(1000), kind="text/html"),
        "/loopback": answer(status="302 Found", headers="Location: http://localhost:9/\r\n"),
        "/listing": answer(feed(site.url("/deeper")), kind="text/html"),
        "/laughs": answer(
            b'<!DOCTYPE rss [<!ENTITY a "ha">]><rss><item><link>&a;</link></item></rss>', kind="text/xml"
        ),
        "/bomb.xml.gz": answer(gzip.compress(bytes(90_000_000)), kind="application/gzip"),
        "/bomb.warc.gz": answer(gzip.compress(record(bytes(90_000_000), kind="metadata")), kind="application/gzip"),
        "/page": answer(page()),
    }
    site.routes |= several | more
    site.routes["/feed"] = answer(feed(*map(site.url, [*several, *more])), kind="application/rss+xml")
    added, reports, failures = add(tmp_path / "x.db", settings, site.url("/feed"), "gone.txt")
    assert site.url("/page") in {one.url for one in reports}
    refused = {*several, *more} - {"/page", "/charset", "/bomb.warc.gz"}
    assert {site.url(path) for path in refused} <= set(failures)
    assert "become more than" in failures[f"{site.url('/bomb.warc.gz')}, after record 0"]
    assert "gone.txt" in failures
    assert added.failed == len(failures)
    assert "/deeper" not in site.paths
    again, _, same = add(tmp_path / "x.db", settings, retry=True)
    assert (again.added, again.failed, same.keys()) == (0, len(failures), failures.keys())


def test_a_page_that_was_read_is_asked_for_by_what_the_server_called_it(
    tmp_path: Path, site: Site, settings: Settings
) -> None:
    place = tmp_path / "x.db"
    site.routes["/page"] = served(page(19), '"one"')
    site.routes["/feed"] = served(feed(site.url("/page")), '"list"')
    assert add(place, settings, site.url("/feed"))[0].added == 1
    again, reports, _ = add(place, settings, site.url("/feed"))
    assert (again.added, again.known, len(reports)) == (0, 1, 1)
    assert [b"If-None-Match" in head for head in site.asked if b"robots" not in head] == [False, False, True, True]
    site.routes["/page"] = served(page(23), '"two"')
    assert add(place, settings, site.url("/feed"))[0].added == 1  # the feed is the same, and the page is not
    place.unlink()
    renewed, reports, _ = add(place, settings, site.url("/feed"))  # what is remembered is of a record that is gone
    assert (renewed.added, len(reports)) == (1, 1)


def test_a_feed_that_lists_itself_is_a_failure_and_stops_nothing(
    tmp_path: Path, site: Site, settings: Settings
) -> None:
    site.routes["/page"] = served(page(), '"one"')
    site.routes["/feed"] = served(feed(site.url("/feed"), site.url("/page")), '"list"')
    for known in (0, 1):
        added, _, failures = add(tmp_path / "x.db", settings, site.url("/feed"))
        assert (added.known, list(failures)) == (known, [site.url("/feed")])
        assert "lists addresses" in failures[site.url("/feed")]


def test_nothing_is_remembered_of_what_is_not_on_the_record(
    tmp_path: Path, site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between reading and writing, a run has to ask again, and gets the whole page."""
    site.routes["/page"] = answer(page(), headers='ETag: "one"\r\n')

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("onrecord.record.ledger.Ledger.write", killed)
        with pytest.raises(KeyboardInterrupt):
            add(tmp_path / "x.db", settings, site.url("/page"))
    assert add(tmp_path / "x.db", settings, site.url("/page"))[0].added == 1
    assert not any(b"If-None-Match" in head for head in site.asked)


def test_a_memory_that_cannot_be_read_is_none(tmp_path: Path, site: Site, settings: Settings) -> None:
    site.routes["/page"] = answer(page(), headers='ETag: "one"\r\n')
    add(tmp_path / "x.db", settings, site.url("/page"))
    memory = tmp_path / "x.db-web.json"
    assert json.loads(memory.read_text())["pages"][site.url("/page")]["etag"] == '"one"'
    for damaged in (b"", b"{", b"[7]", b'{"pages": 7}', b"\xff"):
        memory.write_bytes(damaged)
        assert add(tmp_path / "x.db", settings, site.url("/page"))[0].known == 1


def test_what_one_run_has_told_another_does_not_take_back(tmp_path: Path) -> None:
    place = str(tmp_path / "x.db")
    Remembered(place=tmp_path / "x.db-web.json", told=Told(since="2031-05-01T08:00:00Z")).save(0)
    adds, watches, new = remembered(place), remembered(place), remembered(place, is_new=True)
    watches.told = Told(since=NOW, sightings=("s_1",))
    watches.save(0)
    adds.save(0)
    assert remembered(place).told == watches.told
    new.save(0)
    assert remembered(place).told == Told()


def test_a_page_of_a_feed_that_stays_the_same_is_asked_for_less_and_less(
    tmp_path: Path, site: Site, settings: Settings
) -> None:
    site.routes["/page"] = answer(page())
    site.routes["/feed"] = answer(feed(site.url("/page")))
    asked_at: list[int] = []
    for minute in (0, 10, 15, 40, 45, 100, 105, 220, 225, 460, 465):
        before = site.paths.count("/page")
        add(tmp_path / "x.db", settings, site.url("/feed"), only_due=True, clock=minute * 60.0)
        if site.paths.count("/page") > before:
            asked_at.append(minute)
    assert asked_at == [0, 15, 45, 105, 225, 465]


def test_what_failed_on_the_web_is_tried_again_and_settled(tmp_path: Path, site: Site, settings: Settings) -> None:
    site.routes["/feed"] = answer(feed(site.url("/page")))
    _, _, failures = add(tmp_path / "x.db", settings, site.url("/feed"))
    assert failures == {site.url("/page"): "the server has no such page (404)"}
    site.routes["/page"] = answer(page())
    site.routes["/feed"] = answer(feed(site.url("/other")))  # it is listed no more, and is asked for where it failed
    added, _, failures = add(tmp_path / "x.db", settings, retry=True)
    assert (added.added, failures) == (1, {})


def test_sitemaps_that_lead_on_and_on_end(tmp_path: Path, site: Site, settings: Settings) -> None:
    own = f"<sitemapindex><sitemap><loc>{site.url('/index')}</loc></sitemap></sitemapindex>"
    site.routes["/index"] = answer(own.encode(), kind="text/xml")
    _, _, failures = add(tmp_path / "x.db", settings, site.url("/index"))
    assert list(failures.values()) == ["its sitemaps lead on and on (deeper than 3, or to more than 1,000)"]
    assert site.paths == ["/index"] * 3


def test_no_address_within_a_report_is_asked_for(tmp_path: Path, site: Site, settings: Settings) -> None:
    links = f'<link rel="stylesheet" href="{site.url("/style")}"><img src="{site.url("/image")}">'
    links += f'<meta http-equiv="refresh" content="0; url={site.url("/next")}"><a href="{site.url("/other")}">more</a>'
    body = page().replace(b"<article>", b"<article>" + links.encode())
    site.routes["/page"] = answer(body)
    (tmp_path / "page.html").write_bytes(body)
    added, _, _ = add(tmp_path / "x.db", settings, site.url("/page"), str(tmp_path / "page.html"))
    assert added.added == 2
    assert site.paths == ["/page"]


def test_a_page_that_is_sent_on_is_known_by_where_it_lies(tmp_path: Path, site: Site, settings: Settings) -> None:
    site.routes["/short"] = answer(status="301 Moved", headers="Location: /long\r\n")
    site.routes["/long"] = raw(ZIPPED + gzip.compress(page()))
    _, (report,), _ = add(tmp_path / "x.db", settings, site.url("/short"))
    assert report.url == site.url("/long")
    assert report.retrieved is not None
    assert report.retrieved.value == NOW


def test_an_address_that_a_page_is_sent_on_to_may_have_letters_of_its_own(
    tmp_path: Path, site: Site, settings: Settings
) -> None:
    site.routes["/short"] = raw("HTTP/1.1 302 Found\r\nLocation: /pl\u00f6tzlich\r\nContent-Length: 0\r\n\r\n".encode())
    site.routes["/pl%C3%B6tzlich"] = answer(page())
    _, (report,), _ = add(tmp_path / "x.db", settings, site.url("/short"))
    assert report.url == site.url("/pl%C3%B6tzlich")


def test_a_program_adds_addresses_as_it_adds_files(tmp_path: Path, site: Site, settings: Settings) -> None:
    site.routes["/page"] = answer(page())
    with open_record(tmp_path / "x.db", settings=settings) as opened:
        assert opened.add([site.url("/page"), site.url("/none")]).added == 1
        assert [each.path for each in opened.failures()] == [site.url("/none")]
        site.routes["/none"] = answer(page(20))
        assert opened.add(retry=True).added == 1
        assert opened.failures() == []
