"""The status of an event: every way in which a cue, a negation and what stands above them meet, on trees by hand."""

from __future__ import annotations

from time import process_time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.events.cues import PLAIN, Told, meet, under
from onrecord.extract.events.statuses import status
from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Word
from onrecord.model.vocabulary import Status

STATUSES = get_args(Status)
KINDS = {"VBD": "VERB", "VB": "VERB", "VBN": "VERB", "VBG": "VERB", "VBZ": "VERB", "MD": "AUX", "NN": "NOUN"}
KINDS |= {"JJ": "ADJ", "RB": "ADV", "IN": "ADP", "TO": "PART", "DT": "DET", ".": "PUNCT"}
WORDS = ["denied", "plan", "to", "not", "no", "if", "cancelled", "trip", "will", "have", "of", "before", "talks", "?"]
RELATIONS = ["root", "nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss", "xcomp", "ccomp", "advcl", "acl", "cop"]
RELATIONS += [
    "acl:relcl",
    "conj",
    "mark",
    "case",
    "aux",
    "aux:pass",
    "advmod",
    "amod",
    "det",
    "cc",
    "fixed",
    "compound",
]
RELATIONS += ["csubj", "appos", "parataxis", "compound:prt"]


def tree(*rows: tuple[str, str, str, int, str]) -> Tree:
    """A tree of rows: word, lemma, tag, head, relation."""
    words: list[Word] = []
    start = 0
    for text, lemma, tag, head, relation in rows:
        end = start + len(text)
        upos = KINDS.get(tag, "NOUN")
        words.append(Word(start=start, end=end, upos=upos, tag=tag, lemma=lemma, head=head, relation=relation))
        start = end + 1
    return Tree(" ".join(text for text, *_ in rows), words)


def told(tree: Tree, at: int) -> tuple[str, list[int]]:
    """The status, and where its cues begin, as indices of words."""
    found, places = status(tree, at)
    starts = [word.start for word in tree.words]
    return found, [starts.index(start) for start, _ in places]


def test_an_event_that_stands_alone_happened_and_needs_no_cue() -> None:
    assert status(tree(("They", "they", "NN", 1, "nsubj"), ("left", "leave", "VBD", -1, "root")), 1) == ("happened", ())


def test_two_denials_make_a_deed_and_what_was_not_cancelled_is_planned() -> None:
    denial = tree(
        ("He", "he", "NN", 1, "nsubj"),
        ("denied", "deny", "VBD", -1, "root"),
        ("that", "that", "IN", 5, "mark"),
        ("it", "it", "NN", 5, "nsubj"),
        ("had", "have", "VBD", 5, "aux"),
        ("cancelled", "cancel", "VBN", 1, "ccomp"),
        ("the", "the", "DT", 7, "det"),
        ("trip", "trip", "NN", 5, "obj"),
    )
    assert told(denial, 1) == ("happened", [])
    assert told(denial, 5) == ("did_not_happen", [1])
    assert told(denial, 7) == ("planned", [1, 5])


def test_a_denied_negation_is_a_deed() -> None:
    denial = tree(
        ("denied", "deny", "VBD", -1, "root"),
        ("had", "have", "VBD", 3, "aux"),
        ("not", "not", "RB", 3, "advmod"),
        ("paid", "pay", "VBN", 0, "ccomp"),
    )
    assert told(denial, 3) == ("happened", [0, 2])


def test_the_negation_of_a_noun_counts_once_for_it_and_once_for_its_verb() -> None:
    none = tree(
        ("No", "no", "DT", 1, "det"),
        ("talks", "talk", "NN", 3, "nsubj:pass"),
        ("were", "be", "VBD", 3, "aux:pass"),
        ("held", "hold", "VBN", -1, "root"),
    )
    assert told(none, 1) == ("did_not_happen", [0])
    assert told(none, 3) == ("did_not_happen", [0])


def test_a_plan_that_fell_is_cancelled_with_all_that_it_was_for() -> None:
    plan = tree(
        ("scrapped", "scrap", "VBD", -1, "root"),
        ("plans", "plan", "NN", 0, "obj"),
        ("to", "to", "TO", 3, "mark"),
        ("hold", "hold", "VB", 1, "acl"),
        ("talks", "talk", "NN", 3, "obj"),
    )
    assert [told(plan, at)[0] for at in (0, 1, 3, 4)] == ["happened", "cancelled", "cancelled", "cancelled"]


def test_would_is_a_plan_where_it_is_reported_and_a_thought_elsewhere() -> None:
    rows = [("said", "say", "VBD", -1, "root"), ("would", "would", "MD", 2, "aux"), ("open", "open", "VB", 0, "ccomp")]
    assert told(tree(*rows), 2) == ("planned", [1])
    assert told(tree(("would", "would", "MD", 1, "aux"), ("open", "open", "VB", -1, "root")), 1) == ("possible", [0])


def test_cues_that_stand_side_by_side_are_one_place() -> None:
    rows = [("would", "would", "MD", 2, "aux"), ("have", "have", "VB", 2, "aux"), ("won", "win", "VBN", -1, "root")]
    assert status(tree(*rows), 2) == ("did_not_happen", ((0, 10),))


def test_a_form_without_its_e_is_still_the_cue() -> None:
    rows = [("match", "match", "NN", 2, "nsubj:pass"), ("was", "be", "VBD", 2, "aux:pass")]
    assert told(tree(*rows, ("postponed", "postpon", "VBN", -1, "root")), 0) == ("cancelled", [2])


def test_the_subject_of_a_raising_verb_shares_what_is_told_of_the_infinitive() -> None:
    raising = tree(
        ("talks", "talk", "NN", 2, "nsubj:pass"),
        ("are", "be", "VBZ", 2, "aux:pass"),
        ("set", "set", "VBN", -1, "root"),
        ("to", "to", "TO", 4, "mark"),
        ("resume", "resume", "VB", 2, "xcomp"),
    )
    assert told(raising, 0) == ("planned", [2])
    assert told(raising, 4) == ("planned", [2])


def test_who_did_it_may_be_unknown_but_that_it_was_done_is_not() -> None:
    unknown = [("not", "not", "RB", 1, "advmod"), ("say", "say", "VB", -1, "root")]
    asked = tree(*unknown, ("who", "who", "NN", 3, "nsubj"), ("paid", "pay", "VBD", 1, "ccomp"))
    doubted = tree(*unknown, ("whether", "whether", "IN", 3, "mark"), ("paid", "pay", "VBD", 1, "ccomp"))
    assert told(asked, 3) == ("happened", [])
    assert told(doubted, 3)[0] == "possible"


def test_an_infinitive_is_a_purpose_or_what_came_of_it() -> None:
    rose = [("rose", "rise", "VBD", -1, "root"), ("to", "to", "TO", 2, "mark")]
    assert told(tree(*rose, ("speak", "speak", "VB", 0, "advcl")), 2) == ("planned", [1])
    assert told(tree(*rose, ("become", "become", "VB", 0, "advcl")), 2) == ("happened", [])


def test_a_condition_without_if_is_one() -> None:
    inverted = tree(
        ("should", "should", "MD", 2, "aux"),
        ("it", "it", "NN", 2, "nsubj"),
        ("fail", "fail", "VB", 4, "advcl"),
        ("will", "will", "MD", 4, "aux"),
        ("strike", "strike", "VB", -1, "root"),
    )
    assert told(inverted, 2)[0] == "possible"
    assert told(inverted, 4) == ("possible", [0, 3])


def test_would_in_quotation_marks_is_no_future_of_the_past() -> None:
    quoted = tree(
        ("said", "say", "VBD", -1, "root"),
        ('"', '"', ".", 3, "punct"),
        ("would", "would", "MD", 3, "aux"),
        ("open", "open", "VB", 0, "ccomp"),
    )
    assert told(quoted, 3) == ("possible", [2])


@pytest.mark.parametrize(
    ("cue", "effect", "expected"),
    [
        ("happened", ("planned", "did_not_happen"), "planned"),
        ("did_not_happen", ("planned", "did_not_happen"), "did_not_happen"),
        ("possible", ("planned", "did_not_happen"), "possible"),
        ("cancelled", ("planned", "did_not_happen"), "cancelled"),
        ("cancelled", ("possible", "did_not_happen"), "possible"),
        ("planned", ("happened", "did_not_happen"), "planned"),
        ("planned", ("did_not_happen", "happened"), "possible"),
        ("did_not_happen", ("cancelled", "planned"), "planned"),
        ("possible", ("happened", "happened"), "happened"),
        ("planned", ("same", "same"), "planned"),
    ],
)
def test_a_cue_makes_of_its_complement_what_its_own_status_allows(
    cue: Status, effect: tuple[Status, Status], expected: Status
) -> None:
    assert under(Told(cue, (0,)), effect, 1).status == expected


@pytest.mark.parametrize(
    ("world", "own", "expected"),
    [
        ("happened", "possible", "possible"),
        ("planned", "happened", "planned"),
        ("planned", "did_not_happen", "did_not_happen"),
        ("possible", "did_not_happen", "possible"),
        ("did_not_happen", "did_not_happen", "happened"),
        ("did_not_happen", "planned", "did_not_happen"),
        ("did_not_happen", "cancelled", "planned"),
        ("cancelled", "planned", "cancelled"),
        ("ongoing", "happened", "ongoing"),
    ],
)
def test_what_stands_above_and_what_stands_beside_meet(world: Status, own: Status, expected: Status) -> None:
    assert meet(Told(world, (0,)), Told(own, (1,))).status == expected


def test_every_row_of_the_tables_names_statuses_and_no_cue_has_two_effects_in_one_frame() -> None:
    rows = table("event_status")
    assert {outcome for *_, asserted, negated in rows for outcome in (asserted, negated)} <= {*STATUSES, "same"}
    assert {kind for kind, *_ in rows} == {"verb", "noun", "adjective"}
    uses = [(kind, cue, frame) for kind, cue, frames, *_ in rows for frame in frames.split()]
    assert sorted(uses) == sorted(set(uses))
    beside = table("event_modifiers")
    assert {outcome for _, _, asserted, negated in beside for outcome in (asserted, negated)} <= set(STATUSES)
    assert len({row[:2] for row in beside}) == len(beside)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(WORDS),
            st.sampled_from(["VBD", "VB", "VBN", "VBG", "MD", "NN", "JJ", "RB", "IN", "TO", "DT"]),
            st.integers(-3, 12),
            st.sampled_from(RELATIONS),
        ),
        min_size=1,
        max_size=10,
    )
)
def test_any_tree_even_one_that_goes_in_circles_gives_a_status_and_places_in_order(
    rows: list[tuple[str, str, int, str]],
) -> None:
    junk = tree(*((text, text.removesuffix("led"), tag, head, relation) for text, tag, head, relation in rows))
    ends = {word.end for word in junk.words}
    starts = {word.start for word in junk.words}
    for at in range(len(junk.words)):
        found, places = status(junk, at)
        assert found in STATUSES
        assert list(places) == sorted(places)
        assert all(start in starts and end in ends and start < end for start, end in places)
        assert status(junk, at) == (found, places)


def test_plain_is_what_happened_without_a_cue() -> None:
    assert under(PLAIN, ("happened", "did_not_happen"), 3) == PLAIN
    assert meet(PLAIN, PLAIN) == PLAIN


def test_a_tree_that_hangs_down_deep_or_wide_is_read_in_little_time() -> None:
    deep = [("said", "say", "VBD", at - 1, "ccomp") for at in range(4000)]
    wide = [("said", "say", "VBD", -1, "root"), *(("trip", "trip", "NN", 0, "obj") for _ in range(4000))]
    for rows in (deep, wide):
        hostile = tree(*rows)
        start = process_time()
        for at in range(len(rows)):
            status(hostile, at)
        assert process_time() - start < 5
