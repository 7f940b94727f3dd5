"""`onrecord verify` on a record: what holds is counted, and what does not has its place."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.acquire import again
from onrecord.store import Entry, open_store
from tests.cli.conftest import Command
from tests.synthetic import TEXT, report

AT = "2031-06-01T08:00:00Z"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of one report, where it is looked for."""
    place = tmp_path / "onrecord.db"
    with open_store(str(place), create=True, write=True) as store:
        store.write([Entry(payload=TEXT.encode(), report=report())], AT)
    return place


def change(place: Path, sql: str) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(sql)
        connection.commit()


def test_a_record_that_holds_is_counted(onrecord: Command, record: Path) -> None:
    ran = onrecord("verify")
    assert (ran.code, ran.err) == (0, "")
    held = "every payload, text, span, hash, id, seal and row holds"
    assert ran.out == f"{record.name}: proved 1 report · 1 text · 1 reading · 5 facts · 25 spans; {held}\n"


def test_the_first_lie_has_its_place_and_all_are_listed_where_that_is_asked(onrecord: Command, record: Path) -> None:
    change(record, "UPDATE facts SET outcome = 'injured', value = 91 WHERE outcome = 'killed'")
    ran = onrecord("verify")
    assert ran.code == 1
    (place, says, true) = ran.out.splitlines()
    assert place.startswith("onrecord.db, readings 1 of flood.txt: facts f_")
    assert (says.strip(), true.strip()) == ("says  91.0", "true  19.0")
    every = onrecord("verify", "--all")
    assert every.code == 1
    assert every.out.endswith("onrecord.db: 2 lies in 1 report · 1 text · 1 reading · 5 facts · 25 spans\n")


def test_another_place_is_proved_where_one_is_given(onrecord: Command, record: Path) -> None:
    record.rename(record.with_name("news.db"))
    assert onrecord("verify", "--record", "news.db").code == 0
    ran = onrecord("verify", "--record", "onrecord.db")
    assert ran.code == 1
    assert "there is no record" in ran.err


def test_records_in_a_file_are_proved_beside_a_record(onrecord: Command, record: Path) -> None:
    lines = onrecord("export", "jsonl").out
    ran = onrecord("verify", "-", stdin=lines)
    assert ran.code == 0
    assert ran.out.startswith("standard input: proved 1 record, ")
    assert onrecord("verify", "records.jsonl", "--record", record.name).code == 2


def test_a_page_that_would_be_read_otherwise_is_told_and_is_no_lie(
    onrecord: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "<html><body><article><p>The mayor said on Monday that nine people were missing.</p></article></body></html>"
    (tmp_path / "page.html").write_text(page)
    assert onrecord("add", "page.html", "--processes", "1").code == 0
    assert onrecord("verify").err == ""
    monkeypatch.setattr(
        "onrecord.record.proving.again", lambda payload, one: again(payload.replace(b"nine", b"ten"), one)
    )
    ran = onrecord("verify")
    assert (ran.code, ran.out.count("proved")) == (0, 1)
    assert "page.html: read again, it gives another text" in ran.err
    assert "1 page would be read otherwise by this version, which is no lie" in ran.err


def test_citations_are_told_in_every_form(onrecord: Command, record: Path, tmp_path: Path) -> None:
    del record
    (tmp_path / "claims.csv").write_text(
        "key,quote,by\nflood.txt,Nobody warned us,Bo\nflood.txt,Somebody warned us,=Bo\n"
    )
    ran = onrecord("verify", "--citations", "claims.csv", "--json")
    assert ran.code == 1
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert [one["status"] for one in told] == ["verified", "not_found"]
    for one in told[:1]:
        (place,) = one["places"]
        assert TEXT[place["start"] : place["end"]] == place["exact"] == "Nobody warned us"
    table = onrecord("verify", "--citations", "claims.csv", "--csv")
    assert table.out.splitlines()[0].startswith("row,url,key,id,quote,figure,speaker,by,status,how,score,")
    assert ",'=Bo," in table.out
    assert ",=Bo," in onrecord("verify", "--citations", "claims.csv", "--csv", "--raw").out
    people = onrecord("verify", "--citations", "claims.csv")
    assert people.out.endswith("2 citations: 1 not found, 1 verified\n")


def test_citations_that_all_hold_leave_with_nothing(onrecord: Command, record: Path, tmp_path: Path) -> None:
    del record
    (tmp_path / "claims.csv").write_text("key,figure\nflood.txt,at least 19 people killed\n")
    assert onrecord("verify", "--citations", "claims.csv").code == 0


@pytest.mark.usefixtures("record")
def test_rows_that_nobody_understands_leave_with_three(onrecord: Command, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("key,figure\nflood.txt,many\nflood.txt,a,b\n")
    ran = onrecord("verify", "--citations", "claims.csv")
    assert (ran.code, ran.out.splitlines()[-1]) == (3, "2 citations: 2 invalid")


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", "key,quote\nx,y\n".encode("utf-16-le"), b"key,quote\na,\xff\n"]
)
def test_a_file_that_holds_no_citations_is_no_citation(onrecord: Command, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "claims.csv").write_bytes(content)
    for output in ((), ("-o", "out.csv")):
        ran = onrecord("verify", "--citations", "claims.csv", *output)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert ran.err.startswith("onrecord: claims.csv: ")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.usefixtures("record")
def test_a_table_has_its_header_where_the_first_row_cannot_be_read(onrecord: Command, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("key,quote\na,b,c\nflood.txt,Nobody warned us\n")
    table = onrecord("verify", "--citations", "claims.csv", "--csv").out.splitlines()
    assert (len(table), table[0].startswith("row,url,key,")) == (2, True)
