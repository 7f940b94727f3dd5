"""A place is told without its secrets, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from onrecord.model.place import is_address, is_url, shown

S = "SECRET"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (f"postgresql://u:{S}@h:5432/db", "postgresql://u:***@h:5432/db"),
        (f"postgresql://u:{S}@h:port/db", "postgresql://u:***@h:port/db"),
        (f"postgresql:/u:{S}@h/db", "postgresql:/u:***@h/db"),
        (f"postgresql:u:{S}@h/db", "postgresql:u:***@h/db"),
        (f"POSTGRESQL://u:{S}@h/db", "POSTGRESQL://u:***@h/db"),
        (f"mysql://u:{S}@h/db", "mysql://u:***@h/db"),
        (f"postgresql://u:a@{S}@h/db", "postgresql://u:***@h/db"),
        (f"postgresql://u:a/{S}@h/db", "postgresql://u:***@h/db"),
        (f"postgresql://u:a#{S}@h/db", "postgresql://u:***@h/db"),
        (f"postgresql://u:a?{S}@h/db", "postgresql://u:***@h/db"),
        (f"postgresql://h/db?user=u&password={S}", "postgresql://h/db?user=u"),
        (f"postgresql://h/db?user=a@b&Pass%77ord={S}", "postgresql://h/db?user=a@b"),
        (f"postgresql:///db?password={S}", "postgresql:///db"),
        (f"postgresql://u:{S}@/db?sslpassword={S}&host=/run", "postgresql://u:***@/db?host=/run"),
        ("postgresql://u@h/db", "postgresql://u@h/db"),
        ("a://[", "a://["),
        ("://x", "://x"),
        ("onrecord.db", "onrecord.db"),
        ("news/a:b@c.db", "news/a:b@c.db"),
    ],
)
def test_a_place_is_told_without_its_secrets(place: str, told: str) -> None:
    assert shown(place) == told


@pytest.mark.parametrize("place", ["postgresql:x", "Postgres://h/x", "postgresql+psycopg://h/x"])
def test_an_address_of_a_server_is_one(place: str) -> None:
    assert is_address(place)
    assert is_url(place)


@pytest.mark.parametrize("place", ["mysql:/h/x", "postgresql+psycopg2://h/x", "x y://b:z/c"])
def test_another_address_is_no_file_either(place: str) -> None:
    assert is_address(place)
    assert not is_url(place)


@pytest.mark.parametrize("place", ["onrecord.db", "./a:b", "a:b.db", "C:/news/onrecord.db", "postgresql", "-"])
def test_a_path_is_no_address(place: str) -> None:
    assert not is_address(place)


@given(some.text(alphabet="au:/?@#&=%[]\udcff", max_size=30), some.sampled_from(["postgresql://", "mysql://", "x:"]))
@example("", "postgresql:")
def test_telling_a_place_never_fails(rest: str, scheme: str) -> None:
    assert shown(scheme + rest).startswith(scheme)
