"""A word and one that hangs on it → the world that the first opens for the second: what is told of it from above."""

from __future__ import annotations

from onrecord.extract.events.beside import is_clause, is_finite, marked_to, own
from onrecord.extract.events.cues import PLAIN, Effect, Told, beside, governs, is_saying, meet, under
from onrecord.extract.tree import Tree

_PLAN: Effect = "planned", "did_not_happen"
_OPEN = ("planned", "possible", "cancelled")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_WITHIN = frozenset({"before", "until", "till", "in", "at", "during", "for", "with", "on", "into", "to", "as"})
_WH = frozenset({"who", "whom", "what", "why", "how", "when", "where"})
_ORDER = frozenset({"first", "last", "only", "second", "third", "latest"})


def reach(tree: Tree, head: int, child: int, told: Told, world: Told, *, is_trigger: bool) -> Told:
    """What a word that is `told` of in its own `world` makes of a word that hangs on it.

    `is_trigger`: the child is the event itself, not a word on the way to it.
    """
    relation = tree.words[child].relation.partition(":")[0]
    if relation == "conj":
        return told if _shares(tree, head, child) else world
    if relation in ("parataxis", "discourse", "list", "dep", "vocative", "dislocated"):
        return PLAIN
    if relation == "appos":
        return told
    if is_clause(tree, child) and not (
        tree.words[child].upos == "NOUN" and relation in ("obj", "nsubj", "obl", "nmod")
    ):
        return _clause(tree, head, child, relation, told)
    return _noun(tree, head, child, relation, told, is_trigger=is_trigger)


def _clause(tree: Tree, head: int, child: int, relation: str, told: Told) -> Told:
    link, at = _link(tree, child)
    if tree.words[child].relation == "acl:relcl":
        return PLAIN
    if relation in ("ccomp", "csubj", "xcomp", "obj", "nsubj"):
        return _complement(tree, head, child, relation, link, told)
    to = marked_to(tree, child)
    if relation == "advcl" or (relation == "obl" and link):
        return _adverbial(tree, head, child, (link, at), to, told)
    if relation == "acl" or (relation == "nmod" and link):
        return _of_noun(tree, head, child, link, to, told)
    return told if told.status in _OPEN else PLAIN


def _complement(tree: Tree, head: int, child: int, relation: str, link: str, told: Told) -> Told:
    if link in ("whether", "if"):
        frames: tuple[str, ...] = ("wh",)
    elif is_finite(tree, child):
        if _asks(tree, child):
            return PLAIN  # "it is not clear who did it": somebody did
        frames = ("that",)
    elif tree.words[child].tag == "VBG" and marked_to(tree, child) is None:
        frames = (link, "ing", "obj") if link else ("ing", "obj")
    else:
        frames = ("inf",)
    found = governs(tree, head, *frames)
    if found:
        return under(told, found[0], *found[1])
    if frames == ("wh",):
        return Told("possible", tuple(tree.children(child, "mark")))
    if relation == "xcomp":
        return told
    if relation == "csubj" and frames == ("inf",):
        return Told("possible", tuple(tree.children(child, "mark")))
    if frames == ("that",) and told.status != "did_not_happen" and told.status != "possible":
        return PLAIN
    return told if told.status in _OPEN else PLAIN


def _asks(tree: Tree, at: int) -> bool:
    return any(tree.low(each) in _WH for each in tree.children(at, "nsubj", "obj", "advmod", "obl", "mark", "ccomp"))


def _adverbial(
    tree: Tree, head: int, child: int, link: tuple[str, tuple[int, ...]], to: int | None, told: Told
) -> Told:
    word, places = link
    if to is not None:
        found = governs(tree, head, "inf")
        if found is None and beside("outcome", tree.words[child].lemma.lower()) and is_finite(tree, head):
            return told  # "rose to reach", "passed them to become"
        return under(told, found[0], *found[1]) if found else under(told, _PLAN, to)
    finite = is_finite(tree, child)
    if word and not finite and (found := governs(tree, head, word)):
        return under(told, found[0], *found[1])
    if effect := beside("link", word):
        return under(told, effect, *places)
    if word == "before" and told.status == "happened" and _could(tree, child):
        return Told("did_not_happen", places)  # "before it could explode"
    if beside("time link", word):
        past = any(tree.words[each].tag == "VBD" for each in (child, *tree.children(child, "aux", "cop")))
        if word in ("before", "until", "till") and told.status not in _OPEN and _is_present(tree, child):
            return Told("planned", places)
        ahead = told.status in ("planned", "possible") and (not past or _is_thought(tree, head))
        return told if ahead else PLAIN
    if not word and (inverted := _inverted(tree, child)):
        return inverted
    if finite:
        return PLAIN
    if tree.words[child].tag == "VBG" and not word and (found := governs(tree, head, "ing")) and len(found[1]) > 1:
        return under(told, found[0], *found[1])
    return told if told.status in _OPEN else PLAIN


def _is_present(tree: Tree, at: int) -> bool:
    return any(tree.words[each].tag in ("VBZ", "VBP") for each in (at, *tree.children(at, "aux", "cop")))


def _is_thought(tree: Tree, at: int) -> bool:
    return any(tree.low(each) in ("would", "'d", "’d") for each in tree.children(at, "aux"))


def _could(tree: Tree, at: int) -> bool:
    return any(tree.low(each) == "could" for each in tree.children(at, "aux"))


def _inverted(tree: Tree, at: int) -> Told | None:
    """A condition without "if": "had it passed", "should it pass"."""
    first = next(tree.children(at, "aux", "cop"), at)
    subject = next(tree.children(at, "nsubj"), -1)
    if first < subject < at and tree.low(first) in ("had", "were", "should"):
        return Told("possible" if tree.low(first) == "should" else "did_not_happen", (first,))
    return None


def _of_noun(tree: Tree, head: int, child: int, link: str, to: int | None, told: Told) -> Told:
    """A clause behind a noun: "a plan to build", "the risk of losing", "the fact that it lost", "a man seen there"."""
    if to is not None:
        found = governs(tree, head, "inf")
        if found:
            return under(told, found[0], *found[1])
        if tree.low(head) in _ORDER or any(tree.low(each) in _ORDER for each in tree.children(head, "amod")):
            return told
        return under(told, _PLAN, to)
    if link == "whether":
        return Told("possible", tuple(tree.children(child, "mark")))
    finite = is_finite(tree, child)
    found = governs(tree, head, "that") if finite else governs(tree, head, link) if link else None
    if found:
        return under(told, found[0], *found[1])
    effect = beside("link", link) if link else None
    return under(told, effect, *tree.children(child, "mark")) if effect else PLAIN


def _noun(tree: Tree, head: int, child: int, relation: str, told: Told, *, is_trigger: bool) -> Told:
    subtype = tree.words[child].relation
    if relation == "obj" or _is_passive(tree, head, subtype):
        if told.status == "did_not_happen" and _is_definite(tree, child) and _has_agent(tree, head):
            return PLAIN  # "the attack was not carried out by them": it was by others
        if (raised := _raised(tree, head, child, told)) or _is_kept_from(tree, head, child):
            return raised or PLAIN
        saying = is_saying(tree, child)
        if saying and is_trigger and governs(tree, head, "word"):
            return PLAIN
        done = ("done",) if governs(tree, child, "done") else ()
        frames = *done, *(("said",) if saying else ()), *(("the",) if _is_definite(tree, child) else ()), "obj"
        found = governs(tree, head, *frames)
        if found:
            return under(told, found[0], *found[1])
        return (
            told
            if told.status in _OPEN or (told.status == "did_not_happen" and not _is_definite(tree, child))
            else PLAIN
        )
    if relation == "nsubj":
        found = governs(tree, head, "subj")
        if found:
            return under(told, found[0], *found[1])
        raised = _raised(tree, head, child, told)
        if raised or told.status not in _OPEN:
            return raised or PLAIN
        # "the fire might be arson": there was one; "the deal would cost jobs": there is none yet
        there = told.status == "possible" and _is_definite(tree, child) and not _is_thought(tree, head)
        return PLAIN if there else told
    if relation in ("obl", "nmod", "advcl", "acl", "iobj"):
        return _behind(tree, head, child, subtype, told)
    if relation in ("xcomp", "ccomp", "advmod"):
        return told
    return PLAIN


def _is_passive(tree: Tree, head: int, subtype: str) -> bool:
    """Whether a subject is that of a passive, by its relation or by the forms of the verb."""
    if subtype == "nsubj" and tree.words[head].tag == "VBN":
        return any(tree.words[each].lemma.lower() == "be" for each in tree.children(head, "aux", "cop"))
    return subtype == "nsubj:pass"


def _behind(tree: Tree, head: int, child: int, subtype: str, told: Told) -> Told:
    """A noun behind a preposition."""
    link, places = _link(tree, child)
    if link:
        found = governs(tree, head, link)
        if found:
            return under(told, found[0], *found[1])
        if effect := beside("link", link):
            return under(told, effect, *places)
        if link == "after":
            return PLAIN
    if subtype in ("nmod:poss", "obl:agent") or told.status not in _OPEN:
        return PLAIN
    if tree.words[head].upos in ("NOUN", "PROPN"):
        return told if link == "of" and not _is_definite(tree, child) else PLAIN
    return told if link in _WITHIN or not _is_definite(tree, child) else PLAIN


def _raised(tree: Tree, head: int, child: int, told: Told) -> Told | None:
    """What is told of the subject of a verb by the infinitive behind it: "talks are set to resume"."""
    for verb in tree.children(head, "xcomp"):
        if tree.words[verb].tag in ("VB", "VBN") and marked_to(tree, verb) is not None:
            passive = any(tree.words[each].relation == "aux:pass" for each in tree.children(verb, "aux"))
            found = governs(tree, verb, "obj" if passive else "subj")
            if found:
                world = meet(_complement(tree, head, verb, "xcomp", "", told), own(tree, verb, child, reported=False))
                return under(world, found[0], *found[1])
    return None


def takes_place(tree: Tree, head: int, child: int, told: Told) -> bool:
    """Whether a word tells of a noun that it took place, planned or not: "the planned march went ahead"."""
    subtype = tree.words[child].relation
    word = tree.words[head]
    if told.status != "happened" or word.tag in ("VBZ", "VBP") or word.lemma.lower() in ("have", "be"):
        return False
    found = governs(tree, head, "obj" if subtype in ("obj", "nsubj:pass") else "subj" if subtype == "nsubj" else "")
    return found is not None and found[0] == ("happened", "did_not_happen")


def _has_agent(tree: Tree, at: int) -> bool:
    return any(tree.words[each].relation == "obl:agent" for each in tree.children(at, "obl"))


def _is_kept_from(tree: Tree, head: int, child: int) -> bool:
    """Whether a noun is only who is kept from it: "prevented the blaze from spreading"."""
    clauses = (each for each in tree.children(head, "advcl", "obl", "xcomp") if each > child)
    return any(tree.words[each].tag == "VBG" and _link(tree, each)[0] == "from" for each in clauses)


def _link(tree: Tree, at: int) -> tuple[str, tuple[int, ...]]:
    """The conjunction or preposition before a word, in lower case, and its words."""
    for mark in tree.children(at, "mark", "case", "advmod"):
        low = tree.low(mark)
        if mark > at or (low == "to" and tree.words[at].tag in ("VB", "VBN")):
            continue
        if tree.words[mark].relation == "advmod" and not (beside("time link", low) or beside("link", low)):
            continue
        places = (mark, *tree.children(mark, "fixed"))
        word = " ".join(tree.low(each) for each in places)
        for first in (mark - 1, mark):  # "ahead of", "instead of"
            if 0 <= first < at - 1 and beside("link", both := f"{tree.low(first)} {tree.low(first + 1)}"):
                return both, (first, first + 1)
        return word, places
    return "", ()


def _is_definite(tree: Tree, at: int) -> bool:
    if any(tree.low(each) in _DEFINITE for each in tree.children(at, "det")):
        return True
    return any(tree.words[each].relation == "nmod:poss" for each in tree.children(at, "nmod"))


def _shares(tree: Tree, head: int, child: int) -> bool:
    """Whether a word joined by "and" shares the auxiliaries and the negation of the first."""
    if any(tree.low(each) == "nor" for each in tree.children(child, "cc")):
        return False
    if tree.words[child].upos not in ("VERB", "AUX"):
        return any(tree.low(each) == "no" for each in tree.children(head, "det"))
    return not (is_finite(tree, child) or any(True for _ in tree.children(child, "nsubj")))
