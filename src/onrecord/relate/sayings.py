"""A report → what is said in it, in terms in which it can be held against what is said in other reports.

Words are folded: quotation marks, dashes, case and white space aside; what stands in brackets in a quotation is put in
by the reporter, an ellipsis is a gap. `stems` are the words that carry what is said, in their bare form.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from onrecord.lexicon import table, words
from onrecord.model import Event, Report, Span, Statement
from onrecord.model.saying import Saying
from onrecord.relate.groups import folded
from onrecord.relate.tellings import name_key

LONGEST = 400  # words of one statement that are looked at
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_GAP = re.compile(r"\[[^\]\n]{0,200}\]|\([^)\n]{0,200}\)|…|\.\s?\.\s?\.")
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„\n]{2,2000})[”\"»“]")
_NOT = frozenset({"not", "no", "never", "nobody", "none", "nothing", "neither", "nor", "without", "cannot", "n't"})


def sayings(report: Report) -> list[Saying]:
    """The statements of a report that have words."""
    return [one for one in _each(report) if one.words]


def _each(report: Report) -> Iterator[Saying]:
    names = {entity.id: entity.name for entity in report.entities if entity.kind != "unnamed"}
    published = report.published.value if report.published else None
    unhappened: dict[str | None, list[Event]] = defaultdict(list)
    for event in report.events:
        if event.status == "did_not_happen":
            unhappened[event.statement].append(event)
    for statement in report.statements:
        segments = tuple(_segments(report, statement))
        bare = [word for span in statement.content for word in _WORD.findall(folded(span.exact))][:LONGEST]
        speaker = names.get(statement.speaker or "")
        yield Saying(
            sighting=report.sighting,
            report=report.id,
            key=report.key,
            url=report.url,
            outlet=report.outlet,
            published=published,
            fact=statement.id,
            spans=statement.content,
            cue=statement.cue,
            polarity=statement.polarity,
            stance=statement.stance,
            speaker=speaker,
            speaker_key=name_key(speaker) if speaker else "",
            source_key=_source(statement),
            anonymous=statement.source_kind == "anonymous",
            words=tuple(bare),
            stems=frozenset(stems(bare)),
            core=frozenset(stem(each.predicate) for each in unhappened[statement.id] if _is_in(each, statement)),
            numbers=frozenset(word for word in bare if word.isdigit() or word in words("numbers")),
            negated=sum(_is_not(word) for word in bare) % 2 == 1,
            quoted=segments,
            withdrawn=_is_withdrawal(statement),
        )


def _source(statement: Statement) -> str:
    """The words for who says it, as they are compared; none for a pronoun."""
    told = name_key(statement.source.exact) if statement.source else ""
    return "" if all(word in words("function_words") for word in told.split()) else told


def stems(several: Iterable[str]) -> Iterator[str]:
    """The words that carry what is said, in a bare form ("opened", "opens" and "opening" are one)."""
    closed = words("function_words")
    for word in several:
        if word not in closed and not _is_not(word) and (len(word) > 2 or word.isdigit()):
            yield stem(word)


def stem(word: str) -> str:
    """A word without the endings of its forms: irregular forms by the table, others by their letters."""
    word = _irregular().get(word, word)
    for ending, least in (("ings", 4), ("ing", 4), ("ies", 3), ("ied", 3), ("ed", 3), ("es", 4), ("s", 3)):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= least and not word.endswith(("ss", "us")):
            bare = f"{bare}y" if ending in ("ies", "ied") else bare
            return bare[:-1] if bare[-1:] == bare[-2:-1] and bare[-1] in "bdgmnprt" else bare.removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


def _segments(report: Report, statement: Statement) -> Iterator[tuple[str, ...]]:
    """The stretches of words in quotation marks, cut at gaps and at what the reporter put in."""
    if statement.form == "indirect":
        return
    for span in statement.content:
        whole = [span.exact] if statement.form == "direct" else _QUOTED.findall(_around(report, span))
        for quoted in whole:
            for part in _GAP.split(quoted):
                found = tuple(_WORD.findall(folded(part))[:LONGEST])
                if found:
                    yield found


def _around(report: Report, span: Span) -> str:
    """A stretch of a statement with the mark before and after it, which may stand outside."""
    return report.text[max(0, span.start - 1) : span.end + 2]


def _is_in(event: Event, statement: Statement) -> bool:
    return any(span.start <= event.span.start < span.end for span in statement.content)


def _is_withdrawal(statement: Statement) -> bool:
    if statement.cue is None:
        return False
    cue = f" {' '.join(_WORD.findall(folded(statement.cue.exact)))} "
    return any(f" {word} " in cue for word in words("withdrawals"))


def _is_not(word: str) -> bool:
    return word in _NOT or word.endswith("n't")


@cache
def _irregular() -> dict[str, str]:
    """Irregular forms, and what they are forms of."""
    return {row[0]: row[1] for row in table("irregular_forms") if len(row) > 1}
