"""Mentions and the earlier mentions that they refer back to, one by one and by chains; the words of a mention."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analyse.network.distances import BUCKETS, bucket
from onrecord.analyse.network.perceptron import Floats, Perceptron
from onrecord.analyse.network.reading import Range, Reading
from onrecord.analyse.network.references import NONE, REACH, Antecedents, references

Links = list[tuple[int, float] | None]
LEAST = -30.0  # score of two mentions of which a case says nothing


def linked(count: int, scores: Mapping[tuple[int, int], float], pronouns: Collection[int] = ()) -> Links:
    """The links of so many mentions, with scores for some pairs of a later mention and an earlier one.

    Each later mention has one place of its own in the vectors, which all others shut; what an earlier one has there
    is its score.
    """
    anaphors = np.full((count, count), -999, dtype=np.float32)
    np.fill_diagonal(anaphors, 0)
    antecedents = np.zeros((count, count), dtype=np.float32)
    for (later, earlier), score in scores.items():
        antecedents[earlier, later] = score - LEAST
    perceptron = Perceptron(np.ones((count, 1), dtype=np.float32), np.array([LEAST], dtype=np.float32))
    said = [at in pronouns for at in range(count)]
    return Antecedents(perceptron).links(range(count), anaphors, antecedents, said)


def goes(links: Links) -> list[int | None]:
    return [None if link is None else link[0] for link in links]


def odds(score: float, others: Sequence[float]) -> float:
    """The probability of a score among others, and none."""
    return float(np.exp(score) / np.exp([score, *others, NONE]).sum())


@pytest.mark.parametrize("pronouns", [(), (3,)])
@pytest.mark.parametrize("best", [0, 1, 2])
def test_a_mention_goes_to_the_likeliest_mention_before_it(best: int, pronouns: Collection[int]) -> None:
    scores = {(3, at): 3.0 if at == best else 1.0 for at in range(3)}
    links = linked(4, scores, pronouns)
    assert goes(links) == [None, None, None, best]
    assert links[3] == pytest.approx((best, odds(3, [1, 1])))


@pytest.mark.parametrize("pronouns", [(), (3,)])
def test_a_mention_that_none_is_likely_for_has_no_antecedent(pronouns: Collection[int]) -> None:
    assert goes(linked(4, {(3, 1): NONE - 0.1}, pronouns))[3] is None
    assert goes(linked(4, {(3, 1): NONE + 0.1}, pronouns))[3] == 1


def test_a_mention_never_goes_to_itself_or_to_a_later_one() -> None:
    assert goes(linked(3, {(0, 0): 9, (0, 1): 9, (1, 1): 9, (1, 2): 9, (2, 2): 9})) == [None, None, None]


@pytest.mark.parametrize("pronouns", [(), (0,)])
def test_the_first_mention_never_has_an_antecedent(pronouns: Collection[int]) -> None:
    assert goes(linked(1, {(0, 0): 30}, pronouns)) == [None]
    assert goes(linked(3, {(0, 0): 30, (0, 1): 30, (1, 0): 3}, pronouns)) == [None, 0, None]


def test_no_mentions_have_no_links() -> None:
    assert linked(0, {}) == []


# 0 alone, 1 with 2; then 3, for which 0 is likelier than 1 or 2, and less likely than 1 and 2.
CHAINS = {(2, 1): 5.0, (3, 0): 2.0, (3, 1): 1.7, (3, 2): 1.6}


def test_a_pronoun_goes_to_the_likeliest_chain_and_in_it_to_the_likeliest_mention() -> None:
    links = linked(4, CHAINS, {3})
    assert goes(links) == [None, None, 1, 1]
    assert links[3] == pytest.approx((1, odds(1.7, [2, 1.6]) + odds(1.6, [2, 1.7])))
    assert goes(linked(4, {**CHAINS, (3, 2): 1.8}, {3}))[3] == 2


def test_a_mention_that_is_no_pronoun_goes_to_the_likeliest_mention_whatever_its_chain() -> None:
    links = linked(4, CHAINS, {2})
    assert goes(links) == [None, None, 1, 0]
    assert links[3] == pytest.approx((0, odds(2, [1.7, 1.6])))


def test_a_chain_goes_on_through_pronouns_and_others() -> None:
    # 2 and 3 are of the chain of 0, 3 by 2; together they are likelier for 4 than 1 is, no two of them alone are.
    scores = {(2, 0): 5.0, (3, 2): 5.0, (4, 1): 3.0, (4, 0): 2.0, (4, 2): 2.1, (4, 3): 2.0}
    assert goes(linked(5, scores, {4})) == [None, None, 0, 2, 2]
    assert goes(linked(5, scores, {2, 3, 4})) == [None, None, 0, 2, 2]
    assert goes(linked(5, {**scores, (3, 2): LEAST}, {4}))[4] == 1


def test_a_pronoun_whose_chains_are_each_less_likely_than_none_stays_without() -> None:
    apart = {(2, 0): NONE - 0.5, (2, 1): NONE - 0.5}  # likelier than none only if they were one chain
    assert goes(linked(3, apart, {2})) == [None, None, None]
    together = {**apart, (1, 0): 5.0, (2, 1): NONE - 0.4}
    assert goes(linked(3, together, {2})) == [None, 0, 1]
    assert goes(linked(3, together)) == [None, 0, None]
    assert goes(linked(3, {**together, (2, 0): NONE - 2, (2, 1): NONE - 2}, {2})) == [None, 0, None]


@pytest.mark.parametrize("pronoun", [False, True])
@pytest.mark.parametrize("later", [REACH + 2, 256, 300])
def test_mentions_farther_back_than_reach_are_none(later: int, pronoun: bool) -> None:
    pronouns = {later} if pronoun else ()
    assert goes(linked(later + 1, {(later, later - REACH): 5}, pronouns))[later] == later - REACH
    assert goes(linked(later + 1, {(later, later - REACH - 1): 9}, pronouns))[later] is None
    nearer = {(later, later - REACH - 1): 9.0, (later, later - 1): 1.0}
    assert linked(later + 1, nearer, pronouns)[later] == pytest.approx((later - 1, odds(1, [])))


def test_distances_are_those_of_words_back_to_the_antecedent() -> None:
    distance = np.zeros((BUCKETS, 1), dtype=np.float32)
    distance[bucket(np.array([6]))] = 5  # 5 to 7 words back
    perceptron = Perceptron(np.ones((1, 1), dtype=np.float32), np.array([-3], dtype=np.float32), distance)
    vectors = np.zeros((4, 1), dtype=np.float32)
    assert goes(Antecedents(perceptron).links([10, 15, 16, 22], vectors, vectors, [False] * 4)) == [None, 0, 0, 2]


def drawn(seed: int, count: int) -> tuple[Antecedents, npt.NDArray[np.int64], Floats, Floats, list[bool]]:
    """Mentions as chance has them, some of them pronouns."""
    chance = np.random.default_rng(seed)

    def numbers(*shape: int) -> Floats:
        return chance.normal(size=shape).astype(np.float32)

    perceptron = Perceptron(numbers(8, 1), np.array([-4], dtype=np.float32), numbers(BUCKETS, 8))
    places = np.cumsum(chance.integers(1, 9, count))
    return Antecedents(perceptron), places, numbers(count, 8), numbers(count, 8), (chance.random(count) < 0.4).tolist()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 600), st.data())
def test_what_stands_behind_a_mention_changes_nothing(seed: int, count: int, data: st.DataObject) -> None:
    some, places, anaphors, antecedents, pronouns = drawn(seed, count)
    links = some.links(places.tolist(), anaphors, antecedents, pronouns)
    part = data.draw(st.integers(0, count))
    before = some.links(places[:part].tolist(), anaphors[:part], antecedents[:part], pronouns[:part])
    assert before == links[:part]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.integers(0, 599), min_size=1, max_size=4))
def test_a_mention_among_many_goes_where_it_goes_alone_with_those_in_reach(seed: int, chosen: list[int]) -> None:
    """But for pronouns, which ask for chains: those may begin farther back."""
    some, places, anaphors, antecedents, _ = drawn(seed, 600)
    links = some.links(places.tolist(), anaphors, antecedents, [False] * 600)
    for later in [*chosen, 255, 256, 257, 512]:
        start, end = max(0, later - REACH), later + 1
        near = slice(start, end)
        link = some.links(places[near].tolist(), anaphors[near], antecedents[near], [False] * (end - start))[-1]
        assert links[later] == (None if link is None else (start + link[0], link[1]))


def test_chains_reach_over_the_256_mentions_that_are_scored_at_once() -> None:
    scores = {(later, later - 2): 5.0 for later in range(200, 300, 2)} | {(300, 299): 1.0}
    scores |= {(300, later): -0.5 for later in range(240, 300, 2)}
    links = linked(301, scores, {300})
    assert goes(links)[256] == 254
    assert links[300] == pytest.approx((298, 30 * odds(-0.5, [1, *[-0.5] * 29])))


# A sentence of an invented place: word, head, relation.
SENTENCE = [
    (("By", 3, "case"), ("the", 3, "det"), ("old", 3, "amod"), ("mayor", 11, "obl")),
    (("of", 5, "case"), ("Sundal", 3, "nmod"), (",", 8, "punct"), ("who", 8, "nsubj"), ("resigned", 3, "acl:relcl")),
    ((",", 8, "punct"), ("her", 11, "nsubj:pass"), ("told", -1, "root"), ("and", 15, "cc"), ("his", 14, "nmod:poss")),
    (("sister", 15, "nmod:poss"), ("boat", 10, "conj"), (".", 11, "punct")),
]
WORDS = [word for line in SENTENCE for word in line]


def reading(words: Sequence[tuple[str, int, str]]) -> Reading:
    return Reading(
        begins=[0],
        upos=["X"] * len(words),
        tags=["XX"] * len(words),
        lemmas=[word for word, _, _ in words],
        heads=[head for _, head, _ in words],
        relations=[relation for _, _, relation in words],
        names=[],
        sources=[],
        cues=[],
        contents=[],
        attributions=[],
        references=[],
    )


def phrase(head: int, words: Sequence[tuple[str, int, str]] = WORDS) -> str:
    (found,) = references(reading(words), [(head, 0.5)], [None])
    start, end = found.words
    return " ".join(word for word, _, _ in words[start:end])


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (3, "the old mayor of Sundal , who resigned ,"),  # not "By"
        (5, "Sundal"),  # not "of"
        (7, "who"),
        (10, "her"),  # not what is joined to it
        (13, "his"),
        (14, "his sister"),
        (15, "his sister boat"),  # not "and"
    ],
)
def test_a_mention_is_the_phrase_under_its_head_without_what_ties_it_to_the_rest(head: int, words: str) -> None:
    assert phrase(head) == words


@pytest.mark.parametrize(
    "relation", ["conj", "cc", "case", "punct", "nsubj", "obl", "advmod", "cop", "mark", "parataxis"]
)
def test_a_word_that_is_no_part_of_a_phrase_is_left_out_with_all_under_it(relation: str) -> None:
    words = [("red", 1, "amod"), ("boat", -1, "root"), ("small", 3, "amod"), ("lake", 1, relation)]
    assert phrase(1, words) == "red boat"


@pytest.mark.parametrize("relation", ["nmod", "nmod:poss", "compound", "flat", "acl", "acl:relcl", "appos", "amod"])
def test_a_part_of_a_phrase_is_taken_with_all_under_it(relation: str) -> None:
    words = [
        ("On", 3, "case"), ("red", 2, "amod"), ("boat", -1, "root"), ("lake", 2, relation),
        ("and", 5, "cc"), ("sea", 3, "conj"), ("today", 5, "advmod"),
    ]  # fmt: skip
    assert phrase(2, words) == "On red boat lake and sea today"


def test_mentions_come_one_for_one_with_their_links_and_scores() -> None:
    found = list(references(reading(WORDS), [(3, 0.9), (5, 0.8), (10, 0.7)], [None, None, (0, 0.6)]))
    assert [one.head for one in found] == [3, 5, 10]
    assert [one.words for one in found] == [(1, 10), (5, 6), (10, 11)]
    assert [(one.antecedent, one.score) for one in found] == [(None, 0.9), (None, 0.8), (0, 0.6)]


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """Heads of words in an order of any kind, without a ring."""
    count = draw(st.integers(1, 12))
    order = draw(st.permutations(range(count)))
    heads = [-1] * count
    for at in range(1, count):
        heads[order[at]] = order[draw(st.integers(0, at - 1))]
    return heads


@given(trees())
def test_a_phrase_of_parts_alone_is_all_from_the_first_to_the_last_word_under_its_head(heads: list[int]) -> None:
    words = [("x", head, "nmod") for head in heads]
    found = list(references(reading(words), [(at, 1.0) for at in range(len(heads))], [None] * len(heads)))

    def above(word: int) -> list[int]:
        return [word] if heads[word] < 0 else [word, *above(heads[word])]

    under = [[word for word in range(len(heads)) if head in above(word)] for head in range(len(heads))]
    expected: list[Range] = [(words[0], words[-1] + 1) for words in under]
    assert [one.words for one in found] == expected
