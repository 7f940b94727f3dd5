"""Files of citations as people and spreadsheets write them, and as nobody should."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.model import Failure
from onrecord.model.citation import Citation
from onrecord.prove import read


def one(data: bytes | str) -> Citation | Failure:
    (found,) = read(data if isinstance(data, bytes) else data.encode())
    return found


@pytest.mark.parametrize("divider", [",", ";", "\t", "|"])
def test_cells_are_divided_as_the_header_is(divider: str) -> None:
    cells = [["url", "note", "quote"], ["https://a.example/", "x", '"They left, and; went|on"']]
    found = one("\n".join(divider.join(row) for row in cells))
    assert found == Citation(row=2, url="https://a.example/", quote="They left, and; went|on", others=(("note", "x"),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_first_name(encoding: str) -> None:
    found = one("Link,Quotation\nhttps://a.example/,“Jolán”\n".encode(encoding))
    assert found == Citation(row=2, url="https://a.example/", quote="“Jolán”")


def test_a_divider_that_the_file_names_itself_is_taken() -> None:
    assert one("sep=;\r\nkey;figure\r\na.txt;31\r\n") == Citation(row=2, key="a.txt", figure="31")


def test_names_of_columns_have_synonyms_in_any_case() -> None:
    found = one("Report ID,Who,TOLL\nr_00ff,Ana Ruiz,31\n")
    assert found == Citation(row=2, id="r_00ff", speaker="Ana Ruiz", figure="31")


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    found = list(read(b'key,quote\na,"two\nlines"\n\n,\nb,c\n'))
    assert [(one.row, one.quote) for one in found if isinstance(one, Citation)] == [(2, "two\nlines"), (5, "c")]


def test_somebodys_own_numbers_beside_a_url_are_no_ids_of_reports() -> None:
    assert one("id,url,quote\n7,https://a.example/,Yes\n") == Citation(
        row=2, url="https://a.example/", quote="Yes", others=(("id", "7"),)
    )
    assert one("id,quote\n7,Yes\n") == Citation(row=2, id="7", quote="Yes")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"url,quote\na,b\0\n", "holds a NUL character"),
        (b"url,quote\na,b,c\n", "has 3 cells where the first row has 2; a cell with a divider needs quotation marks"),
        (b"url,quote\na," + b"b" * 100_001, "holds a cell of more than 100,000 characters"),
        (b"url,quote\na," + b"b" * 140_000 + b"\n", "holds a cell of more than 100,000 characters"),
        (b'url,quote\na,"b', "cannot be read (unexpected end of data)"),
    ],
)
def test_what_is_no_citation_is_told_with_its_row(data: bytes, reason: str) -> None:
    found = one(data)
    assert isinstance(found, Failure)
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "claims.csv: is empty; give a column url, key or id"),
        (b"\n", "claims.csv: is empty"),
        (b"quote,note\na,b\n", "claims.csv: row 1 names no report, or no words: quote,note; give a column"),
        (b"url,note\na,b\n", "row 1 names no report, or no words: url,note"),
        (b"url,quote\na,\xff\xfe\n", "claims.csv: is not UTF-8 text; save it as CSV in UTF-8"),
        (
            "url,quote\na,è\n".encode("utf-16-le"),
            "looks like UTF-16 without its mark, or is no text; save it as CSV in",
        ),
        (b"\x00" * 100, "looks like UTF-16 without its mark"),
    ],
)
def test_a_file_of_which_no_row_can_be_read_is_told_whole(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        next(read(data, "claims.csv"))


def test_another_encoding_further_down_is_told_there() -> None:
    found = list(read(b"url,quote\n" + b"a,b\n" * 9_000 + b"a,\xff\n"))
    assert isinstance(found[0], Citation)
    assert isinstance(found[-1], Failure)
    assert found[-1].reason == "is not UTF-8 text from here on"


def test_a_bad_row_stops_no_other() -> None:
    found = list(read(b"url,quote\na,b,c\nd,e\nf," + b"g" * 200_000 + b"\nh,i\n"))
    assert [type(one) for one in found] == [Failure, Citation, Failure, Citation]


def test_a_line_without_an_end_is_not_read_whole() -> None:
    found = list(read(b"url,quote\n" + b"a" * 3_000_000))
    assert [type(one) for one in found] == [Failure]


def test_a_stream_is_read_as_it_comes() -> None:
    found = read(io.BytesIO(b"url,quote\na,b\nc,d\n"))
    assert isinstance(next(found), Citation)
    assert [one.row for one in found if isinstance(one, Citation)] == [3]


@given(st.binary(max_size=200))
def test_no_bytes_raise(tail: bytes) -> None:
    with contextlib.suppress(InputError):
        for found in read(b"url,quote\n" + tail):
            assert isinstance(found, Citation | Failure)
