"""Figures in a report: whose words they stand in, what they are part of, and the same one said again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from onrecord.analyse import RuleAnalyser
from onrecord.extract.mentions import mentions
from onrecord.model import Attribution, Block, Document, Extraction, Offsets, Quantity, Report, Span
from onrecord.model.vocabulary import BlockKind
from onrecord.resolve import resolve


def _at(text: str, words: str, nth: int = 0) -> Offsets:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def _quantity(text: str, number: str, counted: str, nth: int = 0, **fields: Any) -> Quantity:
    value = Decimal(number)
    start, _ = place = _at(text, number, nth)
    counted_at = text.index(counted, start)
    told: dict[str, Any] = {"outcome": "killed", "bound": "exactly", "value": value, "low": value, "high": value}
    return Quantity(
        span=(start, counted_at + len(counted)),
        number=place,
        counted=(counted_at, counted_at + len(counted)),
        **(told | fields),
    )


def _report(
    paragraphs: list[tuple[BlockKind, str]], quantities: list[Quantity], attributions: tuple[Attribution, ...] = ()
) -> Report:
    text = "\n\n".join(words for _, words in paragraphs)
    blocks: list[Block] = []
    for kind, words in paragraphs:
        start = blocks[-1].span.end + 2 if blocks else 0
        blocks.append(Block(span=Span(start=start, end=start + len(words), exact=words), kind=kind, repeats=None))
    document = Document(text=text, payload=text.encode(), media_type="text/plain", blocks=tuple(blocks))
    (analysis,) = RuleAnalyser().analyse([document])
    return resolve(
        analysis,
        Extraction(mentions=mentions(analysis), quantities=tuple(quantities), attributions=attributions),
    )


def _said(text: str, content: str, source: str, **fields: Any) -> Attribution:
    return Attribution(
        form="indirect", content=(_at(text, content),), cue=_at(text, "said"), source=_at(text, source), **fields
    )


def test_a_figure_in_a_statement_is_according_to_its_speaker() -> None:
    """Statement and source come from the words that hold the number."""
    text = "Ana Velt said 12 sailors drowned."
    said = _said(text, "12 sailors drowned", "Ana Velt")
    report = _report([("paragraph", text)], [_quantity(text, "12", "sailors")], (said,))
    (figure,) = report.figures
    assert figure.statement == report.statements[0].id
    assert figure.source == report.entities[0].id


def test_a_figure_that_somebody_denies_is_not_according_to_them() -> None:
    """The statement is linked, so that its polarity can be read; nobody vouches for the number."""
    text = "Ana Velt said 12 sailors drowned."
    said = _said(text, "12 sailors drowned", "Ana Velt", polarity="denied")
    report = _report([("paragraph", text)], [_quantity(text, "12", "sailors")], (said,))
    (figure,) = report.figures
    assert figure.statement == report.statements[0].id
    assert figure.source is None


def test_a_figure_belongs_to_the_innermost_statement() -> None:
    """Borin Hask is quoted inside what Ana Velt says, and the number is his."""
    text = "Ana Velt said Borin Hask counted that 12 sailors drowned."
    outer = _said(text, "Borin Hask counted that 12 sailors drowned", "Ana Velt")
    inner = Attribution(
        form="indirect",
        content=(_at(text, "that 12 sailors drowned"),),
        cue=_at(text, "counted"),
        source=_at(text, "Borin Hask"),
    )
    report = _report([("paragraph", text)], [_quantity(text, "12", "sailors")], (outer, inner))
    by_id = {statement.id: statement for statement in report.statements}
    stated = by_id[report.figures[0].statement or ""]
    assert stated.source is not None
    assert stated.source.exact == "Borin Hask"
    assert stated.parent is not None
    assert by_id[stated.parent].parent is None


def test_the_same_figure_in_headline_caption_and_body_is_one() -> None:
    """The body's telling stands for all; the others are its repeats."""
    headline, body, caption = "12 sailors drown", "A total of 12 sailors drowned.", "The harbour where 12 sailors died"
    text = "\n\n".join((headline, body, caption))
    quantities = [_quantity(text, "12", "sailors", nth) for nth in range(3)]
    report = _report([("title", headline), ("paragraph", body), ("caption", caption)], quantities)
    (figure,) = report.figures
    assert figure.number.start == _at(text, "12", 1)[0]
    assert [text[span.start : span.end] for span in figure.repeats] == ["12 sailors", "12 sailors"]


def test_figures_that_disagree_in_anything_stay_two() -> None:
    """Another bound, outcome, thing counted, day or speaker is another figure."""
    text = "Nothing is known of 12 sailors. Nothing is known of 12 sailors there."
    alike = [_quantity(text, "12", "sailors", nth) for nth in range(2)]
    assert len(_report([("paragraph", text)], alike).figures) == 1
    for other in (
        {"bound": "over"},
        {"outcome": "missing"},
        {"on": "2031-05-02"},
    ):
        first = _quantity(text, "12", "sailors", on="2031-05-01")
        second = _quantity(text, "12", "sailors", 1, **({"on": "2031-05-01"} | other))
        assert len(_report([("paragraph", text)], [first, second]).figures) == 2
    mixed = "Nothing is known of 12 sailors. Nothing is known of 12 fishermen."
    quantities = [_quantity(mixed, "12", "sailors"), _quantity(mixed, "12", "fishermen", 1)]
    assert len(_report([("paragraph", mixed)], quantities).figures) == 2


def test_counts_that_are_alike_by_chance_stay_two() -> None:
    """Twice in one sentence, small in other words, or no toll at all."""
    listed = "Of 12 sailors and 12 sailors nothing is known."
    few = "Nothing is known of 2 sailors. Nothing is known of 2 old sailors."
    for text, number in ((listed, "12"), (few, "2")):
        first, second = _quantity(text, number, "sailors"), _quantity(text, number, "sailors", 1)
        if text is few:
            second = _quantity(text, number, "old sailors", 1)
        assert len(_report([("paragraph", text)], [first, second]).figures) == 2
    countries = "The 12 countries met. Then 12 countries left."
    counts = [_quantity(countries, "12", "countries", nth, outcome=None) for nth in range(2)]
    assert len(_report([("paragraph", countries)], counts).figures) == 2


def test_a_part_keeps_its_whole_when_the_whole_is_told_twice() -> None:
    """ "Three of them" are part of the figure that stands for both tellings."""
    headline, body = "12 sailors drown", "On the boat 12 sailors drowned, 3 sailors of them young."
    text = f"{headline}\n\n{body}"
    quantities = [
        _quantity(text, "12", "sailors"),
        _quantity(text, "12", "sailors", 1),
        _quantity(text, "3", "sailors", part_of=0),
    ]
    report = _report([("title", headline), ("paragraph", body)], quantities)
    whole, part = sorted(report.figures, key=lambda figure: figure.number.start)
    assert part.part_of == whole.id


def test_two_readings_of_one_number_with_one_outcome_are_one_figure() -> None:
    """Their id would be the same."""
    text = "There 12 sailors drowned."
    quantities = [_quantity(text, "12", "sailors"), _quantity(text, "12", "sailors drowned")]
    report = _report([("paragraph", text)], quantities)
    assert len({figure.id for figure in report.figures}) == len(report.figures) == 1


def test_place_and_doer_are_the_entities_in_those_places() -> None:
    """A place that names nobody known is left out."""
    text = "In Kenya 12 sailors drowned near a reef."
    named = _quantity(text, "12", "sailors", place=_at(text, "Kenya"), by=_at(text, "a reef"))
    (figure,) = (report := _report([("paragraph", text)], [named])).figures
    assert figure.place == report.entities[0].id
    assert figure.by is None


def test_a_denied_outcome_is_told_only_by_a_statement_that_denies_it() -> None:
    """A figure has no polarity of its own: in nobody's statement the number is left, and nothing that became of it."""
    text = "Ana Velt said 12 sailors drowned."
    quantity = _quantity(text, "12", "sailors", denied=True, scope="incident", on="2031-05-01")
    alone = _report([("paragraph", text)], [quantity]).figures[0]
    assert (alone.value, alone.outcome, alone.scope, alone.on) == (Decimal(12), None, "unknown", None)
    denial = _said(text, "12 sailors drowned", "Ana Velt", polarity="denied")
    assert _report([("paragraph", text)], [quantity], (denial,)).figures[0].outcome == "killed"
