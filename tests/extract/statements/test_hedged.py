"""A cue of two verbs is whole, and "neither … nor" says nothing either way."""

from __future__ import annotations

import pytest

from tests.extract.statements.reading import read, words


@pytest.mark.parametrize(
    ("text", "cue", "content", "polarity"),
    [
        (
            "The mayor refused to say whether the quay would be closed.",
            "refused to say",
            "whether the quay would be closed",
            "declined",
        ),
        ("The mayor refused to say.", "refused", "to say", "declined"),
        (
            "The ministry neither confirmed nor denied that the quay had been closed.",
            "neither confirmed nor denied",
            "that the quay had been closed",
            "not_said",
        ),
        (
            "The ministry could neither confirm nor deny that the quay had been closed.",
            "could neither confirm nor deny",
            "that the quay had been closed",
            "not_said",
        ),
        ("The mayor neither slept nor said that the quay was closed.", "said", "that the quay was closed", "not_said"),
        ("The ministry denied that the quay had been closed.", "denied", "that the quay had been closed", "denied"),
        (
            "The mayor did not look at the plans or say that the quay was closed.",
            "say",
            "that the quay was closed",
            "not_said",
        ),
        ("The mayor did not at any time say that the quay was closed.", "say", "that the quay was closed", "not_said"),
        ("The mayor did not come and said that the quay was closed.", "said", "that the quay was closed", "said"),
        ("“I am not,” she replied.", "replied", "I am not", "said"),
        ("Ana Ruiz declined to comment.", "declined", "to comment", "declined"),
        ("Ana Ruiz would say that the quay is unsafe.", "would say", "that the quay is unsafe", "hypothetical"),
        ("If Ana Ruiz says that the quay is unsafe, it will close.", "says", "that the quay is unsafe", "hypothetical"),
    ],
)
def test_what_was_not_said_is_told_from_what_was(text: str, cue: str, content: str, polarity: str) -> None:
    (one,) = read(text).statements
    assert one.cue is not None
    assert (one.cue.exact, words(one), one.polarity) == (cue, content, polarity)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“It broke,” said Ana Ruiz, a former aide who left the council in May.",
         "Ana Ruiz, a former aide who left the council in May"),
        ("“It broke,” said Ana Ruiz, an aide.", "Ana Ruiz, an aide"),
    ],
)  # fmt: skip
def test_what_tells_more_of_an_apposition_is_part_of_the_source(text: str, source: str) -> None:
    assert [each.source.exact for each in read(text).statements if each.source] == [source]


def test_an_infinitive_keeps_the_day_with_which_the_sentence_ends() -> None:
    text = "Mayor Ana Ruiz promised to meet the union on Monday."
    assert words(read(text).statements[0]) == "to meet the union on Monday"
