"""A hostile server: whatever it does, it is bounded in time and bytes, and what comes of it is a refusal."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import ssl
import subprocess
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from onrecord.fetch import Fetched, Fetcher
from onrecord.model import Failure
from tests.fetch.conftest import LIMIT
from tests.fetch.serving import Handler, Site, answer, endless, raw, serving, silent

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
ZIPPED = HEAD + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n"
BOMB = gzip.compress(gzip.compress(bytes(40_000_000)))
INNER = gzip.compress(bytes(200_000_000), 9)

HOSTILE: dict[str, tuple[Handler, str]] = {
    "an endless body": (endless(b"<p>more</p>" * 1000), "larger than the limit"),
    "an endless chunked body": (endless(b"3e8\r\n" + b"a" * 1000 + b"\r\n", CHUNKED), "larger than the limit"),
    "chunks of one byte": (endless(b"1\r\na\r\n" * 100, CHUNKED), "limit of|did not come within 1 s|sends more than"),
    "a slow drip of the body": (endless(b"a", pause=0.05), "did not come within 1 seconds"),
    "a slow drip of the headers": (endless(b"X: a\r\n", b"HTTP/1.1 200 OK\r\n", 0.05), "did not come within 1 seconds"),
    "silence": (silent(), "did not come within 0.5 seconds"),
    "silence within the body": (silent(HEAD + b"\r\n<p>"), "within 0.5 seconds"),
    "a length beyond the body": (raw(HEAD + b"Content-Length: 500\r\n\r\n<p>short</p>"), "answer is broken"),
    "a length beyond the limit": (raw(HEAD + b"Content-Length: 99999999999999999999\r\n\r\n"), "larger than the limit"),
    "two lengths": (raw(HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"), "answer is broken"),
    "a length that is none": (raw(HEAD + b"Content-Length: -5\r\n\r\nabcdef"), "answer is broken"),
    "chunks that are none": (raw(CHUNKED + b"zz\r\nabc\r\n"), "answer is broken"),
    "chunks that stop": (raw(CHUNKED + b"5\r\nabc"), "answer is broken"),
    "no HTTP": (raw(b"SSH-2.0-Server\r\n\r\n" * 50), "answer is broken"),
    "nothing": (raw(b""), "answer is broken"),
    "a flood of headers": (endless(b"X-More: " + b"a" * 1000 + b"\r\n", b"HTTP/1.1 200 OK\r\n"), "answer is broken"),
    "one endless header": (endless(b"a" * 1000, b"HTTP/1.1 200 OK\r\nX-Long: "), "answer is broken"),
    "an endless status": (endless(b"a" * 1000, b"HTTP/1.1 200 "), "answer is broken"),
    "a flood of answers for the time being": (
        endless(b"HTTP/1.1 100 Continue\r\n\r\n" * 50, b""),
        "more than|within 1 s",
    ),
    "a flood of trailers": (endless(b"X: a\r\n" * 100, CHUNKED + b"0\r\n"), "answer is broken"),
    "a gzip bomb": (raw(ZIPPED + INNER), "become more than"),
    "an endless gzip": (endless(gzip.compress(bytes(9_000_000)), ZIPPED), "become more than"),
    "gzip that is none": (raw(ZIPPED + b"abcdefghijkl"), "damaged"),
    "gzip that stops": (raw(ZIPPED + gzip.compress(b"<p>words</p>" * 50)[:-9]), "stop before their end"),
    "brotli, which nobody asked for": (raw(HEAD + b"Content-Encoding: br\r\n\r\n" + bytes(500)), "'br'"),
    "gzip within gzip": (raw(HEAD + b"Content-Encoding: gzip, gzip\r\n\r\n" + BOMB), "'gzip, gzip'"),
    "a name for no encoding": (raw(HEAD + b"Content-Encoding: " + b"x" * 5000 + b"\r\n\r\n"), "compressed as"),
    "a redirect to nowhere": (answer(status="302 Found"), "without saying where to"),
    "a redirect to a file": (answer(status="302 Found", headers="Location: file:///etc/hosts\r\n"), "neither http nor"),
    "a redirect to another protocol": (answer(status="302 F", headers="Location: gopher://a.example/\r\n"), "neither"),
    "a redirect with a password": (answer(status="302 F", headers="Location: http://a:b@c.example/\r\n"), "a password"),
    "a redirect to a broken name": (answer(status="302 F", headers="Location: http://[::1/\r\n"), "no address"),
    "a redirect to a port of mail": (answer(status="302 F", headers="Location: http://a.example:25/\r\n"), "port 25"),
    "a wrong status": (raw(b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n"), r"\(999\)"),
    "a wait for ever": (answer(status="429 Too Many", headers="Retry-After: 999999999999\r\n"), "left alone"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_server_is_bounded_and_refused(what: str, site: Site, fetcher: Fetcher) -> None:
    handler, reason = HOSTILE[what]
    site.routes["/page"] = handler
    began = time.monotonic()
    found = fetcher.get(site.url("/page"))
    assert isinstance(found, Failure)
    assert re.search(reason, found.reason)
    assert found.locator == site.url("/page")
    assert found.remedy
    assert len(str(found)) < 600
    assert time.monotonic() - began < 3


def test_two_hundred_redirects_end_after_a_few(site: Site, fetcher: Fetcher) -> None:
    for number in range(200):
        site.routes[f"/{number}"] = answer(status="302 Found", headers=f"Location: /{number + 1}\r\n")
    found = fetcher.get(site.url("/0"))
    assert isinstance(found, Failure)
    assert found.reason == "it was sent on 5 times"
    assert site.paths == [f"/{number}" for number in range(6)]


@pytest.mark.parametrize("inner", ["http://127.0.0.1:{port}/secret", "http://[::ffff:127.0.0.1]:{port}/secret"])
def test_a_redirect_to_loopback_is_refused_before_anything_is_asked_there(inner: str, site: Site) -> None:
    with serving() as secret:
        secret.routes["/secret"] = answer(b"<p>the secret</p>")
        site.routes["/page"] = answer(status="302 Found", headers=f"Location: {inner.format(port=secret.port)}\r\n")
        names = {"news.example": ["127.0.0.1"]}  # allowed by its name, and the machine that it leads to is not
        one = Fetcher(allowed=("news.example",), delay=0, limit=LIMIT, resolve=lambda host, _: names.get(host, [host]))
        found = one.get(site.url("/page", "news.example"))
        assert isinstance(found, Failure)
        assert "address of its own network" in found.reason
        assert secret.asked == []


def test_a_bomb_takes_little_memory(site: Site, fetcher: Fetcher) -> None:
    site.routes["/page"] = raw(ZIPPED + INNER)
    tracemalloc.start()
    try:
        assert isinstance(fetcher.get(site.url("/page")), Failure)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_zip_is_bytes_that_nobody_unpacks(site: Site, fetcher: Fetcher) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", bytes(50_000_000))
    site.routes["/page"] = answer(packed.getvalue(), kind="text/html")
    found = fetcher.get(site.url("/page"))
    assert isinstance(found, Fetched)
    with found.content as content:
        assert content.read() == packed.getvalue()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that a server made for itself, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed, which makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example"]
    named = ["-addext", "subjectAltName=DNS:news.example", "-keyout", "key.pem", "-out", "own.pem"]
    subprocess.run([*made, *named], cwd=folder, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "own.pem").read_bytes())
    return both


def of_server(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_server_that_cannot_prove_who_it_is_is_not_read(certificate: Path, fetcher: Fetcher) -> None:
    with serving(of_server(certificate)) as site:
        site.routes["*"] = answer(b"<p>words</p>")
        found = fetcher.get(site.url("/page"))
        assert isinstance(found, Failure)
        assert "127.0.0.1 cannot prove who it is" in found.reason
        assert site.asked == []


def test_no_tls_where_tls_was_asked_for_is_refused(site: Site, fetcher: Fetcher) -> None:
    site.routes["*"] = answer(b"<p>words</p>")
    found = fetcher.get(site.url("/page").replace("http:", "https:"))
    assert isinstance(found, Failure)
    assert site.asked == []


def test_the_name_and_not_the_number_is_what_a_server_proves(certificate: Path) -> None:
    def trust() -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(certificate))

    with serving(of_server(certificate)) as site:
        site.routes["*"] = answer(b"<p>words</p>")
        names = {"news.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}
        one = Fetcher(allowed=names, delay=0, limit=LIMIT, trust=trust, resolve=lambda host, _: names[host])
        read = one.get(site.url("/page", "news.example"))
        assert isinstance(read, Fetched)
        read.content.close()
        assert any(line == b"Host: news.example:%d" % site.port for line in site.asked[-1].splitlines())
        found = one.get(site.url("/page", "other.example"))
        assert isinstance(found, Failure)
        assert "other.example cannot prove who it is" in found.reason
