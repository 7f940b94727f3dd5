"""Fixtures of the engines: a Ray cluster on this machine, and one contract for processes and Ray."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.batch import Engine, engine
from onrecord.batch.on_ray import cluster

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def ray_cluster() -> Iterator[None]:
    """A real cluster of two workers on the loopback address, one for all the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
        patch.delenv("RAY_ADDRESS", raising=False)
        with cluster(2):
            yield


@pytest.fixture(params=["processes", "ray"])
def runner(request: pytest.FixtureRequest) -> Engine:
    """A test that asks for it runs on processes and on Ray."""
    if request.param == "ray":
        request.getfixturevalue("ray_cluster")
    return engine(request.param)
