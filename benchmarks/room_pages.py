"""What readers of a room ask for: `record → each kind of page with a function that draws an address of it`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from urllib.parse import urlencode

from onrecord.model import Report
from onrecord.model.phrases import facts_of
from onrecord.store import Store

SAMPLE = 150  # reports that is asked about
OUTCOMES = ("killed", "injured", "missing", "detained")
_WORD = re.compile(r"[^\W\d_]{3,}")
Draw = Callable[[Random], str]


def pages(store: Store, seed: int) -> Mapping[str, Draw]:
    """Every page of the room and every facet of its search, about what is on the record."""
    ids = Random(seed).sample(list(store.every()), SAMPLE)
    reports = [one.report for one in store.stored(ids)]
    return {**_others(reports), **_searches(reports), **_speakers(reports), **_figures(reports)}


def _others(reports: list[Report]) -> dict[str, Draw]:
    facts = [one.id for report in reports for one in facts_of(report)]
    return {
        "first page": lambda _: "/",
        "report": lambda draw: f"/report/{draw.choice(reports).sighting}",
        "report.json": lambda draw: f"/report/{draw.choice(reports).sighting}.json",
        "fact": lambda draw: f"/fact/{draw.choice(facts)}",
        "incidents": lambda _: "/incidents",
        "incidents, of a month": lambda draw: _at("/incidents", published=_day(draw, reports)[:7]),
        "incident": lambda draw: f"/incident/{draw.choice(reports).sighting}",
        "compare": lambda draw: _at("/compare", incident=draw.choice(reports).sighting),
        "new": lambda _: "/new",
        "new, since a day": lambda draw: _at("/new", since=f"2032-01-{draw.randint(1, 20):02}"),
        "new.atom": lambda _: "/new.atom",
        "reviews": lambda _: "/reviews",
        "api": lambda _: "/api",
    }


def _searches(reports: list[Report]) -> dict[str, Draw]:
    def word(draw: Random) -> str:
        return str(draw.choice(_WORD.findall(draw.choice(reports).text)))

    facets: dict[str, Callable[[Random], dict[str, str]]] = {
        "kind": lambda draw: {"kind": draw.choice(("statement", "figure", "event"))},
        "source": lambda draw: {"who": speaker(draw, reports)},
        "mentions": lambda draw: {"about": _name(draw, reports)},
        "place": lambda draw: {"place": _place(draw, reports)},
        "outlet": lambda draw: {"outlet": draw.choice(reports).outlet or ""},
        "outcome": lambda draw: {"outcome": draw.choice(OUTCOMES)},
        "denied": lambda _: {"polarity": "denied"},
        "form": lambda draw: {"form": draw.choice(("direct", "indirect"))},
        "year": lambda draw: {"published": _day(draw, reports)[:4]},
        "month": lambda draw: {"published": _day(draw, reports)[:7]},
    }

    def facet(draw: Callable[[Random], dict[str, str]], *, words: bool) -> Draw:
        return lambda random: _at("/search", **({"words": word(random)} if words else {}), **draw(random))

    asked: dict[str, Draw] = {
        "search, everything": lambda _: "/search",
        "search, a word": lambda draw: _at("/search", words=word(draw)),
        "search, two words": lambda draw: _at("/search", words=f"{word(draw)} {word(draw)}"),
        "search, a phrase": lambda draw: _at("/search", words=_phrase(draw, reports)),
        "search.json, a word": lambda draw: _at("/search.json", words=word(draw)),
    }
    for name, draw in facets.items():
        asked[f"search, {name}"] = facet(draw, words=False)
        asked[f"search, a word, {name}"] = facet(draw, words=True)
    return asked


def _speakers(reports: list[Report]) -> dict[str, Draw]:
    return {
        "speaker": lambda draw: _at("/speaker", name=speaker(draw, reports)),
        "speaker, of a year": lambda draw: _at(
            "/speaker", name=speaker(draw, reports), published=_day(draw, reports)[:4]
        ),
        "speaker, denied": lambda draw: _at("/speaker", name=speaker(draw, reports), side="denied"),
        "speaker, figures": lambda draw: _at("/speaker", name=speaker(draw, reports), side="figures"),
        "speaker, about": lambda draw: _at("/speaker", name=speaker(draw, reports), side="about"),
    }


def _figures(reports: list[Report]) -> dict[str, Draw]:
    return {
        "figures": lambda _: "/figures",
        "figures, an outcome": lambda draw: _at("/figures", outcome=draw.choice(OUTCOMES)),
        "figures, a place": lambda draw: _at("/figures", outcome=draw.choice(OUTCOMES), place=_place(draw, reports)),
        "figures, a month": lambda draw: _at(
            "/figures", outcome=draw.choice(OUTCOMES), published=_day(draw, reports)[:7]
        ),
        "figures.vl.json": lambda draw: _at(
            "/figures.vl.json", outcome=draw.choice(OUTCOMES), place=_place(draw, reports)
        ),
    }


def speaker(draw: Random, reports: list[Report]) -> str:
    """Somebody who says something in one of the reports: who is in the news more often is drawn more often."""
    report = draw.choice([report for report in reports if report.statements])
    names = {entity.id: entity.name for entity in report.entities}
    return names[str(draw.choice(report.statements).speaker)]


def _name(draw: Random, reports: list[Report]) -> str:
    return draw.choice(draw.choice(reports).entities).name


def _place(draw: Random, reports: list[Report]) -> str:
    return draw.choice([entity.name for entity in draw.choice(reports).entities if entity.kind == "place"] or ["Port"])


def _day(draw: Random, reports: list[Report]) -> str:
    return draw.choice([report.published.value for report in reports if report.published])


def _phrase(draw: Random, reports: list[Report]) -> str:
    words = _WORD.findall(draw.choice(draw.choice(reports).text.splitlines()[2::2]))
    start = draw.randrange(max(1, len(words) - 2))
    return f'"{" ".join(words[start : start + 2])}"'


def _at(path: str, **asked: str) -> str:
    return f"{path}?{urlencode(asked)}"
