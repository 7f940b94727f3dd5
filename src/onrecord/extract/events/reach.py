"""A word and one that hangs on it → the world that the first opens for the second: what is told of it from above."""

from __future__ import annotations

from onrecord.extract.events.beside import own
from onrecord.extract.events.complements import OPEN, clause_world, complement
from onrecord.extract.events.cues import PLAIN, Told, beside, governs, is_saying, meet, under
from onrecord.extract.events.grammar import (
    has_agent,
    is_clause,
    is_definite,
    is_finite,
    is_passive,
    is_thought,
    led_by,
    marked_to,
)
from onrecord.extract.tree import Tree

_PLAN = ("planned", "did_not_happen")
_WITHIN = frozenset({"before", "until", "till", "in", "at", "during", "for", "with", "on", "into", "to", "as"})


def reach(tree: Tree, head: int, child: int, told: Told, world: Told, *, is_trigger: bool) -> Told:
    """What a word that is `told` of in its own `world` makes of a word that hangs on it.

    `is_trigger`: the child is the event itself, not a word on the way to it.
    """
    relation = tree.base(child)
    if relation == "conj":
        return told if _shares(tree, head, child, told) else world
    if relation in ("parataxis", "discourse", "list", "dep", "vocative", "dislocated"):
        return PLAIN
    if relation == "appos":
        return told
    if is_clause(tree, child) and not (
        tree.words[child].upos == "NOUN" and relation in ("obj", "nsubj", "obl", "nmod")
    ):
        return clause_world(tree, head, child, relation, told)
    return _noun(tree, head, child, relation, told, is_trigger=is_trigger)


def _shares(tree: Tree, head: int, child: int, told: Told) -> bool:
    """Whether a word joined by "and" shares what stands beside the first; by "but" or "nor", no negation."""
    joints = [tree.low(each) for each in tree.children(child, "cc")]
    if "nor" in joints or ("but" in joints and told.status == "did_not_happen"):
        return False
    if tree.words[child].upos not in ("VERB", "AUX"):
        return tree.has_word(head, ("no",), "det")
    return not (is_finite(tree, child) or tree.has(child, "nsubj"))


def _noun(tree: Tree, head: int, child: int, relation: str, told: Told, *, is_trigger: bool) -> Told:
    subtype = tree.words[child].relation
    if relation == "obj" or is_passive(tree, head, subtype):
        if told.status == "did_not_happen" and is_definite(tree, child) and has_agent(tree, head):
            return PLAIN  # "the attack was not carried out by them": it was by others
        if (raised := _raised(tree, head, child, told)) or _is_kept_from(tree, head, child):
            return raised or PLAIN
        saying = is_saying(tree, child)
        if saying and is_trigger and governs(tree, head, "word"):
            return PLAIN
        done = ("done",) if governs(tree, child, "done") else ()
        frames = *done, *(("said",) if saying else ()), *(("the",) if is_definite(tree, child) else ()), "obj"
        found = governs(tree, head, *frames)
        if found and found[0] == _PLAN and told.status == "did_not_happen" and is_definite(tree, child):
            return PLAIN  # "did not order the killings": they were
        if found and found[0][0] == "did_not_happen" and is_definite(tree, child) and _was_possible(tree, told):
            return PLAIN  # "the attack could have been prevented": it was not
        if found:
            return under(told, found[0], *found[1])
        return (
            told if told.status in OPEN or (told.status == "did_not_happen" and not is_definite(tree, child)) else PLAIN
        )
    if relation == "nsubj":
        frames = ("says", "subj") if not is_trigger and is_saying(tree, child) else ("subj",)
        found = governs(tree, head, *frames)
        if found:
            return under(told, found[0], *found[1])
        if tree.words[head].upos == "ADJ" and (effect := beside("modifier", tree.low(head))):
            return under(told, effect, head)  # "the mission was aborted"
        raised = _raised(tree, head, child, told)
        if raised or told.status not in OPEN:
            return raised or PLAIN
        # "the fire might be arson": there was one; "the deal would cost jobs": there is none yet
        there = told.status == "possible" and is_definite(tree, child) and not is_thought(tree, head)
        return PLAIN if there else told
    if relation in ("obl", "nmod", "advcl", "acl", "iobj"):
        return _behind(tree, head, child, subtype, told)
    if relation in ("xcomp", "ccomp", "advmod"):
        return told
    return PLAIN


def _behind(tree: Tree, head: int, child: int, subtype: str, told: Told) -> Told:
    """A noun behind a preposition."""
    link, places = led_by(tree, child)
    if link:
        found = governs(tree, head, link)
        if found:
            return under(told, found[0], *found[1])
        if effect := beside("link", link):
            return under(PLAIN if told.status == "planned" else told, effect, *places)
        if link == "after":
            return PLAIN
    if subtype == "nmod:poss" or told.status not in OPEN:
        return PLAIN
    if tree.words[head].upos in ("NOUN", "PROPN"):
        return told if link == "of" and not is_definite(tree, child) else PLAIN
    return told if link in _WITHIN or not is_definite(tree, child) else PLAIN


def _raised(tree: Tree, head: int, child: int, told: Told) -> Told | None:
    """What is told of the subject of a verb by the infinitive behind it: "talks are set to resume"."""
    for verb in tree.children(head, "xcomp"):
        if tree.words[verb].tag in ("VB", "VBN") and marked_to(tree, verb) is not None:
            passive = any(tree.words[each].relation == "aux:pass" for each in tree.children(verb, "aux"))
            found = governs(tree, verb, "obj" if passive else "subj")
            if found:
                world = meet(complement(tree, head, verb, "xcomp", "", told), own(tree, verb, child, reported=False))
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


def _was_possible(tree: Tree, told: Told) -> bool:
    """Whether something could have been, which it was not: "could have been", "should have been"."""
    return told.status in ("possible", "did_not_happen") and any(tree.low(cue) == "have" for cue in told.cues)


def _is_kept_from(tree: Tree, head: int, child: int) -> bool:
    """Whether a noun is only who is kept from it: "prevented the blaze from spreading"."""
    clauses = (each for each in tree.children(head, "advcl", "obl", "xcomp") if each > child)
    return any(tree.words[each].tag == "VBG" and led_by(tree, each)[0] == "from" for each in clauses)
