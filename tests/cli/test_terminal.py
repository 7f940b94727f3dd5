"""The report on a terminal: text, facts beneath, sources in the margin."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.cli.terminal import rendered
from onrecord.model import Block, Span
from tests.synthetic import changed, report

PAGE = """\
── flood.txt ───────────────────────────────────────────────────────────────────
The river rises
The Oranto Courier · by Bo Lind · published 2031-05-02 (option)

                     │ At least 19 people were killed in Oranto on Tuesday, the
                     │ health minister, Ana Ruiz, said.
            Ana Ruiz ├ “ said: At least 19 people were killed in Oranto on
                     │   Tuesday
            Ana Ruiz ├ # ≥ 19 people · killed · incident · on 2031-04-29 · as
                     │   of 2031-05-02 · in Oranto
                     ├ @ Tuesday = 2031-04-29
                     │
                     │ "The bridge was closed," she told the Courier. "Nobody
                     │ warned us."
            Ana Ruiz ├ “ told: “The bridge was closed” […] “Nobody warned us”
                     │   · denied · via Courier · to the Courier · on 2031-04-29
                     ├ ! close → The bridge · 2031-04-29 · in Oranto
                     │
                     │ Rescued: -5 to 8 boats
                     ├ # -5–8 boats · rescued · incident · of ≥ 19

warning: the place of the bridge could not be told
2 statements · by 1 source · 2 figures · 1 time · 1 event
"""


def test_the_page_is_laid_out_with_the_facts_beneath_and_the_sources_in_the_margin() -> None:
    page = rendered(report(), width=80, colour=False)
    assert [line.rstrip() for line in page.rstrip().splitlines()] == PAGE.splitlines()


def test_colours_change_no_word() -> None:
    coloured = rendered(report(), width=80, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == rendered(report(), width=80, colour=False)


@pytest.mark.parametrize("width", [40, 72, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    wide = changed(report(), title="東京" * 60, bylines=("long-name" * 20,))
    assert max(cell_len(line) for line in rendered(wide, width=width, colour=False).splitlines()) <= width


@given(st.text(min_size=1, max_size=60))
def test_no_report_acts_on_the_terminal(words: str) -> None:
    block = Block(span=Span(start=0, end=len(words), exact=words), kind="caption", repeats=None)
    nothing: dict[str, Any] = dict.fromkeys(("statements", "figures", "events", "times", "entities"), ())
    hostile = changed(
        report(), key=words, title=words, outlet=words, bylines=(words,), text=words, blocks=(block,), **nothing
    )
    page = rendered(changed(hostile, warnings=(words,)), width=80, colour=False)
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", page) == []
