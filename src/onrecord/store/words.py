"""Words → the reports that have them, newest first: candidates for whoever compares them exactly afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from onrecord.model.query import Term, Words
from onrecord.store.fulltext import match
from onrecord.store.stems import words_of

LIMIT = 20  # sightings
_PHRASE = 8  # words of a quote that are looked for one after the other
_LONGEST = 4  # longest words of a quote that are looked for in one passage, where the phrase is nowhere
_MATCHES = {
    "sqlite": "SELECT rowid FROM passages_words WHERE passages_words MATCH :words ORDER BY rowid DESC LIMIT 200",
    "postgresql": "SELECT id FROM passages WHERE words @@ to_tsquery('onrecord', :words) LIMIT 200",
}
_SIGHTINGS = """
SELECT DISTINCT r.sighting_id, r.id FROM readings r JOIN passages p ON p.text_id = r.text_id
WHERE r.current AND p.id IN ({numbers}) ORDER BY r.id DESC LIMIT {limit}
"""


def with_words(connection: Connection, words: str, limit: int = LIMIT) -> list[str]:
    """Sightings of reports with a stretch of these words, else with the longest of them in one passage."""
    found: list[str] = []
    dialect = connection.dialect.name
    for query in _queries(words_of(words)):
        passages = connection.scalars(text(_MATCHES[dialect]), {"words": match(query, dialect)}).all()
        if passages:
            numbers = ", ".join(str(int(number)) for number in passages)
            rows = connection.execute(text(_SIGHTINGS.format(numbers=numbers, limit=limit)))
            found += [row.sighting_id for row in rows if row.sighting_id not in found]
        if found:
            break
    return found[:limit]


def _queries(words: list[str]) -> Iterator[Words]:
    """A stretch from the middle and one from each end, then the longest words together."""
    middle = max(0, (len(words) - _PHRASE) // 2)
    for start in dict.fromkeys((middle, 0, max(0, len(words) - _PHRASE))):
        if words:
            yield Words(((Term(tuple(words[start : start + _PHRASE])),),))
    longest = sorted(dict.fromkeys(words), key=len, reverse=True)[:_LONGEST]
    if longest:
        yield Words(tuple((Term((word,)),) for word in longest))
