"""Locators: files, directories, JSON lines and standard input; what cannot be read is told, and the rest goes on."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.acquire import acquire, inputs
from onrecord.model import Acquired, Dated, Document, Failure

PAGE = (
    "<!doctype html><html><head><title>Flood in Sallo</title></head>"
    "<body><p>The river rose, she said.</p></body></html>"
)


def read(*locators: str | Path, **options: Any) -> list[Acquired]:
    return list(acquire([str(locator) for locator in locators], **options))


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(path: Path, **options: Any) -> Acquired:
    (found,) = read(path, **options)
    return found


def reasons(found: list[Acquired]) -> list[str]:
    return [each.reason if isinstance(each, Failure) else each.text for each in found]


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_text_file_is_its_text_with_its_path_as_key(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "\ufeffThe river rose.\r\n")
    found = one(path, published="2031-05-02")
    assert isinstance(found, Document)
    assert (found.text, found.key, found.media_type) == ("\ufeffThe river rose.\r\n", str(path), "text/plain")
    assert found.published == Dated(value="2031-05-02", basis="option")


@pytest.mark.parametrize("name", ["a.html", "a.htm", "page"])
def test_a_page_is_told_by_its_name_or_its_opening(tmp_path: Path, name: str) -> None:
    found = one(write(tmp_path / name, PAGE))
    assert isinstance(found, Document)
    assert (found.media_type, found.payload) == ("text/html", PAGE.encode())
    assert found.text == "Flood in Sallo\n\nThe river rose, she said."


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "lines"])
def test_json_lines_keep_text_and_fields_and_look_at_nothing_else(tmp_path: Path, name: str) -> None:
    row = {
        "id": "x1",
        "text": " The river\u200b rose. ",
        "published": "2031-05-02T01:00+02:00",
        "outlet": "The Sallo Post",
    }
    path = write(tmp_path / name, json.dumps(row | {"gold": {"text": "no"}}) + "\n\n" + '{"text": "Nobody was hurt."}')
    first, second = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text, first.key, first.outlet) == (" The river\u200b rose. ", "x1", "The Sallo Post")
    assert first.published == Dated(value="2031-05-02T01:00+02:00", basis="input")
    assert (second.key, second.published) == (f"{path}:3", None)


def test_html_in_a_json_line_is_read_as_a_page_and_its_fields_go_first(tmp_path: Path) -> None:
    row = {"html": PAGE, "title": "The flood", "published": "2031-05-02", "url": "https://sallo.example/a"}
    found = one(write(tmp_path / "a.jsonl", json.dumps(row)))
    assert isinstance(found, Document)
    assert (found.title, found.url, found.payload) == ("The flood", "https://sallo.example/a", PAGE.encode())
    assert found.published == Dated(value="2031-05-02", basis="input")


def test_one_object_over_many_lines_counts_as_one_line(tmp_path: Path) -> None:
    for name in ("a.json", "object"):
        found = one(write(tmp_path / name, json.dumps({"text": "The river rose."}, indent=2)))
        assert isinstance(found, Document)
        assert found.key == f"{tmp_path / name}:1"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "The river', "cut off"),
        ('{"text": "half \\ud800 of it"}', "surrogate"),
        ('{"id": "a", "body": "x"}', "neither `text` nor `html`"),
        ('{"text": 5, "html": ["x"]}', "neither `text` nor `html`"),
        ('["text"]', "not a JSON object"),
        ('{"text": "a",}', "not a JSON object"),
        ('{"text": "  "}', "no text"),
        ('{"text": ' + "[" * 5000 + "]" * 5000 + "}", "nested too deeply"),
    ],
)
def test_a_bad_line_is_a_failure_with_its_place_and_the_rest_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "One."}\n' + line + '\n{"text": "Three."}\n')
    first, failure, last = read(path)
    assert isinstance(first, Document)
    assert isinstance(failure, Failure)
    assert failure.locator == f"{path}, line 2"
    assert reason in failure.reason
    assert failure.remedy
    assert isinstance(last, Document)


def test_half_a_character_in_a_field_that_nobody_reads_stops_nothing(tmp_path: Path) -> None:
    found = one(write(tmp_path / "a.jsonl", '{"text": "The river rose.", "gold": "\\ud800"}'))
    assert isinstance(found, Document)


def test_fields_of_wrong_type_are_left_out_with_a_warning(tmp_path: Path) -> None:
    found = one(write(tmp_path / "a.jsonl", '{"text": "It rose.", "title": 5, "published": "soon", "id": 7}'))
    assert isinstance(found, Document)
    assert (found.title, found.published, found.key) == (None, None, "7")
    assert len(found.warnings) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no text"),
        (b" \n ", "no text"),
        (b"\x00\x01\x02", "binary"),
        (b"%PDF-1.7", "PDF"),
        ("Le café".encode()[:-1], "cut off"),
        (b"x" * 101, "limit of 100 bytes"),
    ],
)
def test_a_file_that_is_no_text_is_a_failure(tmp_path: Path, content: bytes, reason: str) -> None:
    found = one(write(tmp_path / "a.txt", content), limit=100)
    assert isinstance(found, Failure)
    assert found.locator == str(tmp_path / "a.txt")
    assert reason in found.reason


def test_a_page_without_words_is_a_failure(tmp_path: Path) -> None:
    assert isinstance(one(write(tmp_path / "a.html", "<html><head><title>Sallo</title>")), Failure)


def test_what_is_not_there_or_not_to_be_read_is_a_failure(tmp_path: Path) -> None:
    found = read(tmp_path / "none.txt", "nul\0.txt", tmp_path)
    assert [isinstance(each, Failure) for each in found] == [True, True, True]
    assert "no files" in reasons(found)[2]


def test_a_directory_is_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    write(tmp_path / "b" / "two.txt", "Two.")
    write(tmp_path / "a.txt", "One.")
    write(tmp_path / "c.bin", b"\0\1")
    write(tmp_path / ".hidden" / "x.txt", "No.")
    write(tmp_path / ".x.txt", "No.")
    os.mkfifo(tmp_path / "d")
    found = read(tmp_path)
    assert [each.key for each in found if isinstance(each, Document)] == [
        str(tmp_path / "a.txt"),
        str(tmp_path / "b" / "two.txt"),
    ]
    assert [each.locator for each in found if isinstance(each, Failure)] == [
        str(tmp_path / "c.bin"),
        str(tmp_path / "d"),
    ]


@pytest.mark.parametrize(
    ("data", "key", "media_type"),
    [
        (b"The river rose.", None, "text/plain"),
        (b'{"text": "The river rose."}\n', "-:1", "text/plain"),
        (PAGE.encode(), None, "text/html"),
    ],
)
def test_standard_input_is_told_by_its_opening(
    monkeypatch: pytest.MonkeyPatch, data: bytes, key: str | None, media_type: str
) -> None:
    stdin(monkeypatch, data)
    (found,) = read("-")
    assert isinstance(found, Document)
    assert (found.key, found.media_type) == (key, media_type)


class Endless(io.RawIOBase):
    """JSON lines without an end, counted as they are taken."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        line = b'{"text": "The river rose."}\n'
        self.taken += 1
        buffer[: len(line)] = line
        return len(line)


def test_the_first_document_is_out_before_the_last_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Endless()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(source)))
    documents: Iterator[Acquired] = acquire(["-"])
    assert isinstance(next(documents), Document)
    assert source.taken <= 3


def test_a_line_over_the_limit_is_skipped_and_never_held(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "' + "x" * 5_000_000 + '"}\n{"text": "Two."}\n')
    failure, second = read(path, limit=1000)
    assert isinstance(failure, Failure)
    assert failure.locator == f"{path}, line 1"
    assert "limit of 1,000 bytes" in failure.reason
    assert isinstance(second, Document)


@pytest.mark.parametrize("name", ["text", "id"])
def test_a_field_given_twice_is_told(tmp_path: Path, name: str) -> None:
    row = '{"id": "a", "text": "It rose.", "more": {"text": 1, "id": 2}, ' + f'"{name}": "It fell."}}'
    found, other = read(write(tmp_path / "a.jsonl", row + '\n{"id": "b", "text": "\\"id\\" \\"id\\"", "x": {"id": 1}}'))
    assert isinstance(found, Document)
    assert isinstance(other, Document)
    assert found.warnings == (f"`{name}` is given twice; the last one is taken",)
    assert getattr(found, "key" if name == "id" else name) == "It fell."
    assert other.warnings == ()


def test_a_pipe_by_its_own_name_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/null")):
        (found,) = read(path)
        assert isinstance(found, Failure)
        assert found.reason == "it is neither a file nor a directory"
        assert "| onrecord read -" in found.remedy


def test_a_pipe_that_is_open_already_is_read() -> None:
    ours, theirs = os.pipe()
    os.write(theirs, b"The river rose.")
    os.close(theirs)
    try:
        (found,) = read(f"/dev/fd/{ours}")
    finally:
        os.close(ours)
    assert isinstance(found, Document), found
    assert found.text == "The river rose."


def test_a_name_that_is_no_text_is_written_as_escapes(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/br\xfccke.txt")
    try:
        Path(path).write_text("The river rose.")
    except OSError:
        pytest.skip("this file system has no such names")
    (found,) = read(path)
    assert isinstance(found, Document)
    assert found.key == f"{tmp_path}/br\\udcfccke.txt"


def test_a_file_named_as_standard_input_is_a_file_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-").write_text("The river Tamm rose at Oranto.")
    (tmp_path / "a.txt").write_text("Nobody was hurt in Oranto.")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Piped in.")))
    assert [(each.key, each.text) for each in acquire(["."]) if isinstance(each, Document)] == [
        ("./-", "The river Tamm rose at Oranto."),
        ("a.txt", "Nobody was hurt in Oranto."),
    ]


def test_a_file_is_named_otherwise_than_it_is_opened_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text('{"text": "The river rose."}\n{half\n')
    one, half = inputs(str(tmp_path / "news.jsonl"), name="given.jsonl")
    assert isinstance(one.acquired, Document)
    assert (one.acquired.key, half.locator) == ("given.jsonl:1", "given.jsonl, line 2")
    (gone,) = inputs(str(tmp_path / "gone.txt"), name="given.txt")
    assert isinstance(gone.acquired, Failure)
    assert gone.acquired.locator == gone.locator == "given.txt"


def test_a_json_line_says_when_its_report_was_modified_and_retrieved(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta property="article:modified_time" content="2031-05-04T09:00:00Z">')
    own = {"modified": "2031-05-03T18:30+02:00", "retrieved": "2031-06"}
    lines = [{"text": "The river rose."} | own, {"html": page} | own, {"html": page}]
    path = write(tmp_path / "a.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))
    documents = [found for found in read(path) if isinstance(found, Document)]
    given, month = Dated(value="2031-05-03T18:30+02:00", basis="input"), Dated(value="2031-06", basis="input")
    assert [(found.modified, found.retrieved) for found in documents[:2]] == [(given, month)] * 2
    assert (documents[2].modified, documents[2].retrieved) == (
        Dated(value="2031-05-04T09:00:00Z", basis="metadata"),
        None,
    )
    assert not any(found.warnings for found in documents)


@pytest.mark.parametrize("content", [{"text": "The river rose."}, {"html": PAGE}])
def test_a_moment_that_is_none_is_told_and_left_out(tmp_path: Path, content: dict[str, str]) -> None:
    line = json.dumps(content | {"modified": "last week", "retrieved": 1})
    found = one(write(tmp_path / "a.jsonl", line))
    assert isinstance(found, Document)
    assert (found.modified, found.retrieved) == (None, None)
    assert found.warnings == (
        "`modified` is not an ISO date and was left out: 'last week'",
        "`retrieved` is not an ISO date and was left out: '1'",
    )
