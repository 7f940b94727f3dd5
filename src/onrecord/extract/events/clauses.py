"""A clause → what its own words tell of it: auxiliaries, tense, negation, adverbs, a condition behind it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.events.ahead import time_ahead
from onrecord.extract.events.cues import PLAIN, Effect, Told, beside, governs, under
from onrecord.extract.events.grammar import adverb_of, has_subject, is_quoted, marked_to
from onrecord.extract.tree import Tree, once

_LOOSE = (
    "root",
    "parataxis",
    "acl:relcl",
    "ccomp",
    "dep",
)  # an infinitive in these hangs on no word: "to meet on Monday"
_NOT: Effect = "did_not_happen", "happened"
_CORE = ("nsubj", "obj", "iobj")
_NOBODY = frozenset({"nobody", "nothing", "none", "noone", "neither"})
_NOT_NEGATED = frozenset({"only", "just", "merely", "simply", "least", "even"})  # behind "not"
_PRESENT = frozenset({"VBZ", "VBP"})
_NOW = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m", "has", "have"})
_FACTUAL = {"could": "perception", "would": "wish"}  # "could be heard", "would like to"
_INVERTED = frozenset({"had", "were", "should"})  # open a condition without "if"


def clause(tree: Tree, at: int, below: int | None, *, reported: bool) -> Told:
    return _clause(tree, at, _negation(tree, at, below), reported)


@once
def _clause(tree: Tree, at: int, negation: int | None, reported: bool) -> Told:
    auxiliaries = list(tree.children(at, "aux", "cop"))
    told = _modal(tree, at, auxiliaries, negation, reported=reported) if auxiliaries else None
    if told is None:
        told = _infinitive(tree, at, auxiliaries) or _tense(tree, at, auxiliaries, reported=reported)
        if negation is not None:
            took_place = told.status in ("happened", "ongoing", "planned")
            told = Told("did_not_happen", (negation,)) if took_place else under(told, _NOT, negation)
    for adverb in tree.children(at, "advmod"):
        effect = beside("adverb", tree.low(adverb))
        if effect and adverb != negation and effect != _NOT:
            told = under(told, effect, adverb) if told.status != "planned" or effect[0] != "planned" else told
    if told.status in ("planned", "possible") and (condition := _condition(tree, at)) is not None:
        return Told("possible", tuple(sorted({*told.cues, condition})))
    return told


def _modal(tree: Tree, at: int, auxiliaries: list[int], negation: int | None, *, reported: bool) -> Told | None:
    lemmas = [tree.words[aux].lemma.lower() for aux in auxiliaries]
    for aux, lemma in zip(auxiliaries, lemmas, strict=True):
        effect = beside("auxiliary", tree.low(aux)) or beside("auxiliary", lemma)
        if effect is None or (lemma == "need" and tree.words[aux].tag != "MD"):
            continue
        perfect = next((each for each, name in zip(auxiliaries, lemmas, strict=True) if name == "have"), None)
        if perfect is not None:
            effect = beside("auxiliary", f"{lemma} have") or effect
        elif tree.words[at].tag == "VBG" and (progressive := beside("auxiliary", f"{lemma} be")):
            effect = progressive  # "must be hiding"
        elif lemma == "would" and (reported or _is_reported_behind(tree, at)):
            effect = "planned", effect[1]
        kind = _FACTUAL.get(lemma) if perfect is None else None
        if kind and (fact := beside(kind, tree.words[at].lemma.lower())):
            effect = fact
        words = (aux, *(() if perfect is None else (perfect,)))
        return under(PLAIN if negation is None else Told("did_not_happen", (negation,)), effect, *words)
    return None


def _infinitive(tree: Tree, at: int, auxiliaries: list[int]) -> Told | None:
    """An infinitive that hangs on no other word is a plan: "Minister to visit Norvale", "is to be held"."""
    to = marked_to(tree, at)
    if to is None:
        return None
    relation = tree.words[at].relation
    if not (any(aux < to for aux in auxiliaries) or (relation in _LOOSE and relation != "ccomp")):
        return None
    if tree.has_word(at, ("yet",), "advmod"):
        return Told("did_not_happen", (next(a for a in tree.children(at, "advmod") if tree.low(a) == "yet"),))
    if any(
        tree.words[aux].lemma.lower() == "have" and (aux > to or tree.words[aux].tag == "VBD") for aux in auxiliaries
    ):
        return Told("did_not_happen", (to,))  # "was to have met", "had been due to meet"
    return Told("planned", (to,))


def _tense(tree: Tree, at: int, auxiliaries: list[int], *, reported: bool) -> Told:
    word = tree.words[at]
    progressive, present = _goes_on(tree, at, auxiliaries) if auxiliaries else (False, False)
    if word.lemma.lower() in ("have", "be", "remain") and (yet := adverb_of(tree, at, "yet")) is not None:
        return Told("did_not_happen", (yet,))
    if (word.tag in _PRESENT and not auxiliaries) or (progressive and present):
        if (future := time_ahead(tree, at)) is not None:
            return Told("planned", future)
        for adverb in tree.children(at, "advmod"):
            if beside("present adverb", tree.low(adverb)):
                return Told("ongoing", (adverb,))
    goes_on = governs(tree, at, "subj", "ing") if word.tag in _PRESENT and not auxiliaries else None
    if goes_on and goes_on[0][0] == "ongoing":
        return Told("ongoing", goes_on[1])
    if progressive and (present or (reported and not tree.has(at, "advcl"))):
        return Told("ongoing", (auxiliaries[0],))  # "said it was considering" is now, too
    if word.tag == "VB" and word.relation == "root" and not auxiliaries and not has_subject(tree, at):
        return Told("possible", (at,))  # an order, or advice
    return PLAIN


def _goes_on(tree: Tree, at: int, auxiliaries: list[int]) -> tuple[bool, bool]:
    """Whether a clause is in the progressive, and whether its auxiliaries are in the present tense."""
    lowered = [tree.low(aux) for aux in auxiliaries]
    progressive = "being" in lowered or (
        tree.words[at].tag == "VBG"
        and not tree.has(at, "cop")
        and any(tree.words[aux].lemma.lower() == "be" for aux in auxiliaries)
    )
    return progressive, not _NOW.isdisjoint(lowered)


def _negation(tree: Tree, at: int, below: int | None) -> int | None:
    """The word that negates a clause: an adverb, or "no" within its subject or object."""
    return next((no for part, no in _negations(tree, at) if part is None or part != below), None)


@once
def _negations(tree: Tree, at: int) -> tuple[tuple[int | None, int], ...]:
    """The adverb that negates a clause, else each subject or object that does so with its word."""
    words = tree.words
    for adverb in tree.children(at, "advmod", "cc", "discourse"):
        low = tree.low(adverb)
        if low == "longer":
            no = next((each for each in tree.children(adverb, "advmod", "det") if tree.low(each) == "no"), None)
            if no is not None:
                return ((None, no),)
        if beside("adverb", low) == _NOT:
            if adverb + 1 < len(words) and tree.low(adverb + 1) in _NOT_NEGATED:
                continue
            return ((None, adverb),)
    found: list[tuple[int | None, int]] = []
    for part in tree.children(at, *_CORE):
        if tree.low(part) in _NOBODY:
            found.append((part, part))
        found += [(part, no) for no in tree.children(part, "det", "cc") if tree.low(no) in ("no", "neither")]
        found += [(part, no) for no in _not_one(tree, part)]
    return tuple(found)


def _not_one(tree: Tree, part: int) -> Iterator[int]:
    """The "not" of "not one of them", "not a single house"."""
    for word in (part, *tree.children(part, "nummod")):
        for adverb in tree.children(word, "advmod"):
            if adverb < part and tree.low(adverb) == "not" and tree.low(adverb + 1) in ("one", "a"):
                yield adverb


def _condition(tree: Tree, at: int) -> int | None:
    for clause in tree.children(at, "advcl"):
        for mark in tree.children(clause, "mark"):
            if beside("link", tree.low(mark)) == ("possible", "possible"):
                return mark
        first = next(tree.children(clause, "aux", "cop"), clause)
        if first == tree.extent(clause)[0] and tree.low(first) in _INVERTED:
            return first
    return None


def _is_reported_behind(tree: Tree, at: int) -> bool:
    """Whether the one who says it stands behind it: "It would close, she said"."""
    behind = any(governs(tree, clause, "that") for clause in tree.children(at, "parataxis"))
    return behind and not is_quoted(tree, at)
