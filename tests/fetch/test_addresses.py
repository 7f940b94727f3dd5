"""Which addresses may be asked, and which machines a name may lead to."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.fetch import Fetched, Fetcher
from onrecord.fetch.addresses import Address, address, is_open, joined, shown
from onrecord.fetch.refusals import RefusedError
from onrecord.model import Failure
from onrecord.model.place import is_web
from tests.fetch.serving import Site, answer

CLOSED = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "100::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "::10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2002:c0a8:101::1",
]
OPEN = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "2606:4700:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("ip", CLOSED)
def test_an_address_of_ones_own_network_is_closed(ip: str) -> None:
    assert not is_open(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", OPEN)
def test_an_address_of_the_internet_is_open(ip: str) -> None:
    assert is_open(ipaddress.ip_address(ip))


@given(st.ip_addresses(v=4))
def test_an_address_written_within_another_is_closed_when_that_is(ip: ipaddress.IPv4Address) -> None:
    for written in (f"::ffff:{ip}", f"64:ff9b::{ip}"):
        assert is_open(ipaddress.ip_address(written)) == is_open(ip)


WRONG = [
    "ftp://news.example/",
    "file:///etc/hosts",
    "http://",
    "http:///a",
    "http://a:b@news.example/",
    "http://news.example:25/",
    "http://news.example:99999/",
    "http://[::1",
    "http://[zz]/",
    "http://a..b.example/",
    "//news.example/",
    "news.example",
    "javascript:alert(1)",
    "http://news.example\\@other.example/",
    "http://-.example/",
    "http://\u2100.example/",
    "https://a b.example/",
    "http://a.example/\nX: y",
    "http://a.example/\udcff",
    "http://a.example/?\udcff",
    f"http://a.example/{'a' * 5000}",
]


@pytest.mark.parametrize("written", WRONG)
def test_what_is_no_address_of_a_page_is_refused(written: str) -> None:
    with pytest.raises(RefusedError) as refused:
        address(written)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("HTTPS://News.Example", "https://news.example/"),
        ("http://news.example:80/a?b=c#d", "http://news.example/a?b=c"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://b\u00fccher.example/\u00e4?\u00f6=%20", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%20"),
        ("http://[2606:4700::1]:8080/a", "http://[2606:4700::1]:8080/a"),
    ],
)
def test_an_address_is_asked_for_in_ascii(written: str, url: str) -> None:
    assert address(written).url == url


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(written: str) -> None:
    for one in (written, f"http://{written}", f"http://news.example/{written}"):
        try:
            found = address(one)
            assert isinstance(joined(found, written), Address)
        except RefusedError:
            continue
        assert found.url.isascii()
        assert not set(found.url) & set(" \r\n\t")
        assert address(found.url) == found


def test_a_locator_of_the_web_is_told_from_a_path() -> None:
    assert is_web("HTTPS://news.example/")
    assert not is_web("httpd/log.txt")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "[::1]", "0"])
def test_this_machine_is_not_asked_whatever_it_is_called(host: str, site: Site) -> None:
    site.routes["*"] = answer(b"<p>the secret</p>")
    found = Fetcher(delay=0, limit=1000).get(site.url("/secret", host))
    assert isinstance(found, Failure)
    assert "address of its own network" in found.reason or "no machine is known" in found.reason
    assert site.asked == []


def test_a_refusal_tells_how_to_allow_it(site: Site) -> None:
    found = Fetcher(delay=0, limit=1000).get(site.url("/page"))
    assert str(found) == (
        f"{site.url('/page')}: 127.0.0.1 is an address of its own network, not of the open internet; "
        "allow it by name if you trust it: --allow-address 127.0.0.1"
    )


def test_a_name_with_one_closed_address_among_others_is_refused(site: Site) -> None:
    one = Fetcher(delay=0, limit=1000, resolve=lambda *_: ["8.8.8.8", "127.0.0.1"])
    found = one.get(site.url("/page", "news.example"))
    assert isinstance(found, Failure)
    assert found.reason.startswith("news.example leads to 127.0.0.1")
    assert site.asked == []


def test_a_name_that_leads_elsewhere_a_moment_later_gains_nothing(site: Site) -> None:
    """DNS rebinding: what is connected to is what was looked at, so a second answer is never asked for."""
    answers = iter([["127.0.0.1"]])
    site.routes["*"] = answer(b"<p>words</p>")
    site.routes["/robots.txt"] = answer(status="404 Not Found")
    looked: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        looked.append(host)
        return next(answers, [])

    one = Fetcher(allowed=("news.example",), delay=0, limit=1000, resolve=resolve)
    assert isinstance(one.get(site.url("/", "news.example")), Failure)
    assert looked == ["news.example"] * 2  # once for each connection: robots.txt, and the page, which leads nowhere now
    assert len(site.asked) == 1


def test_what_is_allowed_by_name_is_asked(site: Site, fetcher: Fetcher) -> None:
    site.routes["/page"] = answer(b"<p>words</p>")
    found = fetcher.get(site.url("/page#part"))
    assert isinstance(found, Fetched)
    with found.content as content:
        assert (found.url, content.read(), found.media_type) == (site.url("/page"), b"<p>words</p>", "text/html")


def test_allowing_a_name_does_not_allow_what_else_leads_to_the_machine(site: Site) -> None:
    one = Fetcher(allowed=("127.0.0.1",), delay=0, limit=1000, resolve=lambda *_: ["127.0.0.1"])
    found = one.get(site.url("/page", "rebound.example"))
    assert isinstance(found, Failure)
    assert site.asked == []


def test_what_is_sent_tells_nothing_of_who_asks(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site.routes["/page"] = answer(status="302 Found", headers="Location: /next\r\nSet-Cookie: who=you\r\n")
    site.routes["/next"] = answer(b"<p>words</p>", headers="Set-Cookie: who=you\r\n")
    for _ in range(2):
        found = fetcher.get(site.url("/page"))
        assert isinstance(found, Fetched)
        found.content.close()
    names = {line.partition(b":")[0].lower() for head in site.asked for line in head.splitlines()[1:]}
    assert names == {b"host", b"accept", b"accept-encoding", b"connection", b"user-agent"}


def test_a_password_is_told_to_nobody() -> None:
    assert shown("http://ana:secret@courier.example/a@b?c=d@e") == "http://courier.example/a@b?c=d@e"
    assert shown("http://courier.example/a@b") == "http://courier.example/a@b"
