"""What the program knows of languages: tables as data files, a folder a language.

A table is a tab-separated file. Lines that start with `#` are its header, which explains every column;
every other line is a row. Rows state general knowledge of the language and are taken from no corpus.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

Row = tuple[str, ...]


@cache
def table(name: str, language: str = "en") -> tuple[Row, ...]:
    """The rows of `<language>/<name>.tsv`, each a tuple of its cells (empty cells are '')."""
    text = files(__name__).joinpath(language, f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str, language: str = "en") -> frozenset[str]:
    """The first cells of a table, as a set."""
    return frozenset(row[0] for row in table(name, language))


@cache
def abbreviations(language: str = "en") -> dict[str, str]:
    """Abbreviations with their stop, in lower case, and what follows them: a name, a number, or the sentence's end."""
    return {row[0]: row[1] for row in table("abbreviations", language)}


@cache
def reporting_forms(language: str = "en") -> frozenset[str]:
    """Every form of the verbs that report what somebody says."""
    return frozenset(form for row in table("reporting_verbs", language) for form in row[1].split())
