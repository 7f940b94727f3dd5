"""Files cut into pieces: together they hold what the file holds, and each is named by its bytes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.acquire import acquire, holds, inputs, pieces, split
from onrecord.model import Acquired, Document, Failure, Piece
from tests.acquire.archived import INFO, http, packed, page, record


def parts(path: Path, lines: int) -> list[Piece]:
    return [piece for piece in pieces([str(path)], lines) if isinstance(piece, Piece)]


def read(piece: Piece) -> list[Acquired]:
    return [one.acquired for one in inputs(piece.path, name=piece.name, part=piece.part)]


def singles(piece: Piece) -> list[Piece]:
    """The piece cut into halves until there are none."""
    halves = list(split(piece))
    return halves if len(halves) == 1 else [one for half in halves for one in singles(half)]


LINES = some.lists(
    some.one_of(
        some.text(max_size=30).map(lambda text: json.dumps({"text": text}).encode()),
        some.sampled_from(
            [b"", b"  ", b"\xef\xbb\xbf", b"{", b"[1]", b'{"html": "<p>Rain in Oranto."}', b'{"text": 4}']
        ),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(lines=LINES, most=some.integers(1, 5), ended=some.booleans())
def test_the_pieces_of_a_file_read_as_the_file_does(
    lines: list[bytes], most: int, ended: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("parts") / "news.jsonl"
    file.write_bytes(b"\n".join(lines) + b"\n" * ended)
    cut = parts(file, most)
    expected = list(acquire([str(file)]))
    assert [one for piece in cut for one in read(piece)] == expected
    assert sum(piece.size for piece in cut) == file.stat().st_size
    assert all(holds(piece) for piece in cut)
    assert [one for piece in cut for single in singles(piece) for one in read(single)] == expected


def test_a_file_of_one_report_is_one_piece(tmp_path: Path) -> None:
    file = tmp_path / "rain.txt"
    file.write_text("Rain fell in Oranto.")
    (piece,) = parts(file, 1)
    assert (piece.part, piece.name, list(split(piece))) == (None, str(file), [piece])


def test_a_piece_is_opened_from_any_folder_under_the_name_that_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rain.txt").write_text("Rain fell in Oranto.")
    monkeypatch.chdir(tmp_path)
    (piece,) = parts(Path("rain.txt"), 1)
    monkeypatch.chdir("/")
    (document,) = read(piece)
    assert isinstance(document, Document)
    assert document.key == "rain.txt"


@pytest.mark.parametrize("now", ["Rain fell in Orantu.", "Rain fell in Oranto. Much.", "Rain", None])
def test_what_was_changed_does_not_hold(now: str | None, tmp_path: Path) -> None:
    file = tmp_path / "rain.txt"
    file.write_text("Rain fell in Oranto.")
    (piece,) = parts(file, 1)
    if now is None:
        file.unlink()
    else:
        file.write_text(now)
    assert not holds(piece)


def test_what_cannot_be_opened_is_told_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text("Rain fell in Oranto.")
    found = list(pieces([str(tmp_path / "gone.txt"), str(tmp_path), "-", "\0"]))
    told = [one.reason.split(" (")[0] if isinstance(one, Failure) else one.name for one in found]
    assert told == [
        "there is no such file or directory",
        str(tmp_path / "rain.txt"),
        "it is a stream, which other processes and machines cannot open",
        "there is no such file or directory",
    ]


def archive(form: str, whole: bool) -> bytes:
    """Nine records, of which seven are pages, and one of a page that was not there."""
    records = [INFO, *(record(http(page(killed))) for killed in range(2, 9)), INFO, record(http(b"", status="404 No"))]
    if form == "together":
        return gzip.compress(b"".join(records))
    data = packed(records) if form == "packed" else b"".join(records)
    return data if whole else data[:-40]


@pytest.mark.parametrize("most", [1, 2, 3, 100])
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("form", ["packed", "plain", "together"])
def test_an_archive_is_cut_into_parts_that_read_as_it_does(form: str, whole: bool, most: int, tmp_path: Path) -> None:
    file = tmp_path / "news.warc"
    file.write_bytes(archive(form, whole))
    cut = parts(file, most)
    expected = list(acquire([str(file)]))
    found = [one for piece in cut for one in read(piece)]
    documents = [one for one in expected if isinstance(one, Document)]
    assert [one for one in found if isinstance(one, Document)] == documents
    assert len(documents) == 7
    assert len(found) == len(expected)
    assert sum(piece.size for piece in cut) == file.stat().st_size
    assert (len(cut) == 1) is (most == 100 or form == "together")


@pytest.mark.parametrize("most", [4, 100])
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("form", ["packed", "plain", "together"])
def test_parts_of_an_archive_are_halved_down_to_its_pages(form: str, whole: bool, most: int, tmp_path: Path) -> None:
    file = tmp_path / "news.warc"
    file.write_bytes(archive(form, whole))
    cut = [single for piece in parts(file, most) for single in singles(piece)]
    expected = [one for one in acquire([str(file)]) if isinstance(one, Document)]
    assert [one for single in cut for one in read(single) if isinstance(one, Document)] == expected
    assert max(len(read(single)) for single in cut) <= 2  # a page, and that nothing comes after it
    assert all(holds(single) for single in cut)


def test_a_line_longer_than_all_bounds_is_cut_off_in_nobodys_memory(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_bytes(b'{"text": "' + b"a" * 300_000 + b'"}\n{"text": "Rain."}\n')
    cut = parts(file, 1)
    assert [piece.part.count for piece in cut if piece.part] == [1, 1]
    found = [one.acquired for piece in cut for one in inputs(piece.path, part=piece.part, limit=100_000)]
    assert [isinstance(one, Failure) for one in found] == [True, False]
