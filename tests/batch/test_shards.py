"""Shards: named by what is in them, each read once, in order, and whole whoever dies."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from onrecord import acquire, codec, pipeline
from onrecord.batch import Done, Engine, Folder, each, engine, read_shards, shards
from onrecord.errors import InputError
from onrecord.model import Failure, Piece, Product, Shard
from onrecord.settings import DEFAULT_LIMIT, Settings
from tests.batch.work import ROOT, read, read_killed_once

pytestmark = pytest.mark.filterwarnings("ignore:::ray", "ignore::ResourceWarning", "ignore::UserWarning")


def corpus(folder: Path, *files: list[str]) -> list[str]:
    """Files of lines, of which each is an input."""
    folder.mkdir(exist_ok=True)
    for number, lines in enumerate(files):
        (folder / f"{number:03}.jsonl").write_text("".join(f"{line}\n" for line in lines))
    return [str(folder)]


def cut(locators: Iterable[str], *, lines: int = 32, by: str = "engine/1", limit: int = 1_000) -> list[Shard]:
    found = [piece for piece in acquire.pieces(locators, lines) if isinstance(piece, Piece)]
    return list(shards(found, engine=by, published=None, limit=limit))


def done(
    given: list[Shard], runner: Engine = each, folder: Folder | None = None, reading: Callable[[Shard], Product] = read
) -> list[Done]:
    return list(read_shards(given, reading, acquire.split, runner, 2, folder))


def lines_of(found: Iterable[Done], folder: Folder | None = None) -> list[bytes]:
    return [line for one in found for line in (folder.lines(one.shard.id) if folder else one.lines or ())]


def failures_of(found: Iterable[Done]) -> list[Failure]:
    return [failure for one in found for failure in one.failures]


def test_a_shard_is_named_by_its_bytes_their_names_the_engine_and_the_options(tmp_path: Path) -> None:
    where = corpus(tmp_path / "a", ["one", "two", "three"])
    (shard,) = cut(where)
    assert shard.id == cut(where)[0].id
    assert shard.id != cut(where, by="engine/2")[0].id
    assert shard.id != cut(where, limit=999)[0].id
    corpus(tmp_path / "a", ["one", "two", "tree!"])
    assert shard.id != cut(where)[0].id


def test_where_a_file_lies_is_no_part_of_a_shards_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = []
    for folder in ("a", "b"):
        corpus(tmp_path / folder, ["one", "two"])
        monkeypatch.chdir(tmp_path / folder)
        named += [shard.id for shard in cut(["000.jsonl"])]
    assert len(set(named)) == 1


def test_one_more_file_makes_one_new_shard(tmp_path: Path) -> None:
    where = corpus(tmp_path / "a", *([f"report {number}"] for number in range(300)))
    before = {shard.id for shard in cut(where)}
    (tmp_path / "a" / "000a.jsonl").write_text("one more\n")
    after = {shard.id for shard in cut(where)}
    assert len(before) > 8
    assert len(after - before) <= 2


def test_everything_comes_out_once_in_the_order_of_the_input(runner: Engine, tmp_path: Path) -> None:
    where = corpus(tmp_path / "a", [f"a{number}" for number in range(30)], ["b", "fail", "c"], ["d"])
    found = done(cut(where), runner)
    alone = [line for shard in cut(where) for line in read(shard).reports]
    assert lines_of(found) == alone
    assert len(alone) == 33
    assert [failure.locator.rsplit("/", 1)[1] for failure in failures_of(found)] == ["001.jsonl, line 2"]


def test_a_worker_that_is_killed_loses_nothing(runner: Engine, tmp_path: Path) -> None:
    where = corpus(tmp_path / "a", [*(f"a{number}" for number in range(10)), "kill once", "b"])
    found = done(cut(where), runner)
    assert (tmp_path / "a" / "000.jsonl.killed").exists()
    assert [line.split(b" ", 1)[1] for line in lines_of(found)][-3:] == [b"a9", b"kill once", b"b"]
    assert len(lines_of(found)) == 12
    assert failures_of(found) == []


def test_the_input_that_kills_is_found_and_no_other_is_lost_for_it(runner: Engine, tmp_path: Path) -> None:
    where = corpus(tmp_path / "a", ["a", "b", "kill", "c"], ["d", "e"])
    found = done(cut(where), runner)
    assert [line.rsplit(b" ", 1)[1] for line in lines_of(found)] == [b"a", b"b", b"c", b"d", b"e"]
    (failure,) = failures_of(found)
    assert failure.locator.endswith("000.jsonl, line 3")
    assert "was ended twice (SIGKILL)" in failure.reason


def test_a_shard_that_is_done_is_not_done_again(tmp_path: Path) -> None:
    where = corpus(tmp_path / "a", [f"a{number}" for number in range(9)], ["fail"])
    folder = Folder(str(tmp_path / "shards"))
    folder.make()
    first = done(cut(where), folder=folder)
    second = done(cut(where), folder=folder, reading=refusing)
    assert [one.before for one in first] == [False] * len(first)
    assert [one.before for one in second] == [True] * len(first)
    assert lines_of(first, folder) == lines_of(second, folder)
    assert failures_of(first) == failures_of(second) != []
    assert [one.reports for one in first] == [one.reports for one in second]


def refusing(_: Shard) -> Product:
    """Nobody may come here."""
    raise AssertionError


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    where = corpus(tmp_path / "a", [f"a{number}" for number in range(300)])
    program = (
        "import os, sys\n"
        "from onrecord.batch import Folder, each, read_shards\n"
        "from tests.batch.test_shards import acquire, cut, read\n"
        "found = read_shards(cut([sys.argv[1]]), read, acquire.split, each, 2, Folder(sys.argv[2]))\n"
        "[next(found) for _ in range(3)]; os.kill(os.getpid(), 9)"
    )
    folder = Folder(str(tmp_path / "shards"))
    folder.make()
    ended = subprocess.run([sys.executable, "-c", program, where[0], folder.path], cwd=ROOT, check=False)
    assert ended.returncode == -9
    found = done(cut(where), folder=folder)
    assert sum(one.before for one in found) >= 3
    assert lines_of(found, folder) == [line for shard in cut(where) for line in read(shard).reports]
    assert all(path.stem.startswith("p_") for path in Path(folder.path).glob("*.jsonl"))


def test_a_product_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))

    def broken() -> Iterator[bytes]:
        yield b"{}"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        folder.keep("p_1", Product(reports=broken(), failures=()))  # type: ignore[arg-type]
    assert "p_1" not in folder
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="name a folder of yours"):
        Folder(str(tmp_path / "file" / "shards")).make()


def test_a_file_that_changed_is_a_failure_and_is_not_kept(tmp_path: Path) -> None:
    where = corpus(tmp_path / "a", ["{}"], ['{"text": "Two people were hurt in Oranto, she said."}'])
    folder = Folder(str(tmp_path / "shards"))
    folder.make()
    given = cut(where)
    (tmp_path / "a" / "000.jsonl").write_text("[]\n")
    found = list(read_shards(given, pipeline.read_shard, acquire.split, each, 1, folder))
    assert ["changed" in failure.reason for failure in failures_of(found)] == [True]
    assert [shard.id in folder for shard in given].count(True) == len(given) - 1


def test_the_whole_way_gives_equal_records_with_a_worker_killed_in_the_middle(runner: Engine, tmp_path: Path) -> None:
    where = [str(ROOT / "examples" / "reports")]
    expected = [codec.encode(one) for one in pipeline.read_all(where, Settings()) if not isinstance(one, Failure)]
    given = cut(where, by=pipeline.engine(), lines=1, limit=DEFAULT_LIMIT)
    mark = tmp_path / "killed"
    found = done(given, runner, reading=partial(read_killed_once, str(mark)))
    assert mark.exists()
    assert lines_of(found) == expected
    assert len(expected) == 4


def test_ray_and_processes_take_shards_from_one_corpus_together(tmp_path: Path, runner: Engine) -> None:
    where = corpus(tmp_path / "a", [f"a{number}" for number in range(300)])
    folder = Folder(str(tmp_path / "shards"))
    folder.make()
    done(cut(where)[:5], engine("processes"), folder)
    found = done(cut(where), runner, folder)
    assert sum(one.before for one in found) == 5
    assert lines_of(found, folder) == [line for shard in cut(where) for line in read(shard).reports]
