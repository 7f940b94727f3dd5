"""Any bytes that a server may send are an answer or a refusal, and never anything else."""

from __future__ import annotations

import gzip
import ssl
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.fetch import Fetched, Fetcher
from onrecord.fetch.connecting import trusted
from onrecord.model import Failure
from tests.fetch.serving import Site, raw

BODY = b"<p>The bridge was closed in time.</p>" * 30
ANSWERS = [
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % len(BODY) + BODY + b"\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(BODY),
    b"HTTP/1.1 302 Found\r\nLocation: /page\r\nContent-Length: 0\r\n\r\n",
    b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n',
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ANSWERS), st.data())
def test_a_mutated_answer_is_an_answer_or_a_refusal(
    site: Site, fetcher: Fetcher, whole: bytes, data: st.DataObject
) -> None:
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    site.routes["/page"] = raw(bytes(changed))
    found = fetcher.get(site.url("/page"))
    assert isinstance(found, Fetched | Failure)
    if isinstance(found, Fetched):
        with found.content as content:
            assert len(content.read()) <= fetcher.limit


def test_where_the_system_knows_no_authorities_others_are_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = SimpleNamespace(cafile=None, capath=str(tmp_path))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: none)
    assert trusted().cert_store_stats()["x509_ca"] > 50
