"""The engine promises: a function of the report alone, bit for bit; every place inside the text; never a refusal."""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord.acquire import from_text
from onrecord.analyse import analyser
from onrecord.model import Analysis, Document

REPORTS = [
    "KORVAN, May 2 — Ana Ruiz, the health minister, said on Monday that nine people died.\n\nShe denied a cover-up.",
    "Two rescuers were hurt, according to the Coast Guard. “We could not reach them,” said Ivo Tamm, who led it.",
    "THE MAYOR OF BRENNHOLM HAS RESIGNED, HIS OFFICE SAID.",
    "A short one.",
    "The council, which met for six hours, agreed to reopen the bridge; traders had asked it to. " * 40,
]


def document(text: str) -> Document:
    made = from_text(text)
    assert isinstance(made, Document)
    return made


def analysed(texts: list[str]) -> list[Analysis]:
    """What the engine makes of those texts, in the process that runs it."""
    return list(analyser("network").analyse(map(document, texts)))


def test_the_order_of_reports_changes_nothing() -> None:
    one_by_one = {text: analysed([text])[0] for text in REPORTS}
    for seed in range(3):
        shuffled = random.Random(seed).sample(REPORTS, len(REPORTS))
        assert analysed(shuffled) == [one_by_one[text] for text in shuffled]


def test_two_processes_give_what_one_gives() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        halves = list(pool.map(analysed, [REPORTS[:2], REPORTS[2:]]))
    assert [one for half in halves for one in half] == analysed(REPORTS)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from([*" .,\n“”'", "said", "Ana Ruiz", "the mayor", "don't", "é", "\u200b", "中", "9,000"]),
        max_size=80,
    )
)
def test_every_place_lies_in_the_text(parts: list[str]) -> None:
    made = from_text("".join(parts))
    assume(isinstance(made, Document))  # white space alone is refused before it gets here
    (analysis,) = analysed(["".join(parts)])
    text = analysis.document.text
    places = [(word.start, word.end) for word in analysis.words]
    places += [(name.start, name.end) for name in analysis.names]
    places += [(reference.start, reference.end) for reference in analysis.references]
    for start, end in places:
        assert 0 <= start < end <= len(text)
    for word in analysis.words:
        assert -1 <= word.head < len(analysis.words)
    for read in analysis.attributions:
        for start, end in (*read.source, read.cue, *read.content):
            assert 0 <= start < end <= len(text)
    for number, reference in enumerate(analysis.references):
        assert reference.antecedent is None or reference.antecedent < number


def test_a_tree_has_no_circle_and_ends_in_a_root() -> None:
    for analysis in analysed(REPORTS):
        assert any(word.head < 0 for word in analysis.words)
        for word in range(len(analysis.words)):
            seen, at = {word}, analysis.words[word].head
            while at >= 0:
                assert at not in seen
                seen.add(at)
                at = analysis.words[at].head


def test_a_plain_sentence_is_read_as_anybody_would_read_it() -> None:
    (analysis,) = analysed(["Ana Ruiz said the bridge was closed."])
    text = analysis.document.text
    assert [word.upos for word in analysis.words] == ["PROPN", "PROPN", "VERB", "DET", "NOUN", "AUX", "VERB", "PUNCT"]
    assert [word.head for word in analysis.words] == [2, 0, -1, 4, 6, 6, 2, 2]
    assert [(text[name.start : name.end], name.kind) for name in analysis.names] == [("Ana Ruiz", "person")]
    (read,) = analysis.attributions
    assert [text[slice(*span)] for span in (*read.source, read.cue, *read.content)] == [
        "Ana Ruiz",
        "said",
        "the bridge was closed",
    ]


def test_a_report_longer_than_the_network_reads_is_read_by_rule_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.analyse.network.analyser.MANY", 13)
    (analysis,) = analysed(["Ana Ruiz said the bridge was closed. Ivo Tamm said it was open."])
    assert len(analysis.words) == 8  # up to the end of a sentence
    assert [warning for warning in analysis.warnings if "longer than 8 words" in warning]


def test_a_word_of_a_million_letters_is_read_by_its_beginning() -> None:
    (analysis,) = analysed(["中" * 1_000_000 + " said it was so."])
    assert len(analysis.words) == 6


def test_a_text_that_is_said_to_be_english_is_read_by_the_network() -> None:
    for language in ("en", "en-GB", "English"):
        (analysis,) = analyser("network").analyse([replace(document("Ruhig."), language=language)])
        assert analysis.words


def test_a_text_that_is_not_english_is_left_to_the_rules_with_a_warning() -> None:
    foreign = (
        "Der Bürgermeister sagte am Montag, dass die Brücke wegen des Hochwassers bis auf weiteres gesperrt bleibt. "
    )
    (analysis,) = analysed([foreign * 5])
    assert not analysis.words
    assert analysis.sentences
    assert any("English" in warning for warning in analysis.warnings)
