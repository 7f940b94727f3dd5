"""Settings: default, then the file, then the environment, then the flag; each with where it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError, SettingsError
from onrecord.settings import cores, load, publication_date


def test_the_default_is_in_force_where_nothing_is_set(tmp_path: Path) -> None:
    in_force = load(tmp_path, {"PATH": "/bin"}, {"limit": None})
    assert (in_force.settings.limit, in_force.origins["limit"]) == (10_000_000, "default")


def test_the_file_is_stronger_than_the_default(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text("limit = 2_000\n")
    in_force = load(tmp_path, {}, {})
    assert (in_force.settings.limit, in_force.origins["limit"]) == (2_000, "onrecord.toml, limit")


def test_the_environment_is_stronger_than_the_file(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text("limit = 2_000\n")
    in_force = load(tmp_path, {"ONRECORD_LIMIT": "3_000"}, {})
    assert (in_force.settings.limit, in_force.origins["limit"]) == (3_000, "ONRECORD_LIMIT")


def test_the_flag_is_the_strongest(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text("limit = 2_000\n")
    in_force = load(tmp_path, {"ONRECORD_LIMIT": "3000"}, {"limit": 4_000})
    assert (in_force.settings.limit, in_force.origins["limit"]) == (4_000, "--limit")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("limti = 5\n", r"onrecord\.toml, limti: there is no setting 'limti'; the settings are: limit"),
        ("limit = '5'\n", r"onrecord\.toml, limit: '5' is not a whole number"),
        ("limit = true\n", "onrecord.toml, limit: True is not a whole number"),
        ("limit = 0\n", "onrecord.toml, limit: 0 is not a whole number above 0"),
        ("processes = 0\n", "onrecord.toml, processes: 0 is not a whole number above 0"),
        ("record = 5\n", "onrecord.toml, record: 5 is no place of a record; write a file's path or postgresql"),
        ("record = ' '\n", "onrecord.toml, record: ' ' is no place of a record"),
        ("limit = \n", r"onrecord\.toml: not TOML"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "onrecord.toml").write_text(content)
    with pytest.raises(SettingsError, match=message):
        load(tmp_path, {}, {})


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_bytes(b"limit = 5 # \xff")
    with pytest.raises(SettingsError, match=r"onrecord\.toml: not TOML"):
        load(tmp_path, {}, {})


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").mkdir()
    with pytest.raises(SettingsError, match=r"onrecord\.toml: cannot be read"):
        load(tmp_path, {}, {})


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("ONRECORD_LIMIT", "ten", "ONRECORD_LIMIT: 'ten' is not a whole number above 0; write one such as"),
        ("ONRECORD_LIMIT", "", "ONRECORD_LIMIT: '' is not"),
        ("ONRECORD_LIMIT", "-5", "ONRECORD_LIMIT: '-5' is not"),
        ("ONRECORD_LIMITS", "5", "ONRECORD_LIMITS: there is no setting 'limits'"),
        ("ONRECORD_LIMIT", "1000000001", "ONRECORD_LIMIT: 1000000001 is too large; write 1000000000 at most"),
        ("ONRECORD_PROCESSES", "x", "ONRECORD_PROCESSES: 'x' is not a whole number above 0; write one such as 4"),
        ("ONRECORD_PROCESSES", "1025", "ONRECORD_PROCESSES: 1025 is too large; write 1024 at most"),
        ("ONRECORD_RECORD", "sqlite:///x.db", "no address of a record; write the file's path alone: x.db"),
        ("ONRECORD_RECORD", "mysql://a:secret@h/x", r"mysql://a:\*\*\*@h/x is no address of a record; write a file"),
    ],
)
def test_a_mistake_in_the_environment_is_named(tmp_path: Path, variable: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load(tmp_path, {variable: value}, {})


def test_a_record_may_be_below_ones_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    assert load(tmp_path, {}, {"record": "~/news.db"}).settings.record == "/home/ana/news.db"
    assert load(tmp_path, {}, {"record": "./~/news.db"}).settings.record == "./~/news.db"


@pytest.mark.parametrize("given", ["x", "99999999999999999999", "-1", "1.5"])
def test_a_number_is_told_in_plain_words(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingsError, match=f"--limit: '{given}' is not a whole number above 0"):
        load(tmp_path, {}, {"limit": given})
    assert load(tmp_path, {}, {"limit": "7_000"}).settings.limit == 7000


def test_a_mistake_in_the_flag_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--limit: -1 is not a whole number above 0"):
        load(tmp_path, {}, {"limit": -1})


def test_a_record_is_a_place_even_where_its_name_is_a_number(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text("record = 'news.db'\nprocesses = 3\n")
    assert load(tmp_path, {}, {}).settings.record == "news.db"
    in_force = load(tmp_path, {"ONRECORD_RECORD": "2031", "ONRECORD_PROCESSES": "2"}, {"record": None})
    assert (in_force.settings.record, in_force.settings.processes) == ("2031", 2)
    assert {name: origin for name, origin in in_force.origins.items() if origin != "default"} == {
        "record": "ONRECORD_RECORD",
        "processes": "ONRECORD_PROCESSES",
    }


def test_as_many_processes_read_as_there_are_cores(tmp_path: Path) -> None:
    settings = load(tmp_path, {}, {}).settings
    assert (settings.processes, settings.record) == (cores(), "onrecord.db")


@pytest.mark.parametrize(
    "given",
    ["2031-05-02", "2031-05-02T18:30", "2031-05-02T18:30:05Z", "2031-05-02T18:30:05.123+02:00", "2032-02-29"],
)
def test_a_date_is_kept_as_precise_as_it_was_given(given: str) -> None:
    assert publication_date(given) == given


@pytest.mark.parametrize(
    "given",
    [
        "",
        "yesterday",
        "2031-02-29",
        "2031-13-01",
        "02/05/2031",
        "20310502",
        "2031-05",
        "2031-05-02 18:30",
        "٢٠٣١-٠٥-٠٢",
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(given: str) -> None:
    with pytest.raises(InputError, match="is no date; give a day as 2031-05-02"):
        publication_date(given)


WATCH = """
delay = 2.5
allow_address = ["Wiki.example.", "10.0.0.7", "[::1]"]

[watch]
feeds = ["https://courier.example/all.xml"]
every = "2h"
webhook = "https://desk.example/new"

[watch.queries.dam]
words = "dam"
outcome = "killed"
newest = true
tells = ["changes"]
"""


def test_what_is_watched_stands_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text(WATCH)
    settings = load(tmp_path, {}, {}).settings
    assert (settings.delay, settings.allow_address) == (2.5, ("wiki.example", "10.0.0.7", "::1"))
    assert (settings.watch.feeds, settings.watch.every) == (("https://courier.example/all.xml",), 7200)
    assert settings.watch.webhook == "https://desk.example/new"
    (saved,) = settings.watch.queries
    assert (saved.name, saved.tells) == ("dam", ("changes",))
    assert dict(saved.filters) == {"words": "dam", "outcome": "killed", "newest": True}


def test_hosts_of_a_variable_have_commas_between_them(tmp_path: Path) -> None:
    assert load(tmp_path, {"ONRECORD_ALLOW_ADDRESS": "a.example, 10.0.0.7"}, {}).settings.allow_address == (
        "a.example",
        "10.0.0.7",
    )
    assert load(tmp_path, {}, {"allow_address": ["a.example"], "delay": "0"}).settings.delay == 0


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("delay = -1", "delay: -1 is no number of seconds"),
        ("delay = nan", "delay: nan is no number of seconds"),
        ("delay = true", "delay: True is no number of seconds"),
        ("allow_address = ['https://a.example']", "allow_address: 'https://a.example' is no host"),
        ("allow_address = [7]", "allow_address: [7] is no list of hosts"),
        ("watch = 7", "watch: is no table"),
        ("[watch]\nevery = '5s'", "watch.every: '5s' is no time from 60s to 31d"),
        ("[watch]\nevery = true", "watch.every: True is no time"),
        ("[watch]\nfeed = 'x'", "watch: there is no 'feed' in it; there are every, feeds, queries, webhook"),
        ("[watch]\nfeeds = ['x.xml']", "watch.feeds: is no list of addresses"),
        ("[watch]\nwebhook = 'file:///x'", "watch.webhook: 'file:///x' is no address"),
        ("[watch]\nqueries = 7", "watch.queries: is no table"),
        ("[watch.queries]\ndam = 7", "watch.queries.dam: is no table"),
        ("[watch.queries.dam]\ntells = ['all']", "watch.queries.dam.tells: ['all'] is none of facts, changes"),
        ("[watch.queries.dam]\nwho = ['x']", "watch.queries.dam.who: ['x'] is no filter"),
    ],
)
def test_a_watch_that_is_not_understood_is_refused(tmp_path: Path, written: str, told: str) -> None:
    (tmp_path / "onrecord.toml").write_text(written)
    with pytest.raises(SettingsError) as refused:
        load(tmp_path, {}, {})
    assert str(refused.value).startswith("onrecord.toml, ")
    assert told in str(refused.value)
