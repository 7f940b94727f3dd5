"""Words of a sentence with their heads → what is said of whom: the subject's predicates, the verb's object.

Rules that look at a window of words ask the tree where the window may be wrong: whether the predicate behind a count
is said of it ("the nun, shot by three men, is in serious condition"), and which predicate an apposition or a relative
clause parts from its subject. Without trees (an analysis by rules) everything is `None`, and the window decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.quantities.lexemes import Lexeme
from onrecord.model import Word

LONGEST_CLIMB = 12  # heads above a word that are looked at
_SAME = frozenset({"conj", "appos", "flat", "compound", "nummod", "parataxis", "list", "fixed", "amod"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_PARTED = frozenset({"obl", "obl:agent", "nmod", "obj", "iobj", "obl:npmod", "obl:tmod", "nmod:poss"})
_ASSERT = frozenset(
    {"report", "find", "confirm", "leave", "declare", "pronounce"}
)  # their complement is told as a fact
_MANY = frozenset({"dozen", "hundred", "thousand", "score", "number", "group", "total", "crowd", "couple", "pair"})
_DENIES = frozenset({"not", "never", "n't", "no", "nearly", "almost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """The words of one document in order, and where each begins."""

    words: Sequence[Word]
    starts: Sequence[int]
    children: Mapping[int, Sequence[int]]

    def at(self, lexeme: Lexeme) -> int | None:
        """The index of the word at a lexeme; None without trees."""
        found = bisect_left(self.starts, lexeme.start + 1) - 1
        return found if found >= 0 and self.words[found].end > lexeme.start else None

    def top(self, at: int, named: bool = True) -> int:
        """The word at which the phrase hangs that a word stands for: over conjuncts, appositions and "ten of the".

        Where it is not `named` what is counted, only over conjuncts.
        """
        for _ in range(LONGEST_CLIMB):
            word = self.words[at]
            if word.head < 0 or not (
                word.relation == "conj" or (named and (word.relation in _SAME or self._parts(at)))
            ):
                break
            at = word.head
        return at

    def _parts(self, at: int) -> bool:
        """Whether only the number of what is counted stands above it: "dozens of farmers", "a group of 12 nuns"."""
        word = self.words[at]
        above = self.words[word.head]
        return word.relation == "nmod" and self._case(at) == "of" and (above.upos == "NUM" or above.lemma in _MANY)

    def is_said_of(self, told: int, counted: int) -> bool | None:
        """Whether a predicate is said of what is counted; None where the tree does not tell."""
        if self._within(told, counted):
            return True
        top = self.top(counted)
        if self._within(told, top):
            return True
        if self.words[top].relation in _SUBJECTS:
            return True if told in self.predicates(counted) else None
        return False if self.words[top].relation in _PARTED else None

    def predicates(self, counted: int, named: bool = True) -> Iterator[int]:
        """The words that are said of what is counted: main verb, its conjuncts and complements; none that is denied."""
        top = self.top(counted, named)
        if self.words[top].relation in _SUBJECTS and self.words[top].head >= 0:
            yield from self._chain(self.words[top].head)

    def is_passive(self, verb: int) -> bool:
        """Whether the verb is passive itself, or shares the auxiliary of the passive that it is joined to."""
        own = {self.words[child].relation for child in self.children[verb]}
        shared = self.words[verb].relation == "conj" and "aux" not in own and self.words[verb].tag == "VBN"
        if "aux:pass" in own or not shared:
            return "aux:pass" in own
        return any(self.words[child].relation == "aux:pass" for child in self.children[self.words[verb].head])

    def is_subject(self, at: int) -> bool:
        """Whether a word is the subject of a verb itself."""
        return self.words[at].relation in _SUBJECTS

    def has_object(self, verb: int) -> bool:
        """Whether a verb in the active has an object."""
        own = {self.words[child].relation for child in self.children[verb]}
        return "obj" in own and "aux:pass" not in own and self.words[verb].upos == "VERB"

    def stands_before_head(self, at: int) -> bool:
        """Whether a noun only describes the one behind it: "a local hospital", "a general examination"."""
        word = self.words[at]
        return word.relation in ("amod", "compound", "nmod:poss") and word.head > at

    def verb_of_object(self, counted: int, named: bool = True) -> int | None:
        """The verb whose object is counted."""
        top = self.words[self.top(counted, named)]
        return top.head if top.relation == "obj" and top.head >= 0 else None

    def noun_of(self, counted: int) -> int | None:
        """The noun whose "of" holds what is counted, where something else stands before it: "the murder of A and B"."""
        at = self.top(counted)
        word = self.words[at]
        return word.head if at != counted and word.relation == "nmod" and self._case(at) == "of" else None

    def is_plain(self, verb: int) -> bool:
        """Whether a verb is told as a fact: no modal, no negation, no infinitive."""
        return not any(
            self.words[child].tag in ("MD", "TO") or self.words[child].lemma.lower() in _DENIES
            for child in self.children[verb]
            if self.words[child].relation in ("aux", "advmod", "det", "aux:pass", "mark")
        )

    def _chain(self, verb: int) -> Iterator[int]:
        if not self.is_plain(verb):
            return
        yield verb
        for child in self.children[verb]:
            word = self.words[child]
            goes_on = word.relation == "conj" or (word.relation == "xcomp" and self.words[verb].lemma in _ASSERT)
            if goes_on and not self._has_subject(child) and self.is_plain(child):
                yield child

    def _has_subject(self, verb: int) -> bool:
        return any(self.words[child].relation in _SUBJECTS for child in self.children[verb])

    def above(self, at: int) -> Iterator[int]:
        """The words above one, the nearest first; conjuncts and clauses under a verb of speech end the way."""
        for _ in range(LONGEST_CLIMB):
            word = self.words[at]
            if word.head < 0:
                return
            at = word.head
            yield at
            if self.words[at].upos == "VERB":
                return

    def _within(self, inner: int, outer: int) -> bool:
        for _ in range(LONGEST_CLIMB):
            if inner == outer:
                return True
            if self.words[inner].head < 0:
                return False
            inner = self.words[inner].head
        return False

    def _case(self, at: int) -> str:
        cases = (self.words[child] for child in self.children[at] if self.words[child].relation == "case")
        return next((case.lemma.lower() for case in cases), "")


def syntax(words: Sequence[Word]) -> Syntax | None:
    """The trees of a document; None where its analysis has none."""
    if not words:
        return None
    children: defaultdict[int, list[int]] = defaultdict(list)  # most words have none
    for at, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(at)
    return Syntax(words=words, starts=[word.start for word in words], children=children)
