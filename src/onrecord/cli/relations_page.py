"""Relations for people and tables: `relations, a width → lines`, each with both facts, their words and the rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import FACT, beside, blank, drawn, margin_of, margined, wrapped
from onrecord.model.relation import Relation, Side
from onrecord.model.vocabulary import GAP

COLUMNS = (
    *("kind", "rule", "confidence", "fact", "words", "source", "day", "outlet", "key", "url", "report", "sighting"),
    *("other_fact", "other_words", "other_source", "other_day", "other_outlet", "other_key", "other_url"),
    *("other_report", "other_sighting", "evidence"),
)
LONGEST = 160  # characters of a fact's words in a line


def relations_page(several: Iterable[Relation], *, width: int, colour: bool) -> str:
    """Relations, one after the other."""
    screen = blank(width=width, colour=colour)
    lines: list[Text] = []
    for one in several:
        lines += _relation(one, screen)
    return drawn(screen, [*lines, *([Text()] if lines else [])])


def row(one: Relation) -> list[str]:
    """A relation as cells under COLUMNS."""
    evidence = GAP.join(each.span.exact for each in one.evidence)
    return [one.kind, one.rule, f"{one.confidence:g}", *_cells(one.one), *_cells(one.other), evidence]


def _cells(side: Side) -> Iterator[str]:
    words = GAP.join(span.exact for span in side.spans)
    several = (side.fact, words, side.source, side.day, side.outlet, side.key, side.url, side.report, side.sighting)
    return (cell or "" for cell in several)


def _relation(one: Relation, screen: Console) -> Iterator[Text]:
    """updates │ 2031-05-03 police “19” · post-1.txt
    │   2031-05-02 police “12” · wire-1.txt"""
    margin = margin_of(screen.width)
    width = max(20, screen.width - margin - len(FACT))
    why = f"{one.rule}{''.join(f' “{each.span.exact}”' for each in one.evidence)} · {one.confidence:g}"
    right = [
        *wrapped([(said(one.one), "plain")], width, screen, hanging=2),
        *wrapped([(f"  {said(one.other)}", "plain")], width, screen, hanging=4),
        *wrapped([(f"  {why}", "detail")], width, screen, hanging=4),
    ]
    style = "warning" if one.kind not in ("repeats", "updates") else "source"
    yield from beside(margined(one.kind, style, margin, screen), right, margin, first=FACT)


def said(side: Side) -> str:
    """2031-05-03 police “19” · post-1.txt"""
    words = " ".join(GAP.join(span.exact for span in side.spans).split())
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    parts = (side.day or "day unknown", side.source or side.outlet, f"“{short}”")
    return f"{' '.join(part for part in parts if part)} · {side.key or side.url or side.report}"
