"""What is compressed comes out as it went in, or not at all; never more than it may."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.inflate import BombError, DamageError, Inflated


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=5), st.integers(1, 500))
def test_members_come_out_one_after_the_other(members: list[bytes], size: int) -> None:
    packed = b"".join(gzip.compress(member) for member in members)
    stream = Inflated(io.BytesIO(packed))
    pieces = iter(lambda: stream.read(size), b"")
    assert b"".join(pieces) == b"".join(members)


@given(st.binary(max_size=300))
def test_any_bytes_come_out_or_are_damaged(data: bytes) -> None:
    for given_ in (data, b"\x1f\x8b\x08\x00" + data, gzip.compress(data)[: len(data)]):
        try:
            Inflated(io.BytesIO(given_)).readall()
        except (BombError, DamageError):
            continue


def test_zeros_between_members_are_padding() -> None:
    packed = gzip.compress(b"one") + bytes(70_000) + gzip.compress(b"two") + bytes(9)
    assert Inflated(io.BytesIO(packed)).readall() == b"onetwo"


def test_each_member_is_held_against_its_own_bytes() -> None:
    """A long archive does not make room for a bomb at its end."""
    calm = zlib.compressobj(0, wbits=31)
    whole = calm.compress(bytes(range(256)) * 20_000) + calm.flush()
    bomb = gzip.compress(bytes(3_000_000))
    stream = Inflated(io.BytesIO(whole + bomb), freely=1_000_000)
    assert len(stream.read(5_000_000) or b"") > 0
    with pytest.raises(BombError, match="become more than"):
        stream.readall()


def test_many_members_never_become_more_than_one_may() -> None:
    """Many small bombs are one large bomb."""
    with pytest.raises(BombError, match="become more than 1,000"):
        Inflated(io.BytesIO(gzip.compress(bytes(400)) * 3), most=1000).readall()


def test_a_member_never_becomes_more_than_it_may() -> None:
    with pytest.raises(BombError, match="become more than 1,000"):
        Inflated(io.BytesIO(gzip.compress(bytes(1001))), most=1000).readall()
    assert len(Inflated(io.BytesIO(gzip.compress(bytes(1000))), most=1000).readall() or b"") == 1000
