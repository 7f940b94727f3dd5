"""Words and their heads → the words that tell of an event: verbs with their particles, and nouns for what happens.

A noun that names a thing as often as a happening ("a record", "the call") counts where somebody or some time is tied
to it ("the minister's call"). The table `event_nouns` tells which is which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.extract.events.uses import is_particle
from onrecord.extract.tree import Range, Tree
from onrecord.lexicon import table, words
from onrecord.model import Mention, Timex

_VERB, _NOUN, _TIED = 0.95, 0.88, 0.6  # right of those found in the development part of MEANTIME
_NO_VERBS = frozenset({"amod", "case", "compound", "mark", "fixed", "cc", "aux", "discourse", "det"})
_HALVES = frozenset({"going", "have", "has", "had", "having", "used"})
_PARTICLES = frozenset(
    {"apart", "aside", "away", "back", "down", "off", "out", "over", "through", "up"}
)  # adverbs that make one verb with it
_NO_NOUNS = frozenset({"compound", "flat", "fixed", "case", "goeswith", "list", "vocative"})
_TYING = frozenset({"by", "between", "with", "against", "on", "to", "for", "of", "from", "over"})
_AROUND = frozenset({"after", "before", "during", "since", "following", "amid", "ahead", "until", "despite"})
_BACK = frozenset({"the", "this", "that", "these", "those", "such"})  # point back at a happening that was told


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words for an event: `at` is the one that the tree hangs on, `span` all of them ("broke down").

    `confidence` is the share of such triggers that a reader calls events.
    """

    at: int
    span: Range
    predicate: str
    confidence: float


def triggers(tree: Tree, names: Sequence[Mention] = (), times: Sequence[Timex] = ()) -> Iterator[Trigger]:
    """Every trigger, in order; a noun within a name is none."""
    named = _words_of(tree, names)
    timed = _words_of(tree, times)
    for at, word in enumerate(tree.words):
        if word.upos == "VERB":
            if _is_told(tree, at):
                yield _verb(tree, at)
        elif word.upos == "ADJ" and tree.has(at, "cop") and _is_fate(tree.low(at)):
            yield Trigger(at=at, span=(at, at + 1), predicate=word.lemma.lower(), confidence=_VERB)
        elif word.upos in ("NOUN", "PROPN") and at not in named and at not in timed:
            found = _noun(tree, at, timed)
            if found:
                yield found


def _is_told(tree: Tree, at: int) -> bool:
    """Whether a verb tells of something: no mere modifier ("the leading party", "state-owned"), nor "there is"."""
    word = tree.words[at]
    joined = at > 0 and tree.low(at - 1) in ("-", "–") and tree.words[at - 1].end == word.start
    modifies = tree.base(at) in _NO_VERBS
    none = joined or modifies or not word.lemma.isalpha() or word.lemma.lower() == "be"
    return not none and not _is_half_auxiliary(tree, at) and not _is_somebody(tree, at)


def _is_somebody(tree: Tree, at: int) -> bool:
    """Whether what opens a sentence is a name that is written like a verb: "Tell, whose government fell,"."""
    if tree.words[at].tag not in ("VB", "VBP") or at + 2 >= len(tree.words):
        return False
    return tree.low(at + 1) == "," and tree.low(at + 2) in ("who", "whose", "whom")


def _is_half_auxiliary(tree: Tree, at: int) -> bool:
    """ "is going to rain", "had to leave", "used to sing": only the verb behind it tells of something."""
    if tree.low(at) not in _HALVES:
        return False
    return any(
        tree.words[child].tag == "VB" and tree.has_word(child, ("to",), "mark") for child in tree.children(at, "xcomp")
    )


def _verb(tree: Tree, at: int) -> Trigger:
    """A verb with its particle; the span takes it in where it stands right behind ("walked out")."""
    lemma = tree.words[at].lemma.lower()
    particle = next((child for child in tree.children(at, "compound", "advmod") if _is_particle(tree, child, at)), None)
    if particle is None:
        return Trigger(at=at, span=(at, at + 1), predicate=lemma, confidence=_VERB)
    end = particle + 1 if particle == at + 1 else at + 1
    return Trigger(at=at, span=(at, end), predicate=f"{lemma} {tree.low(particle)}", confidence=_VERB)


def _is_particle(tree: Tree, child: int, verb: int) -> bool:
    if is_particle(tree, child):
        return True
    word = tree.words[child]
    adverb = word.relation == "advmod" and word.tag != "IN"
    return adverb and child == verb + 1 and tree.low(child) in _PARTICLES


def _noun(tree: Tree, at: int, timed: frozenset[int]) -> Trigger | None:
    word = tree.words[at]
    if word.relation in _NO_NOUNS:
        return None
    lemma = word.lemma.lower()
    use = _nouns().get(tree.low(at)) or _nouns().get(lemma)
    if use is None or (use == "used" and not _is_tied(tree, at, timed)):
        return None
    return Trigger(at=at, span=(at, at + 1), predicate=lemma, confidence=_NOUN if use == "always" else _TIED)


def _is_tied(tree: Tree, at: int, timed: frozenset[int]) -> bool:
    """Whether somebody, something or some time stands beside the noun that makes it a happening."""
    word = tree.words[at]
    head = tree.words[word.head] if 0 <= word.head < len(tree.words) else None
    if head is not None and word.relation in ("obj", "nsubj:pass") and head.lemma.lower() in words("happening_verbs"):
        return True
    if tree.has_word(at, _AROUND, "case"):
        return True
    if tree.has_word(at, _BACK, "det"):
        return True
    for child in tree.children(at, "nmod", "obl", "acl", "compound"):
        relation = tree.words[child].relation
        if child in timed or relation == "nmod:poss":
            return True
        if relation == "nmod" and tree.has_word(child, _TYING, "case"):
            return True
    return False


def _words_of(tree: Tree, found: Sequence[Mention] | Sequence[Timex]) -> frozenset[int]:
    places = ((one.start, one.end) if isinstance(one, Mention) else (one.span.start, one.span.end) for one in found)
    return frozenset(at for place in places for at in tree.inside(place))


def _is_fate(low: str) -> bool:
    """Whether an adjective tells what became of somebody: "was hurt", "is missing"."""
    return low in _fates()


@cache
def _fates() -> frozenset[str]:
    return frozenset(row[0] for row in table("outcomes") if row[2] in ("passive", "undergone", "state"))


@cache
def _nouns() -> Mapping[str, str]:
    return {row[0]: row[1] for row in table("event_nouns")}
