"""Lines are held against gold numbers day by day; which line is asked is not chosen by its numbers."""

from __future__ import annotations

from typing import Any

from quality.series import score


def line(kind: str, window: str | None, *points: tuple[str, int], counted: str | None = None) -> dict[str, Any]:
    """A line as the command prints it."""
    told = [{"day": day, "value": value, "beside": []} for day, value in points]
    return {"kind": kind, "window": window, "counted": counted, "source": None, "points": told}


GOLD: dict[str, dict[str, set[int]]] = {
    "2031-05-01": {"cumulative": {900}, "since_ceasefire": {40}, "period": {7}},
    "2031-05-02": {"cumulative": {912}, "since_ceasefire": {52}, "period": {12}},
}


def test_the_line_from_the_earliest_day_is_asked_for_the_whole() -> None:
    whole = line("cumulative", "2030-01-01", ("2031-05-01", 900), ("2031-05-02", 912))
    since = line("cumulative", "2031-03-01", ("2031-05-01", 40), ("2031-05-02", 52))
    found = score([since, whole, line("period", None, ("2031-05-01", 7))], GOLD)
    assert (found["cumulative"], found["since_ceasefire"]) == (100.0, 100.0)
    assert (found["apart"], found["period_apart"]) == (100.0, 100.0)


def test_a_day_without_a_point_or_with_another_number_is_wrong() -> None:
    found = score([line("cumulative", "2030-01-01", ("2031-05-02", 911))], GOLD)
    assert (found["cumulative"], found["cumulative_days"], found["apart"]) == (0.0, 2, 0.0)


def test_a_group_is_not_the_whole_and_a_running_count_elsewhere_is_not_apart() -> None:
    group = line("cumulative", "2029-01-01", ("2031-05-01", 3), counted="child")
    found = score([group, line("unknown", None, ("2031-05-01", 900))], GOLD)
    assert (found["cumulative"], found["period_apart"]) == (0.0, 0.0)


def test_a_number_with_others_beside_it_is_wrong() -> None:
    whole = line("cumulative", "2030-01-01", ("2031-05-01", 900))
    whole["points"][0]["beside"] = [{"value": 40}]
    assert score([whole], GOLD)["cumulative"] == 0.0
