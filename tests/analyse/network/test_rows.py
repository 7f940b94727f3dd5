"""A document's words in a row: where sentences and lines begin, and which words stand in quotation marks."""

from __future__ import annotations

from onrecord.acquire import from_text
from onrecord.analyse.network.rows import Row, beginning, row_of
from onrecord.analyse.quotations import quotations
from onrecord.analyse.sentences import sentences
from onrecord.analyse.tokens import tokens
from onrecord.model import Document


def laid_out(text: str) -> Row:
    document = from_text(text)
    assert isinstance(document, Document)
    found = tuple(tokens(document))
    return row_of(document, found, sentences(document, found), quotations(document, found))


def quoted(text: str) -> list[str]:
    given = laid_out(text)
    return [" ".join(given.words[start:end]) for start, end in given.quotes]


def test_sentences_and_lines_begin_where_they_begin() -> None:
    given = laid_out("It rained. The bridge is shut.\n\nNobody was hurt.")
    assert [given.words[at] for at in given.cuts] == ["It", "The", "Nobody"]
    assert [given.words[at] for at in sorted(given.breaks)] == ["It", "Nobody"]


def test_a_quotation_has_its_marks() -> None:
    assert quoted("“It is shut,” she said. It was.") == ["“ It is shut , ”"]


def test_a_quotation_in_another_is_part_of_it() -> None:
    assert quoted("“He said ‘no’ to me,” she said.") == ["“ He said ‘ no ’ to me , ”"]


def test_a_quotation_over_paragraphs_has_a_stretch_in_each() -> None:
    assert quoted("“It is shut.\n\n“It opens soon,” she said.") == ["“ It is shut .", "It opens soon , ”"]


def test_quotations_are_in_order_and_apart() -> None:
    given = laid_out("“One,” she said. “Two\n\n“three “four” five,” he said, “six.”")
    assert given.quotes == sorted(given.quotes)
    assert all(before[1] <= after[0] for before, after in zip(given.quotes, given.quotes[1:], strict=False))


def test_no_more_words_than_asked_for() -> None:
    given = beginning(laid_out("“It is shut,” she said. It rained.\n\nNobody was hurt."), 4)
    assert given.words == ["“", "It", "is", "shut"]
    assert given.offsets == [(0, 1), (1, 3), (4, 6), (7, 11)]
    assert (given.quotes, given.cuts, given.breaks) == ([(0, 4)], [0], frozenset({0}))


def test_fewer_words_than_asked_for_where_a_sentence_ends() -> None:
    whole = laid_out("It rained. Nobody was hurt. It is shut.")
    assert beginning(whole, 5).words == ["It", "rained", "."]
    assert beginning(whole, 8).words == whole.words[:7]
    assert beginning(whole, len(whole.words)) is whole


def test_single_marks_around_a_quotation_are_read_as_double_ones() -> None:
    given = laid_out("‘It’s shut,’ she said. «Is it?» 'No.' The dogs' home was.")
    assert " ".join(given.words) == "“ It ’s shut , ” she said . “ Is it ? ” “ No . ” The dogs ' home was ."
    assert [given.offsets[0], given.offsets[5]] == [(0, 1), (11, 12)]
