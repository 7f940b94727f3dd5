"""An event in its tree → what the words beside it tell: auxiliaries, negation, adverbs, modifiers, times.

What stands above it is left out of account here (see `statuses`).
"""

from __future__ import annotations

from functools import cache

from onrecord.extract.events.cues import PLAIN, Effect, Told, beside, governs, under
from onrecord.extract.tree import Tree
from onrecord.lexicon import table

_LOOSE = (
    "root",
    "parataxis",
    "acl:relcl",
    "ccomp",
    "dep",
)  # an infinitive in these hangs on no word: "to meet on Monday"
_NOT: Effect = "did_not_happen", "happened"
_CORE = ("nsubj", "obj", "iobj")
_TIMES = ("obl", "nmod", "advmod", "obj")
_NOBODY = frozenset({"nobody", "nothing", "none", "noone", "neither"})
_NOT_NEGATED = frozenset({"only", "just", "merely", "simply", "least", "even"})  # behind "not"
_PRESENT = frozenset({"VBZ", "VBP"})
_PERIODS = ("unit", "weekday", "month", "season", "part")  # classes of `time_words`
_INVERTED = frozenset({"had", "were", "should"})  # open a condition without "if"
_RELATIVES = frozenset({"which", "that", "who"})


def own(tree: Tree, at: int, below: int | None, *, reported: bool) -> Told:
    """What is told beside a word; negation by the word `below` is left out, since it is that word's own.

    `reported`: it stands in what somebody said, where "would" is a future seen from the past.
    """
    if is_clause(tree, at):
        told = _clause(tree, at, below, reported=reported)
        return told if tree.words[at].upos != "NOUN" or told.status != "happened" else _noun(tree, at)
    return _noun(tree, at)


def is_clause(tree: Tree, at: int) -> bool:
    """Whether a word is a verb, or has a copula or auxiliary."""
    word = tree.words[at]
    return (word.upos in ("VERB", "AUX") and word.tag not in ("NN", "NNS")) or any(
        True for _ in tree.children(at, "cop", "aux")
    )


def is_finite(tree: Tree, at: int) -> bool:
    """Whether the clause of a word has a tense of its own."""
    tags = [tree.words[at].tag, *(tree.words[aux].tag for aux in tree.children(at, "aux", "cop"))]
    return any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags)


def marked_to(tree: Tree, at: int) -> int | None:
    """The "to" of an infinitive."""
    for mark in tree.children(at, "mark"):
        if tree.words[at].tag == "VBG" and not any(True for _ in tree.children(at, "aux")):
            return None  # "close to signing"
        if tree.low(mark) == "to" or any(tree.low(each) == "to" for each in tree.children(mark, "fixed")):
            return mark
    return None


def _clause(tree: Tree, at: int, below: int | None, *, reported: bool) -> Told:
    auxiliaries = list(tree.children(at, "aux", "cop"))
    negation = _negation(tree, at, below)
    told = _modal(tree, at, auxiliaries, negation, reported=reported)
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
        if tree.low(aux) == "could" and (seen := beside("perception", tree.words[at].lemma.lower())):
            effect = seen  # "shots could be heard"
        perfect = next((each for each, name in zip(auxiliaries, lemmas, strict=True) if name == "have"), None)
        if perfect is not None:
            effect = beside("auxiliary", f"{lemma} have") or effect
        elif lemma == "would" and (reported or _is_reported_behind(tree, at)):
            effect = "planned", effect[1]
        words = (aux, *(() if perfect is None else (perfect,)))
        return under(PLAIN if negation is None else Told("did_not_happen", (negation,)), effect, *words)
    return None


def _infinitive(tree: Tree, at: int, auxiliaries: list[int]) -> Told | None:
    """An infinitive that hangs on no other word is a plan: "Minister to visit Norvale", "is to be held"."""
    to = marked_to(tree, at)
    relation = tree.words[at].relation
    finite = any(aux < (to or 0) for aux in auxiliaries)
    if to is None or not (finite or (relation in _LOOSE and relation != "ccomp")):
        return None
    if any(tree.low(adverb) == "yet" for adverb in tree.children(at, "advmod")):
        return Told("did_not_happen", (next(a for a in tree.children(at, "advmod") if tree.low(a) == "yet"),))
    if any(
        tree.words[aux].lemma.lower() == "have" and (aux > to or tree.words[aux].tag == "VBD") for aux in auxiliaries
    ):
        return Told("did_not_happen", (to,))  # "was to have met", "had been due to meet"
    return Told("planned", (to,))


def _tense(tree: Tree, at: int, auxiliaries: list[int], *, reported: bool) -> Told:
    word = tree.words[at]
    lowered = [tree.low(aux) for aux in auxiliaries]
    copular = any(True for _ in tree.children(at, "cop"))
    progressive = (
        word.tag == "VBG" and not copular and any(tree.words[aux].lemma.lower() == "be" for aux in auxiliaries)
    )
    progressive = progressive or "being" in lowered
    present = any(low in ("is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m", "has", "have") for low in lowered)
    if word.lemma.lower() in ("have", "be", "remain") and (yet := _adverb(tree, at, "yet")) is not None:
        return Told("did_not_happen", (yet,))
    if (word.tag in _PRESENT and not auxiliaries) or (progressive and present):
        if (future := _future(tree, at)) is not None:
            return Told("planned", future)
        for adverb in tree.children(at, "advmod"):
            if beside("present adverb", tree.low(adverb)):
                return Told("ongoing", (adverb,))
    goes_on = governs(tree, at, "subj", "ing") if word.tag in _PRESENT and not auxiliaries else None
    if goes_on and goes_on[0][0] == "ongoing":
        return Told("ongoing", goes_on[1])
    if progressive and (present or (reported and not any(True for _ in tree.children(at, "advcl")))):
        return Told("ongoing", (auxiliaries[0],))  # "said it was considering" is now, too
    if word.tag == "VB" and word.relation == "root" and not auxiliaries and not _has_subject(tree, at):
        return Told("possible", (at,))  # an order, or advice
    return PLAIN


def _negation(tree: Tree, at: int, below: int | None) -> int | None:
    """The word that negates a clause: an adverb, or "no" within its subject or object."""
    words = tree.words
    for adverb in tree.children(at, "advmod", "cc", "discourse"):
        low = tree.low(adverb)
        no = next((each for each in tree.children(adverb, "advmod", "det") if tree.low(each) == "no"), None)
        if low == "longer" and no is not None:
            return no
        if beside("adverb", low) == _NOT:
            if adverb + 1 < len(words) and tree.low(adverb + 1) in _NOT_NEGATED:
                continue
            return adverb
    for part in tree.children(at, *_CORE):
        if part == below:
            continue
        if tree.low(part) in _NOBODY:
            return part
        for no in tree.children(part, "det", "cc"):
            if tree.low(no) in ("no", "neither"):
                return no
    return None


def _noun(tree: Tree, at: int) -> Told:
    """What the modifiers of a noun tell of it."""
    told = PLAIN
    for child in tree.children(at, "det", "amod", "advmod", "compound", "nmod", "obl", "acl", "cc", "nummod"):
        word = tree.words[child]
        base = word.relation.partition(":")[0]
        if base == "acl":
            found = _participle(tree, child)
        elif base == "nmod" or base == "obl":
            future = _is_future(tree, child)
            found = None if future is None else Told("planned", future)
        else:
            found = _modifier(tree, child)
        if found is not None and found.status != "happened":
            told = found if told.status in ("happened", "planned", found.status) else told
    return told


def _modifier(tree: Tree, child: int) -> Told | None:
    effect = beside("modifier", tree.low(child))
    if effect is None:
        return None
    if tree.low(child) == "no" and tree.low(min(child + 1, len(tree.words) - 1)) in ("more", "fewer", "less", "doubt"):
        return None
    negated = any(beside("adverb", tree.low(each)) == _NOT for each in tree.children(child, "advmod"))
    return under(Told("did_not_happen") if negated else PLAIN, effect, child)


def _participle(tree: Tree, at: int) -> Told | None:
    """What a participle or relative clause behind a noun tells: "talks planned for May", "a trip that was scrapped"."""
    if tree.words[at].relation == "acl:relcl":
        subject = next(tree.children(at, "nsubj"), None)
        if subject is None or tree.low(subject) not in _RELATIVES:
            return None
        found = governs(tree, at, "obj" if tree.words[subject].relation == "nsubj:pass" else "subj")
    elif tree.words[at].tag == "VBN" and not is_finite(tree, at):
        found = governs(tree, at, "obj") if marked_to(tree, at) is None else None
    else:
        return None
    if found is None:
        return None
    effect, words = found
    return under(_clause(tree, at, None, reported=False), effect, *words)


def _future(tree: Tree, at: int) -> tuple[int, ...] | None:
    """The words of a time beside a verb that lies ahead."""
    for child in tree.children(at, *_TIMES):
        words = _is_future(tree, child)
        if words is None and tree.low(child) in _periods("weekday") and _is_bare(tree, child):
            words = (child,)
        if words:
            return words
    return None


def _is_future(tree: Tree, at: int) -> tuple[int, ...] | None:
    if beside("time", tree.low(at)) and tree.words[at].upos != "VERB":
        return (at,)
    return next(
        ((c, at) for c in tree.children(at, "amod") if beside("time", tree.low(c)) and _is_time(tree, at)), None
    )


def _is_bare(tree: Tree, at: int) -> bool:
    """Whether nothing but its preposition stands with a day: no date, as captions have it, no "last" or "every"."""
    return not any(True for _ in tree.children(at, "amod", "det", "nmod", "nummod", "appos", "flat", "compound"))


def _is_time(tree: Tree, at: int) -> bool:
    return tree.low(at) in _periods(*_PERIODS)


@cache
def _periods(*classes: str) -> frozenset[str]:
    return frozenset(
        form.lower() for kind, forms, *_ in table("time_words") if kind in classes for form in forms.split(", ")
    )


def _condition(tree: Tree, at: int) -> int | None:
    for clause in tree.children(at, "advcl"):
        for mark in tree.children(clause, "mark"):
            if beside("link", tree.low(mark)) == ("possible", "possible"):
                return mark
        first = next(tree.children(clause, "aux", "cop"), clause)
        if first == tree.extent(clause)[0] and tree.low(first) in _INVERTED:
            return first
    return None


def _adverb(tree: Tree, at: int, low: str) -> int | None:
    return next((adverb for adverb in tree.children(at, "advmod") if tree.low(adverb) == low), None)


def _has_subject(tree: Tree, at: int) -> bool:
    return any(True for _ in tree.children(at, "nsubj", "csubj", "expl"))


def _is_reported_behind(tree: Tree, at: int) -> bool:
    """Whether the one who says it stands behind it: "It would close, she said"."""
    return any(governs(tree, clause, "that") for clause in tree.children(at, "parataxis"))
