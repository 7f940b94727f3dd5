"""Figures: the marked cases of the page, and what must hold for any text."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse import RuleAnalyser
from onrecord.extract.quantities import quantities
from onrecord.model import Analysis, Block, Dated, Document, Mention, Quantity, Span, Timex
from onrecord.model.vocabulary import BlockKind, EntityKind, TimexType
from tests.marking import Case, Mark, cases

CASES = list(cases("figures.md"))
NAMES: tuple[EntityKind, ...] = ("place", "group", "person", "organisation")


def analysis(text: str, published: str | None = None, kind: BlockKind = "paragraph") -> Analysis:
    blocks: list[Block] = []
    start = 0
    for words in text.split("\n\n"):
        span = Span(start=start, end=start + len(words), exact=words)
        blocks.append(Block(span=span, kind=kind, repeats=None))
        start += len(words) + 2
    document = Document(
        text=text,
        payload=b"",
        media_type="text/plain",
        published=Dated(value=published, basis="option") if published else None,
        blocks=tuple(blocks),
    )
    (analysed,) = RuleAnalyser().analyse([document])
    return analysed


def timex(case: Case, mark: Mark) -> Timex:
    kind: TimexType = "DURATION" if mark.label == "duration" else "DATE"
    span = Span(start=mark.start, end=mark.end, exact=case.text[mark.start : mark.end])
    return Timex(id="t", span=span, type=kind, value=mark.label.partition(":")[2] or None, mod=None)


def name(case: Case, mark: Mark) -> Mention:
    kind = next(kind for kind in NAMES if kind == mark.label)
    return Mention(start=mark.start, end=mark.end, kind=kind, name=case.text[mark.start : mark.end])


def read(case: Case) -> list[Quantity]:
    times = tuple(timex(case, mark) for mark in case.marks if mark.label.startswith(("time:", "duration")))
    names = tuple(name(case, mark) for mark in case.marks if mark.label in NAMES)
    return list(quantities(analysis(case.text, case.options.get("published")), times, names))


def inside(case: Case, figure: Mark, label: str) -> tuple[int, int] | None:
    """The first mark of a label inside a figure and in no smaller one."""
    figures = [mark for mark in case.marks if mark.label == "figure" and mark != figure]
    for mark in case.marks:
        nested = any(
            other.start <= mark.start < other.end <= figure.end for other in figures if other.start >= figure.start
        )
        if mark.label == label and figure.start <= mark.start < mark.end <= figure.end and not nested:
            return mark.start, mark.end
    return None


def interval(bound: str, written: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, low and high by the table of the record format."""
    low, dots, high = written.partition("..")
    if dots:
        return None, Decimal(low), Decimal(high) if high else None
    value = Decimal(written)
    match bound:
        case "exactly":
            return value, value, value
        case "over" | "at_least":
            return value, value, None
        case "under" | "at_most":
            return value, None, value
    return value, None, None


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_figure_of_a_marked_case_is_found_and_no_other(case: Case) -> None:
    figures = [mark for mark in case.marks if mark.label == "figure"]
    found = sorted(read(case), key=lambda quantity: (quantity.span[0], -quantity.span[1]))
    assert [case.text[slice(*quantity.span)] for quantity in found] == case.words("figure")
    assert [quantity.span for quantity in found] == [(mark.start, mark.end) for mark in figures]
    for quantity, mark in zip(found, figures, strict=True):
        assert quantity.number == (inside(case, mark, "number") or quantity.span)


@pytest.mark.parametrize("case", [case for case in CASES if case.expected], ids=lambda case: case.name)
def test_every_figure_of_a_marked_case_has_its_values(case: Case) -> None:
    figures = [mark for mark in case.marks if mark.label == "figure"]
    found = sorted(read(case), key=lambda quantity: (quantity.span[0], -quantity.span[1]))
    assert len(case.expected) == len(figures) == len(found)
    for number, (quantity, mark) in enumerate(zip(found, figures, strict=True), start=1):
        told = case.expected[str(number)].split("; ")
        reading, unit, outcome = [*told, "-", "-"][:3]
        bound, _, written = reading.partition(" ")
        if bound == "-":
            assert (quantity.value, quantity.low, quantity.high, quantity.bound) == (None, None, None, None)
        else:
            assert quantity.bound == bound
            assert (quantity.value, quantity.low, quantity.high) == interval(bound, written)
        assert (quantity.unit or "-", quantity.outcome or "-") == (unit, outcome)
        rest = dict(other.split(" ", 1) for other in told[3:])
        counted = inside(case, mark, "counted")
        assert words(case, quantity.counted) == rest.pop("counted", words(case, counted))
        assert field(case, quantity, rest) == rest


def words(case: Case, offsets: tuple[int, int] | None) -> str:
    return case.text[slice(*offsets)] if offsets else "-"


def field(case: Case, quantity: Quantity, names: dict[str, str]) -> dict[str, str]:
    """The named fields of a quantity, written as the page writes them."""
    as_of = quantity.as_of
    written = {
        "scope": quantity.scope,
        "on": quantity.on or "-",
        "since": quantity.since or "-",
        "until": quantity.until or "-",
        "as_of": f"{as_of.value} {as_of.basis}" if as_of else "-",
        "place": words(case, quantity.place),
        "by": words(case, quantity.by),
        "part_of": "-" if quantity.part_of is None else str(quantity.part_of + 1),
    }
    return {key: written[key] for key in names}


def test_the_page_has_sixty_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("kind", ["header", "promo", "byline", "credit"])
def test_headers_promos_bylines_and_credits_hold_no_figures(kind: BlockKind) -> None:
    assert quantities(analysis("Read our 12 best reports", kind=kind), (), ()) == ()


@pytest.mark.parametrize("kind", ["paragraph", "caption", "title", "list_item"])
def test_other_blocks_do(kind: BlockKind) -> None:
    assert [figure.value for figure in quantities(analysis("The 12 best mills", kind=kind), (), ())] == [12]


def test_figures_stand_in_the_order_of_their_numbers() -> None:
    found = quantities(analysis("A boy and 12 men drowned, 3 km off, on 4 boats. Nine were hurt."), (), ())
    assert [figure.number for figure in found] == sorted(figure.number for figure in found)
    assert len(found) == 5


def seconds(text: str) -> float:
    """The CPU time that the figures of a text take, its analysis apart."""
    analysed = analysis(text)
    begun = process_time()
    quantities(analysed, (), ())
    return process_time() - begun


@pytest.mark.parametrize("words", ["killed 12 men, ", "12 ", "ten of the 300 men died and ", "a soldier ", "3-1, "])
def test_four_times_the_text_takes_about_four_times_as_long(words: str) -> None:
    quantities(analysis(words), (), ())  # the tables are read before anything is measured
    for _ in range(3):  # another process may have been in the way
        short, long = seconds(words * (5_000 // len(words))), seconds(words * (20_000 // len(words)))
        if long < 8 * short:
            return
    pytest.fail(f"{short:.3f} s became {long:.3f} s")


def test_a_sentence_without_end_is_read_to_its_end() -> None:
    assert len(quantities(analysis("killed 12 men, " * 4000), (), ())) == 4000


@pytest.mark.parametrize("words", ["one in ", "12 ", "-1-", "two hundred and ", "a soldier ", "no one in ", "twenty-"])
def test_words_without_end_are_read(words: str) -> None:
    check((words * 3000).strip())


def test_digits_without_end_are_no_figure() -> None:
    assert quantities(analysis("1" * 100_000), (), ()) == ()
    assert quantities(analysis("1," * 50_000), (), ()) == ()


NUMBERS = (
    "12 1,250 3.5 million dozen nine hundreds a one half third of whom $ % km between and least up at more than no"
)
OTHERS = "killed were wounded people soldier hostages toll rose to from - – , . ( ) : including in the city since not"
WORDS = f"{NUMBERS} {OTHERS}".split()


def check(text: str) -> None:
    for quantity in quantities(analysis(text, "2031-05-10"), (), ()):
        start, end = quantity.span
        assert 0 <= start < end <= len(text)
        assert start <= quantity.number[0] < quantity.number[1] <= end
        for place in (quantity.counted, quantity.place, quantity.by, *quantity.evidence):
            assert place is None or 0 <= place[0] < place[1] <= len(text)
        ends = [end for end in (quantity.low, quantity.value, quantity.high) if end is not None]
        assert ends == sorted(ends)
        assert all("E" not in str(value) for value in ends)
        assert (quantity.bound is None) == (not ends)


@given(st.text(max_size=200))
def test_any_text_gives_figures_with_places_inside_it(text: str) -> None:
    check(text)


@given(st.text(alphabet="0123456789.,:/-–−+$€½%()[]# amkbntpxo٣²", max_size=40))
def test_any_marks_and_digits_give_figures_with_ends_in_order(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_words_of_figures_give_figures_with_ends_in_order(words: list[str]) -> None:
    check(" ".join(words))


@given(st.integers(min_value=2, max_value=10**12))
def test_any_whole_number_of_people_is_read_as_it_is(number: int) -> None:
    (found,) = quantities(analysis(f"The flood displaced {number:,} villagers."), (), ())
    assert (found.value, found.unit, found.outcome) == (Decimal(number), "person", "displaced")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The army denies having killed 12 people.", True),
        ("The army denied killing 12 people.", True),
        ("Kern denied a report that 12 people were killed.", True),
        ("Kern denied that 12 people were killed, but 3 were injured.", True),
        ("Kern did not deny that 12 people were killed.", False),
        ("Kern denied the attack that killed 12 people.", False),
        ("Kern denied that the bomb that killed 12 people was his.", False),
        ("Kern denied that the 12 people killed were his.", False),
        ("Kern denied it, but 12 people were killed.", False),
    ],
)
def test_what_stands_under_a_denial_is_marked_and_nothing_else(text: str, denied: bool) -> None:
    found = quantities(analysis(text), (), ())
    assert (found[0].value, found[0].outcome, found[0].denied) == (Decimal(12), "killed", denied)
    assert not any(figure.denied for figure in found[1:])


@pytest.mark.parametrize(
    "text",
    [
        "Reports that the bomb that killed 12 people was his are false.",
        "It is wrong that 12 people were killed.",
        "The report that 12 people were killed is not false.",
        "The report is false, but 12 people were killed.",
    ],
)
def test_what_is_not_itself_called_false_keeps_its_outcome(text: str) -> None:
    assert quantities(analysis(text), (), ())[0].outcome == "killed"
