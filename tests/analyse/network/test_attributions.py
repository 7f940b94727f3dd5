"""What the words near a cue are to it: sources and contents that the tagger reads, or else the cue itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analyse.network.attributions import REACH, Roles, likely
from onrecord.analyse.network.distances import BUCKETS, bucket
from onrecord.analyse.network.labels import ROLES
from onrecord.analyse.network.perceptron import Floats, Perceptron
from onrecord.analyse.network.reading import AttributionRead, Range

NONE = 4.0  # score of no role: a word of which a cue says nothing has another role with 7 %
SURE, FAIR, DOUBTFUL = 8.0, 4.5, 2.0  # scores of a role: 98 %, 60 % and 11 %
LETTERS = ".SsCc"  # ROLES
FAR = REACH + 1  # words


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue and what it says of the words from the first on, a letter a word, more or less surely."""

    at: Range
    sure: str = ""
    fair: str = ""
    doubtful: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A perceptron made so that every cue says of every word what the case wants, and the vectors of its words."""

    roles: Roles
    cues: Floats
    fillers: Floats


def case(said: Sequence[Cue], count: int) -> Case:
    """Each cue has five places of its own in the vectors, one a role, which all other words' vectors shut."""
    cues = np.full((count, len(said), len(ROLES)), -99, dtype=np.float32)
    fillers = np.zeros((count, len(said), len(ROLES)), dtype=np.float32)
    for number, cue in enumerate(said):
        cues[cue.at[0] : cue.at[1], number] = 0
        for score, letters in ((SURE, cue.sure), (FAIR, cue.fair), (DOUBTFUL, cue.doubtful)):
            for word, letter in enumerate(letters):
                fillers[word, number, LETTERS.index(letter)] = score if letter != "." else 0
    weight = np.tile(np.eye(len(ROLES), dtype=np.float32), (len(said), 1))
    bias = np.array([NONE, 0, 0, 0, 0], dtype=np.float32)
    return Case(Roles(Perceptron(weight, bias)), cues.reshape(count, -1), fillers.reshape(count, -1))


def flat(count: int) -> dict[str, Floats]:
    """What the tagger says of words that it takes for no cue, and of which it cannot tell whether they are content."""
    none = np.tile(np.array([NONE, 0, 0], dtype=np.float32), (count, 1))
    return {"cue": none, "content": np.zeros_like(none), "negative": np.zeros((count, 1), dtype=np.float32)}


def read(
    *said: Cue, sources: Sequence[Range] = (), contents: Sequence[Range] = (), count: int = 12, offset: int = 0
) -> list[AttributionRead]:
    """The attributions of cues among tagged sources and contents; spans here count from the first word."""
    made = case(said, count)
    spans = {
        part: [(offset + start, offset + end) for start, end in found]
        for part, found in (("cue", [cue.at for cue in said]), ("source", sources), ("content", contents))
    }
    return made.roles.attributions(offset, made.cues, made.fillers, spans, flat(count))


def contents_of(found: Sequence[AttributionRead]) -> list[tuple[Range, ...]]:
    return [attribution.content for attribution in found]


def sources_of(found: Sequence[AttributionRead]) -> list[tuple[Range, ...]]:
    return [attribution.source for attribution in found]


def test_a_cue_reads_its_source_and_its_content() -> None:
    (found,) = read(Cue((3, 4), sure="Ss..Cc"))
    assert (found.cue, found.source, found.content) == ((3, 4), ((0, 2),), ((4, 6),))


@pytest.mark.parametrize("swapped", [False, True])
def test_a_content_goes_to_its_likeliest_cue(swapped: bool) -> None:
    more, less = ("....Cc", ""), ("", "....Cc")
    said = [Cue((1, 2), *more), Cue((8, 9), *less)] if swapped else [Cue((1, 2), *less), Cue((8, 9), *more)]
    found = contents_of(read(*said, contents=[(4, 7)]))
    assert found[int(not swapped)] == ((4, 7),)
    assert found.count(((4, 7),)) == 1


def test_all_words_of_a_content_count_for_its_cue() -> None:
    found = contents_of(read(Cue((1, 2), sure="....C"), Cue((8, 9), fair="....Ccc"), contents=[(4, 7)]))
    assert found == [((4, 5),), ((4, 7),)]


def test_a_content_that_no_cue_is_likely_to_have_is_nobodys() -> None:
    assert contents_of(read(Cue((1, 2), doubtful="....Cc"), contents=[(4, 6)])) == [()]


def test_one_cue_may_have_several_contents() -> None:
    assert contents_of(read(Cue((3, 4), sure="Cc...Cc"), contents=[(0, 2), (5, 7)])) == [((0, 2), (5, 7))]


def test_a_content_that_holds_a_cue_is_not_that_cues() -> None:
    outer, inner = Cue((1, 2), fair="...Cccccc"), Cue((5, 6), sure="...Cc.Ccc")
    assert contents_of(read(outer, inner, contents=[(3, 9)])) == [((3, 9),), ((3, 5), (6, 9))]
    assert contents_of(read(inner, contents=[(3, 9)])) == [((3, 5), (6, 9))]
    beside = replace(inner, at=(9, 10))
    assert contents_of(read(outer, beside, contents=[(3, 9)]))[1] == ((3, 9),)


def test_a_cue_inside_anothers_content_has_a_source_and_a_content_there() -> None:
    outer, inner = Cue((1, 2), sure="S.Cccccc"), Cue((4, 5), sure="...S.Ccc")
    found = read(outer, inner, sources=[(0, 1)], contents=[(2, 8)])
    assert sources_of(found) == [((0, 1),), ((3, 4),)]
    assert contents_of(found) == [((2, 8),), ((5, 8),)]


def test_a_cue_takes_its_likeliest_tagged_source() -> None:
    tagged = [(0, 2), (4, 5), (6, 8)]
    assert sources_of(read(Cue((3, 4), sure="......Ss", fair="Ss..S"), sources=tagged)) == [((6, 8),)]
    assert sources_of(read(Cue((3, 4), sure="Ss", fair="....S.Ss"), sources=tagged)) == [((0, 2),)]


def test_a_tagged_source_goes_before_one_that_only_the_cue_reads() -> None:
    cue = Cue((3, 4), sure="Ss", fair="....Ss")
    assert sources_of(read(cue, sources=[(4, 7)])) == [((4, 7),)]


def test_a_cue_without_a_likely_tagged_source_reads_its_own() -> None:
    cue = Cue((3, 4), sure="Ss", doubtful="....Ss")
    assert sources_of(read(cue, sources=[(4, 6)])) == [((0, 2),)]
    assert sources_of(read(cue)) == [((0, 2),)]
    assert sources_of(read(replace(cue, sure=""), sources=[(4, 6)])) == [()]


def test_of_several_sources_of_its_own_a_cue_has_the_likeliest() -> None:
    assert sources_of(read(Cue((3, 4), sure="S", fair="....S"))) == [((0, 1),)]
    assert sources_of(read(Cue((3, 4), sure="....S", fair="S"))) == [((4, 5),)]


def test_a_cue_is_no_part_of_what_it_reads() -> None:
    (found,) = read(Cue((2, 4), sure="SsssCc"))
    assert (found.source, found.content) == (((0, 2),), ((4, 6),))


def away(words: int) -> tuple[int, str, str]:
    """Where a cue stands, and its source before and its content behind that many words from it."""
    source = "." * (300 - words) + "S"
    return 300, source, "." * (300 + words) + "C"


@pytest.mark.parametrize("tagged", [False, True])
@pytest.mark.parametrize("words", [FAR, REACH + 60, 250])
def test_words_farther_than_reach_are_not_read(words: int, tagged: bool) -> None:
    at, source, content = away(words)
    spans = [(at - words, at - words + 1)], [(at + words, at + words + 1)]
    sources, contents = spans if tagged else ([], [])
    for letters in (source, content):
        (found,) = read(Cue((at, at + 1), sure=letters), sources=sources, contents=contents, count=600)
        assert (found.source, found.content) == ((), ())


@pytest.mark.parametrize("tagged", [False, True])
@pytest.mark.parametrize("words", [1, 60, REACH - 1])
def test_words_within_reach_are_read(words: int, tagged: bool) -> None:
    at, source, content = away(words)
    spans = [(at - words, at - words + 1)], [(at + words, at + words + 1)]
    sources, contents = spans if tagged else ([], [])
    found = [
        read(Cue((at, at + 1), sure=letters), sources=sources, contents=contents, count=600)[0]
        for letters in (source, content)
    ]
    assert (found[0].source, found[1].content) == (tuple(spans[0]), tuple(spans[1]))


def test_words_before_a_cue_and_words_behind_it_are_told_apart_by_their_distance() -> None:
    distance = np.zeros((BUCKETS, len(ROLES)), dtype=np.float32)
    for words, letter in ((-2, "S"), (-1, "s"), (2, "C"), (3, "c")):
        distance[bucket(np.array([words])), LETTERS.index(letter)] = SURE
    weight, bias = np.eye(len(ROLES), dtype=np.float32), np.array([NONE, 0, 0, 0, 0], dtype=np.float32)
    vectors = np.zeros((9, len(ROLES)), dtype=np.float32)
    spans: dict[str, list[Range]] = {"cue": [(4, 5)], "source": [], "content": []}
    (found,) = Roles(Perceptron(weight, bias, distance)).attributions(0, vectors, vectors, spans, flat(9))
    assert (found.source, found.content) == (((2, 4),), ((6, 8),))


@given(st.integers(0, 100_000))
def test_the_same_attributions_come_out_whatever_the_offset(offset: int) -> None:
    said = Cue((2, 4), sure="Ss..Cc"), Cue((6, 7), fair="....Cc.Cc"), Cue((10, 11), sure=".........S")
    here, there = (read(*said, sources=[(0, 1)], contents=[(4, 7)], offset=at) for at in (0, offset))

    def moved(spans: Sequence[Range]) -> tuple[Range, ...]:
        return tuple((offset + start, offset + end) for start, end in spans)

    assert sources_of(here) == [((0, 1),), (), ((9, 10),)]  # not (0, 2), which the cue itself reads
    assert contents_of(here) == [((4, 7),), ((4, 6), (7, 9)), ()]
    assert there == [
        replace(one, cue=moved([one.cue])[0], source=moved(one.source), content=moved(one.content)) for one in here
    ]


@pytest.mark.parametrize("tagged", [False, True])
def test_a_cue_may_be_the_first_word_or_the_last(tagged: bool) -> None:
    spans: list[list[Range]] = [[(1, 3)], [(4, 6)]] if tagged else [[], []]
    for at in ((0, 1), (11, 12)):
        (found,) = read(Cue(at, sure=".Ss.Cc"), sources=spans[0], contents=spans[1])
        assert (found.cue, found.source, found.content) == (at, ((1, 3),), ((4, 6),))


@pytest.mark.parametrize("letters", ["SC", "Ss", "Cc"])
def test_nothing_beyond_the_first_and_the_last_word_is_read(letters: str) -> None:
    (first,) = read(Cue((0, 1), sure="." + letters), count=3)
    (last,) = read(Cue((2, 3), sure=letters), count=3)
    for found in (first, last):
        assert all(0 <= start < end <= 3 for start, end in (*found.source, *found.content))
        assert found.source or found.content


@pytest.mark.parametrize("count", [0, 12])
def test_without_cues_there_are_no_attributions(count: int) -> None:
    vectors = np.zeros((count, len(ROLES)), dtype=np.float32)
    spans: dict[str, list[Range]] = {"cue": [], "source": [(0, 2)], "content": [(4, 6)]}
    assert case([Cue((0, 1))], 12).roles.attributions(0, vectors, vectors, spans, flat(count)) == []


def test_scores_are_the_means_of_what_the_tagger_says_of_the_words_of_a_cue() -> None:
    made, said = case([Cue((2, 4))], 6), flat(6)
    said["cue"][2], said["cue"][3] = np.log([[2, 1, 1], [1, 2, 1]])  # a cue with 1/2 and with 3/4
    said["negative"][2, 0], said["negative"][3, 0] = np.log(3), np.log(1 / 4)  # negated with 3/4 and with 1/5
    spans: dict[str, list[Range]] = {"cue": [(7, 9)], "source": [], "content": []}
    (found,) = made.roles.attributions(5, made.cues, made.fillers, spans, said)
    assert found.score == pytest.approx(0.625)
    assert found.negative == pytest.approx(0.475)


def drawn(seed: int, count: int) -> tuple[Roles, Floats, Floats]:
    """A perceptron and the vectors of words as chance has them, with roles of all kinds in all places."""
    chance = np.random.default_rng(seed)

    def numbers(*shape: int) -> Floats:
        return chance.normal(size=shape).astype(np.float32)

    perceptron = Perceptron(numbers(16, len(ROLES)), numbers(len(ROLES)), numbers(BUCKETS, 16))
    return Roles(perceptron), numbers(count, 16), numbers(count, 16)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32), st.integers(33, 80), st.data())
def test_a_cue_reads_the_same_however_many_others_there_are(seed: int, many: int, data: st.DataObject) -> None:
    count = 3 * many
    roles, cues, fillers = drawn(seed, count)
    sources = [(at, at + 2) for at in range(1, count, 7)]
    said = [(at, at + 1 + at % 2) for at in range(0, count, 3)]
    together = roles.attributions(0, cues, fillers, {"cue": said, "source": sources, "content": []}, flat(count))
    assert [one.cue for one in together] == said
    assert any(one.source for one in together)
    assert any(one.content for one in together)
    for number in data.draw(st.lists(st.integers(0, many - 1), min_size=1, max_size=6)):
        spans = {"cue": [said[number]], "source": sources, "content": []}
        assert roles.attributions(0, cues, fillers, spans, flat(count)) == [together[number]]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32), st.integers(33, 70))
def test_a_cue_among_many_scores_bit_for_bit_what_the_first_one_scores(seed: int, many: int) -> None:
    """Cues of one vector are equally likely to have a content, so the first has it; by one bit more another would."""
    chance = np.random.default_rng(seed)
    count = many + 10
    cues = np.repeat(chance.normal(size=(1, 24)).astype(np.float32), count, 0)
    fillers = chance.normal(size=(count, 24)).astype(np.float32)
    weight = chance.normal(scale=0.01, size=(24, len(ROLES))).astype(np.float32)
    roles = Roles(Perceptron(weight, np.array([1, 0, 0, 0.5, 0.5], dtype=np.float32)))  # no role is the likeliest
    spans: dict[str, list[Range]] = {"cue": [(at, at + 1) for at in range(10, count)], "source": []}
    found = roles.attributions(0, cues, fillers, {**spans, "content": [(0, 10)]}, flat(count))
    assert contents_of(found) == [((0, 10),), *[()] * (many - 1)]


def test_a_span_is_linked_to_the_cue_that_is_likeliest_for_its_role() -> None:
    said = [Cue((1, 2), sure="....Cc", fair="......Ss"), Cue((8, 9), fair="....Cc", sure="......Ss")]
    made = case(said, 12)
    spans = [cue.at for cue in said]
    links = made.roles.links(made.cues, made.fillers, spans, [("content", (4, 6)), ("source", (6, 8))])
    assert links == [0, 1]
    turned = made.roles.links(made.cues, made.fillers, spans[::-1], [("content", (4, 6)), ("source", (6, 8))])
    assert turned == [1, 0]
    assert made.roles.links(made.cues, made.fillers, spans, []) == []


def test_a_span_with_all_cues_far_away_is_still_linked_to_one() -> None:
    said = [Cue((1, 2)), Cue((3, 4), sure="." * 2000 + "Cc")]
    made = case(said, 2010)
    assert made.roles.links(made.cues, made.fillers, [cue.at for cue in said], [("content", (2000, 2002))]) == [1]


def test_cues_that_the_tagger_doubts_stand_beside_those_it_reads_and_overlap_none() -> None:
    scores = np.tile(np.array([2, 0, 0], dtype=np.float32), (6, 1))  # no word is a cue
    scores[1] = [0, 2, 0]
    scores[2] = [1, 0, 0.5]  # doubted, and beside the cue
    scores[4] = [1, 0.5, 0]  # doubted, and alone
    assert likely([(11, 12)], scores, 10) == [(11, 12), (14, 15)]


def test_how_surely_a_cue_has_its_content_is_told() -> None:
    sure, doubted = read(Cue((3, 4), sure="....CCC"), count=8), read(Cue((3, 4), fair="....CCC"), count=8)
    assert sure[0].content == doubted[0].content
    assert sure[0].linked > doubted[0].linked
