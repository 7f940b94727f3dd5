"""Reports on the record by processes and by Ray: the same record, row for row."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.contents import contents, differences
from onrecord.batch import Runner
from onrecord.record.adding import add
from onrecord.settings import Settings
from onrecord.store import open_store
from tests.batch.work import ROOT

pytestmark = pytest.mark.filterwarnings("ignore:::ray", "ignore::ResourceWarning", "ignore::UserWarning")


@pytest.mark.usefixtures("ray_cluster")
def test_a_record_by_ray_is_the_record_by_processes(tmp_path: Path) -> None:
    made = []
    runners: tuple[Runner, ...] = ("processes", "ray")
    for runner in runners:
        place = str(tmp_path / f"{runner}.db")
        with open_store(place, create=True, write=True) as store:
            told = add(
                store,
                [str(ROOT / "examples" / "reports"), str(tmp_path / "gone.txt")],
                Settings(record=place, processes=2),
                now=lambda: "2031-05-03T00:00:00Z",
                runner=runner,
            )
        assert (told.added, told.failed) == (4, 1)
        made.append(contents(place))
    assert list(differences(*made)) == []
    assert len(made[0]["readings"]) == 4
