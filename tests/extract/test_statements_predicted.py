"""What the network reads as an attribution stands beside the rules': edges, what is no statement, and cost."""

from __future__ import annotations

import time
from dataclasses import replace

from onrecord.analyse import RuleAnalyser
from onrecord.extract.statements import attributions
from onrecord.model import Analysis, Attributed, Attribution, Offsets, Word
from tests.analyse.paragraphs import document as paragraphs
from tests.resolve.reading import document


def analysed(text: str, source: str, cue: str, content: str, relation: str = "ccomp") -> Analysis:
    """An analysis in which the network reads one attribution; the first word of its content hangs on the cue's."""
    (ruled,) = RuleAnalyser().analyse([document(text)])

    def place(words: str) -> Offsets:
        return text.index(words), text.index(words) + len(words)

    starts = [token.start for token in ruled.tokens]
    said, told = starts.index(place(cue)[0]), starts.index(place(content)[0])
    words = tuple(
        Word(
            start=token.start,
            end=token.end,
            upos="X",
            tag="X",
            lemma="x",
            head=-1 if at == said else said if at == told or token.end <= place(content)[0] else told,
            relation="root" if at == said else relation if at == told else "dep",
        )
        for at, token in enumerate(ruled.tokens)
    )
    read = Attributed(source=(place(source),), cue=place(cue), content=(place(content),), score=0.9, negative=0.0)
    return replace(ruled, words=words, attributions=(read,))


def told(analysis: Analysis) -> list[Attribution]:
    return list(attributions(analysis, ()))


def test_an_attribution_that_no_rule_reads_stands_with_the_networks_edges() -> None:
    text = "The harbour master reckons the quay unsafe."
    (one,) = told(analysed(text, "The harbour master", "reckons", "the quay unsafe"))
    assert one.source is not None
    assert (text[slice(*one.source)], text[slice(*one.content[0])]) == ("The harbour master", "the quay unsafe")


def test_a_source_ends_before_the_clause_that_tells_more_of_it() -> None:
    text = "The master, who is ill, reckons the quay unsafe."
    (one,) = told(analysed(text, "The master, who is ill", "reckons", "the quay unsafe"))
    assert one.source is not None
    assert text[slice(*one.source)] == "The master"


def test_a_content_keeps_the_clause_that_divides_its_figure() -> None:
    text = "The harbour master said 40 crew were aboard, nine of whom were hurt."
    (one,) = told(analysed(text, "The harbour master", "said", "40 crew were aboard"))
    assert [text[slice(*span)] for span in one.content] == ["40 crew were aboard, nine of whom were hurt"]


def test_what_only_tells_when_it_was_said_is_no_content() -> None:
    text = "Yesterday the harbour master reckons."
    assert told(analysed(text, "the harbour master", "reckons", "Yesterday", relation="advmod")) == []


def test_what_lies_behind_the_last_word_that_the_network_read_is_left_to_the_rules() -> None:
    text = "The harbour master reckons the quay unsafe. Ana Ruiz said the bridge was closed."
    analysis = analysed(text, "The harbour master", "reckons", "the quay unsafe")
    assert len(told(analysis)) == 1  # the network read the second sentence, and no attribution in it
    assert len(told(replace(analysis, words=analysis.words[:8]))) == 2


def test_no_part_of_an_attribution_overlaps_another() -> None:
    text = "The harbour master reckons the quay unsafe."
    assert told(analysed(text, "The harbour master", "reckons", "master reckons the quay")) == []
    assert told(analysed(text, "The harbour master", "reckons", "reckons the quay unsafe")) == []


def test_white_space_in_a_source_costs_time_in_proportion() -> None:
    def seconds(spaces: int) -> float:
        source = f"The{' ' * spaces}master"
        analysis = analysed(f"{source} reckons the quay unsafe.", source, "reckons", "the quay unsafe")
        start = time.process_time()
        assert told(analysis)
        return time.process_time() - start

    assert seconds(40_000) < 0.5 + 20 * seconds(5_000)


def test_words_before_a_quotation_belong_to_its_statement_where_the_network_reads_them_too() -> None:
    text = "With so many pilots, “no ship will wait,” the harbour master said."
    (one,) = told(analysed(text, "The harbour master".lower(), "said", "With so many pilots, “no ship will wait"))
    assert [text[slice(*span)] for span in one.content] == ["With so many pilots, “no ship will wait"]
    assert one.form == "mixed"


def test_a_quotation_that_is_all_that_was_said_takes_nothing_of_another_paragraph() -> None:
    text = "“No ship will wait,” the harbour master said.\n\nThe quay was full."
    read = analysed(text, "the harbour master", "said", "No ship will wait")
    stray = text.index("The quay"), len(text) - 1
    more = replace(read.attributions[0], content=(*read.attributions[0].content, stray))
    (one,) = told(replace(read, attributions=(more,)))
    assert [text[slice(*span)] for span in one.content] == ["No ship will wait"]


def test_a_headline_does_not_run_on_into_the_report() -> None:
    text = "The master reckons the quay unsafe\n\nThe port will close, and the harbour firm reckons it late."
    read = analysed(text, "The master", "reckons", "the quay unsafe")
    stray = text.index("The port"), text.index(", and")
    more = replace(read.attributions[0], content=(*read.attributions[0].content, stray))
    (one,) = told(replace(read, document=paragraphs(text), attributions=(more,)))
    assert [text[slice(*span)] for span in one.content] == ["the quay unsafe"]


def test_what_hangs_on_a_content_between_two_stretches_is_part_of_it() -> None:
    text = "The harbour master reckons the strike, the longest ever, unwise."
    read = analysed(text, "The harbour master", "reckons", "the strike")
    last = text.index("unwise"), len(text) - 1
    parted = replace(read.attributions[0], content=(*read.attributions[0].content, last))
    (one,) = told(replace(read, attributions=(parted,)))
    assert [text[slice(*span)] for span in one.content] == ["the strike, the longest ever, unwise"]
