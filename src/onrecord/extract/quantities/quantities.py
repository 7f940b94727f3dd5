"""Analysis, times and names → quantities: how many, with bound, what is counted and its outcome.

Each sentence is read on its own, by lexemes: numbers with value, bound and unit (`readings`), what they count
(`counted`, `partitives`), what became of them (`outcomes`), when, where and by whom (`circumstances`), and of
which other figure they are a part (`shares`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

from onrecord.extract.quantities.circumstances import Circumstances, circumstances
from onrecord.extract.quantities.counted import Count, counts
from onrecord.extract.quantities.dead_parts import with_dead_parts
from onrecord.extract.quantities.denials import doubt, is_taken_back, without_outcome
from onrecord.extract.quantities.fates import Fate
from onrecord.extract.quantities.headings import Heading, heading_of, is_in_window, is_item
from onrecord.extract.quantities.lexemes import Lexeme, figure_words, lexemes
from onrecord.extract.quantities.named import dead_beneath, with_names
from onrecord.extract.quantities.outcome_words import triggers
from onrecord.extract.quantities.outcomes import fates
from onrecord.extract.quantities.partitives import with_parts
from onrecord.extract.quantities.readings import readings
from onrecord.extract.quantities.sentence_scene import Scene, index_of
from onrecord.extract.quantities.shares import wholes
from onrecord.extract.quantities.syntax import syntax
from onrecord.extract.quantities.whereabouts import is_locative
from onrecord.lexicon import table
from onrecord.lexicon import words as lexicon_words
from onrecord.model import Analysis, Mention, Quantity, Sentence, Timex
from onrecord.model.ids import Offsets
from onrecord.model.vocabulary import FURNITURE

LONGEST_STRETCH = 400  # lexemes read together: bounds the work on text without full stops
LONGEST_TAKING_BACK = 100  # characters of a sentence that takes back the one before it
WITH_OUTCOME, WITH_UNIT, BARE = 0.8, 0.9, 0.6  # how sure a reading by rules is, before anybody calibrates it

_DIGIT = re.compile(r"[\d½⅓⅔¼¾⅕⅛⅜]")
_WORDS = re.compile(r"[^\W\d_]+")

T = TypeVar("T", Timex, Mention)


def quantities(analysis: Analysis, times: tuple[Timex, ...], mentions: tuple[Mention, ...]) -> tuple[Quantity, ...]:
    """The quantities of the text, in order of their numbers."""
    document = analysis.document
    tree = syntax(analysis.words)
    found: list[Quantity] = []
    block, block_first = -1, 0
    before, before_first = "", 0
    place: Mention | None = None
    heading: Heading | None = None
    time_starts = [time.span.start for time in times]
    name_starts = [mention.start for mention in mentions]
    for number, sentence in enumerate(analysis.sentences):
        if document.blocks and document.blocks[sentence.block].kind in FURNITURE:
            continue
        if sentence.block != block:
            block, block_first = sentence.block, len(found)
            heading = heading if document.blocks and is_item(document.text, document.blocks[block]) else None
        edges = sentence.start, sentence.end
        if sentence.end - sentence.start < LONGEST_TAKING_BACK and is_taken_back(before, document.text[slice(*edges)]):
            found[before_first:] = map(without_outcome, found[before_first:])
        before, before_first = document.text[slice(*edges)], len(found)
        names = _inside(mentions, name_starts, edges)
        dates = _inside(times, time_starts, edges)
        for words in _stretches(document.text, sentence):
            edges = words[0].start, words[-1].end
            scene = Scene(
                text=document.text,
                words=words,
                times=_inside(times, time_starts, edges),
                mentions=_inside(mentions, name_starts, edges),
                earlier=place,
                heading=heading,
                windowed=is_in_window(document.text[edges[0] : edges[1]]),
                published=document.published.value if document.published else None,
                tree=tree,
            )
            _read(scene, found, block_first)
        places = (name for name in reversed(names) if name.kind == "place" and is_locative(document.text, name))
        place = next(places, place)
        heading = heading_of(document.text, sentence.start, sentence.end, dates) or heading
        if document.text[sentence.start : sentence.end].endswith(":"):
            killed = any(quantity.outcome == "killed" for quantity in found)
            found += [each for each in [dead_beneath(analysis, number, mentions, killed)] if each]
    return tuple(with_dead_parts(document.text, found))


def _stretches(text: str, sentence: Sentence) -> Iterator[list[Lexeme]]:
    """The lexemes of a sentence in which something may be counted; a sentence without end comes in pieces."""
    if _may_count(text, sentence.start, sentence.end):
        words = lexemes(text, sentence.start, sentence.end)
        for first in range(0, len(words), LONGEST_STRETCH):
            yield words[first : first + LONGEST_STRETCH]


def _inside(spans: Sequence[T], starts: Sequence[int], edges: Offsets) -> Sequence[T]:
    return spans[bisect_left(starts, edges[0]) : bisect_left(starts, edges[1])]


def _read(scene: Scene, found: list[Quantity], block_first: int) -> None:
    """Add the quantities of one stretch to those `found` before; its paragraph's begin at `block_first`."""
    words = scene.words
    marks = triggers(words)
    taken = [time.span for time in scene.times if time.type != "DURATION"]
    read = readings(words, lambda start, end: any(span.start < end and start < span.end for span in taken))
    if not marks and not read:
        return
    dated = {index_of(words, span.start) for span in taken if words[0].start <= span.start}
    counted = with_parts(words, counts(words, read, marks, dated), marks)
    counted = with_names(scene, counted) if marks else counted
    fated = fates(words, counted, marks, scene.tree)
    doubts = [doubt(words, count, fate) for count, fate in zip(counted, fated, strict=True)]
    fated = [None if against == "false" else fate for fate, against in zip(fated, doubts, strict=True)]
    kept = [k for k, count in enumerate(counted) if _is_figure(count, fated[k])]
    parts = wholes(words, counted, fated, kept, found, block_first)
    for k in kept:
        around = circumstances(scene, counted, fated, k)
        whole = parts.get(k)
        antecedent = found[whole] if whole is not None and counted[k].pronoun is not None else None
        quantity = _quantity(words, counted[k], fated[k], around, whole, antecedent)
        found.append(replace(quantity, denied=True) if doubts[k] == "denied" else quantity)


def _is_figure(count: Count, fate: Fate | None) -> bool:
    """A count without a number, or with none that can be told, is a figure where it has an outcome."""
    reading = count.reading
    if count.bare or count.names is not None:
        return fate is not None and fate.side != "shared"
    if reading.form == "several":
        return fate is not None and count.kind == "people"
    alone = reading.value == 1 and reading.unit is None and count.noun is None and reading.form == "words"
    return fate is not None or not alone


def _quantity(
    words: Sequence[Lexeme],
    count: Count,
    fate: Fate | None,
    around: Circumstances,
    whole: int | None,
    antecedent: Quantity | None,
) -> Quantity:
    reading = count.reading
    told = (_place_of(words, (fate.first, fate.last)),) if fate else ()
    evidence = {place for place in (*told, *around.evidence) if place}
    return Quantity(
        span=(words[count.first].start, words[count.last - 1].end),
        number=(words[reading.number].start, words[reading.number_last - 1].end),
        value=reading.value if reading.bound != "between" and reading.form not in ("vague", "several") else None,
        low=reading.low,
        high=reading.high,
        bound=reading.bound,
        unit=_unit(words, count, fate) or (antecedent.unit if antecedent else None),
        counted=_place_of(words, count.noun) or (antecedent.counted if antecedent else None),
        outcome=fate.outcome if fate else None,
        scope=around.scope,
        since=around.since,
        until=around.until,
        on=around.on,
        as_of=around.as_of,
        place=around.place,
        by=around.by,
        part_of=whole,
        evidence=tuple(sorted(evidence)),
        confidence=BARE if count.bare else WITH_OUTCOME if fate else WITH_UNIT if reading.unit else WITH_OUTCOME,
    )


def _unit(words: Sequence[Lexeme], count: Count, fate: Fate | None) -> str | None:
    """Persons are counted one by one: "300 families" are displaced, but are not 300 persons."""
    if count.reading.unit is not None:
        return count.reading.unit
    if count.noun and words[count.noun[1] - 1].low in figure_words("several_people"):
        return None
    return "person" if fate is not None or count.kind == "people" else None


def _place_of(words: Sequence[Lexeme], lexemes_range: Offsets | None) -> Offsets | None:
    if lexemes_range is None:
        return None
    return words[lexemes_range[0]].start, words[lexemes_range[1] - 1].end


def _may_count(text: str, start: int, end: int) -> bool:
    """A quick test: whether a digit, a number word or a word of an outcome stands in the sentence."""
    if _DIGIT.search(text, start, end):
        return True
    words = text[start:end].lower()
    return not _counting_words().isdisjoint(_WORDS.findall(words if words.isascii() else words.replace("\u00ad", "")))


@cache
def _counting_words() -> frozenset[str]:
    """Number words and one telling word of every outcome ("custody" of "in custody")."""
    found = {row[0] for row in table("numbers") if row[0].isalpha()}
    found |= {f"{word}fold" for word in found} | {"many", "tons", "lots", "countless", "numerous"}
    for row in table("outcomes"):
        parts = row[0].split(" ")
        first = parts[0].split("|")
        found |= set(parts[-1].split("|") if lexicon_words("function_words") & set(first) else first)
    return frozenset(word for word in found if len(word) > 1 and word != "an")  # "t" and "m" follow digits alone
