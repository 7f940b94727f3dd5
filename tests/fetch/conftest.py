"""A site on loopback, and a fetcher that may ask it, quick and without delay."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.fetch import Bounds, Fetcher
from tests.fetch.serving import Site, serving

LIMIT = 100_000
QUICK = Bounds(redirects=5, silence=0.5, whole=1.0, archive_whole=2.0, archive=1_000_000)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that is not there after the test."""
    with serving() as found:
        yield found


@pytest.fixture
def fetcher() -> Fetcher:
    """One that may ask this machine, by its number."""
    return Fetcher(allowed=("127.0.0.1",), delay=0, limit=LIMIT, bounds=QUICK)
