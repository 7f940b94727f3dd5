"""A report of any length in pages of a bounded length."""

from __future__ import annotations

import dataclasses

from onrecord.model import Block, Report, Span
from onrecord.serve.windows import LONGEST, page_of, windows
from tests import synthetic


def whole(*lengths: int, word: str = "word ") -> Report:
    """A report of blocks of these lengths."""
    texts = [(word * (length // len(word) + 1))[:length] for length in lengths]
    text, blocks = "\n\n".join(texts), []
    at = 0
    for one in texts:
        blocks.append(Block(span=Span(start=at, end=at + len(one), exact=one), kind="paragraph", repeats=None))
        at += len(one) + 2
    return dataclasses.replace(synthetic.report(), text=text, blocks=tuple(blocks))


def test_a_short_report_is_one_page() -> None:
    report = synthetic.report()
    assert windows(report) == [(0, len(report.text))]


def test_pages_join_are_bounded_and_begin_with_a_block_where_blocks_are_short() -> None:
    report = whole(*[2_000] * 40)
    pages = windows(report)
    assert [start for start, _ in pages[1:]] == [end for _, end in pages[:-1]]
    assert pages[0][0] == 0
    assert pages[-1][1] == len(report.text)
    assert max(end - start for start, end in pages) <= LONGEST + 4
    assert {start for start, _ in pages} <= {block.span.start for block in report.blocks}


def test_a_line_of_five_megabytes_is_cut_at_white_space() -> None:
    report = whole(5_000_000)
    pages = windows(report)
    assert len(pages) >= 5_000_000 // LONGEST
    assert max(end - start for start, end in pages) <= LONGEST
    assert all(report.text[start - 1].isspace() for start, _ in pages[1:])


def test_a_line_without_white_space_is_cut_all_the_same() -> None:
    pages = windows(whole(3 * LONGEST, word="x"))
    assert [end - start for start, end in pages] == [LONGEST] * 3


def test_the_page_of_a_place_is_the_one_that_has_it() -> None:
    pages = windows(whole(*[2_000] * 40))
    for number, (start, end) in enumerate(pages, start=1):
        assert page_of(pages, start) == page_of(pages, end - 1) == number
