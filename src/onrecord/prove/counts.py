"""A cited figure held against the figures of one report: `count, report → holding`.

A figure holds where its number is the cited one, and every word that the citation gives of it (bound, outcome,
what is counted, unit) says the same in the report. A word that is not given asks for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Figure, Report
from onrecord.model.citation import Difference
from onrecord.prove.edges import WORD
from onrecord.prove.figures import Count, is_people, singular

SHOWN = 3  # figures that a reason names


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The figure that a citation is about, or nearest to; `reason` is None where it holds."""

    figure: Figure | None
    reason: str | None
    differences: tuple[Difference, ...] = ()
    cautions: tuple[str, ...] = ()


def hold(count: Count, report: Report) -> Holding:
    """The figure that holds, else what the report says instead."""
    same = [figure for figure in report.figures if _same_number(count, figure)]
    judged = sorted(((_differences(count, figure), figure) for figure in same), key=lambda pair: len(pair[0]))
    if judged and not judged[0][0]:
        holding = [figure for differences, figure in judged if not differences]
        figure = max(holding, key=lambda figure: (_plainly(count, figure), -figure.span.start))
        return Holding(figure=figure, reason=None, cautions=tuple(_cautions(count, figure)))
    if judged:
        differences, figure = judged[0]
        said = ", ".join(f"{one.report or 'nothing'} and not {one.cited}" for one in differences)
        reason = f"the report has this number as '{figure.span.exact}': {said}"
        return Holding(figure=figure, reason=reason, differences=tuple(differences))
    return _other_number(count, report)


def _other_number(count: Count, report: Report) -> Holding:
    """Another number of the same: what the report says instead."""
    absent = "the figure does not occur in the report it is attributed to"
    if not (count.outcome or count.counted or count.unit):
        return Holding(figure=None, reason=absent)
    several = [figure for figure in report.figures if not _differences(count, figure, bound=False)]
    if not several:
        return Holding(figure=None, reason=absent)
    shown = "; ".join(f"'{figure.span.exact}'" for figure in several[:SHOWN])
    of = count.outcome.replace("_", " ") if count.outcome else " ".join(count.counted) or count.unit
    nearest = min(several, key=lambda figure: (figure.bound != (count.bound or "exactly"), _distance(count, figure)))
    number = nearest.number.exact
    return Holding(
        figure=nearest,
        reason=f"{absent}; of {of} it says {shown}",
        differences=(Difference(cited=_number(count), report=number),),
    )


def _same_number(count: Count, figure: Figure) -> bool:
    if count.value is not None:
        return figure.value == count.value
    if count.bound == "between":
        return figure.value is None and (figure.low, figure.high) == (count.low, count.high)
    return figure.value is None and figure.high is None and figure.low is not None and figure.low == count.low


def _differences(count: Count, figure: Figure, *, bound: bool = True) -> list[Difference]:
    """What the citation's words say otherwise than the report's."""
    found: list[Difference] = []
    if bound and count.bound and count.value is not None and count.bound != figure.bound:
        found.append(_difference(count.bound, figure.bound))
    if count.outcome and count.outcome != figure.outcome:
        found.append(_difference(count.outcome, figure.outcome))
    if count.unit and count.unit != figure.unit:
        found.append(_difference(count.unit, figure.unit))
    if count.counted and not _counts(count, figure):
        counted = figure.counted.exact if figure.counted else figure.unit
        found.append(_difference(" ".join(count.counted), counted))
    return found


def _difference(cited: str, report: str | None) -> Difference:
    return Difference(cited=cited.replace("_", " "), report=(report or "").replace("_", " "))


def _counts(count: Count, figure: Figure) -> bool:
    """Whether a figure counts what the citation says: all its words, or people in general."""
    if is_people(count.counted):
        return figure.unit == "person"
    words = figure.span.exact + " " + (figure.counted.exact if figure.counted else "")
    there = {singular(word.lower()) for word in WORD.findall(words.replace("-", " "))}
    return all(singular(word) in there for word in count.counted)


def _plainly(count: Count, figure: Figure) -> int:
    """How well a figure that holds fits: the bound as cited, and words beside the number."""
    return 2 * (figure.bound == (count.bound or "exactly")) + (figure.counted is not None)


def _cautions(count: Count, figure: Figure) -> list[str]:
    found: list[str] = []
    if count.bound is None and figure.bound not in (None, "exactly"):
        found.append(f"the report bounds the figure: '{figure.span.exact}'")
    if count.unread:
        found.append(f"not checked: {', '.join(dict.fromkeys(count.unread))}")
    return found


def _number(count: Count) -> str:
    if count.value is not None:
        return f"{count.value.normalize():f}"
    return f"{count.low:f} to {count.high:f}" if count.high is not None else f"{count.low:f} or more"


def _distance(count: Count, figure: Figure) -> tuple[bool, object]:
    one, other = count.value or count.low, figure.value if figure.value is not None else figure.low
    return (True, 0) if one is None or other is None else (False, abs(one - other))
