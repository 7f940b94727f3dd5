"""Bytes: UTF-8 first, then what tells the encoding, with a warning."""

from __future__ import annotations

import pytest

from onrecord.acquire.encoding import Decoded, Undecodable, decode

TEXT = "The café in Sallo closed; “nobody came,” said its owner, José Müller, on Monday."


def test_utf8_is_read_without_a_word() -> None:
    assert decode(("\ufeff" + TEXT).encode()) == Decoded(text="\ufeff" + TEXT)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding_and_stays(name: str) -> None:
    found = decode(("\ufeff" + TEXT).encode(name))
    assert isinstance(found, Decoded)
    assert found.text == "\ufeff" + TEXT
    assert name.upper() in found.warnings[0]


@pytest.mark.parametrize(("text", "name"), [(TEXT, "cp1252"), ("Премьер-министр заявил, что мост закрыт.", "cp1251")])
def test_another_encoding_is_found_out_and_told(text: str, name: str) -> None:
    found = decode(text.encode(name))
    assert isinstance(found, Decoded)
    assert found.text == text
    assert name in found.warnings[0]


def test_single_faulty_bytes_do_not_turn_utf8_into_another_encoding() -> None:
    found = decode((TEXT * 3).encode() + b"\xff end")
    assert isinstance(found, Decoded)
    assert found.text == TEXT * 3 + "\ufffd end"
    assert "1 faulty" in found.warnings[0]


def test_a_text_cut_within_a_character_is_cut_off() -> None:
    assert decode("Le café".encode()[:-1]) == Undecodable(binary=None)


@pytest.mark.parametrize(
    "data", [b"a\0b\0" * 9, b"%PDF-1.7 x", b"\x89PNG\r\n", b"PK\x03\x04 x", bytes(range(128, 160)) * 20]
)
def test_bytes_that_are_no_text_are_binary(data: bytes) -> None:
    found = decode(data)
    assert isinstance(found, Undecodable)
    assert found.binary


def test_a_page_is_read_as_it_declares() -> None:
    page = b'<html><meta charset="windows-1251"><p>' + "Мост закрыт".encode("cp1251")
    found = decode(page, page=True)
    assert isinstance(found, Decoded)
    assert found.text.endswith("Мост закрыт")


@pytest.mark.parametrize("name", [b"hex", b"punycode", b"nonsense", b"utf-16"])
def test_a_page_that_declares_no_encoding_of_text_is_read_all_the_same(name: bytes) -> None:
    assert isinstance(decode(b'<meta charset="' + name + b'"><p>The caf\xe9 in Sallo was closed', page=True), Decoded)


def test_a_western_text_is_read_as_windows_1252_where_few_bytes_tell() -> None:
    text = "Zoë Café was shut after the flood in Sallo, its owner said. Nobody was hurt."
    found = decode(text.encode("latin-1"))
    assert isinstance(found, Decoded)
    assert found.text == text
    assert "cp1252" in found.warnings[0]


def test_an_eastern_text_is_not_turned_into_a_western_one() -> None:
    text = "Władze miasta ogłosiły, że most został zamknięty, a część mieszkańców opuściła domy."
    found = decode(text.encode("iso8859-2"))
    assert isinstance(found, Decoded)
    assert found.text == text
