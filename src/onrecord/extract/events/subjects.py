"""A verb in its tree → whose deed or lot it tells: its own subject, or the one that it shares with a verb above it."""

from __future__ import annotations

from onrecord.extract.events.uses import cases, is_verb, verb_uses
from onrecord.extract.events.verbs import HIGHEST, antecedent, has_subject, is_passive, misread_relative, named_first
from onrecord.extract.tree import Tree

_OBJECTS = frozenset({"of", "from", "into", "for", "as"})  # before a participle: "accused him of lying"
_OWN = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself"})


def subject(tree: Tree, at: int) -> int | None:
    """The noun that is the subject of a verb; None where nobody is told."""
    verb = at
    for _ in range(HIGHEST):
        own = tree.first(verb, "nsubj")
        if own is not None:
            return None if _is_empty(tree, own, verb, at) else antecedent(tree, _not_within(tree, own), verb)
        word = tree.words[verb]
        if not 0 <= word.head < len(tree.words):
            return None
        relation, above = tree.base(verb), word.head
        if word.relation == "acl":
            return _of_noun(tree, above, verb)
        if relation == "xcomp" or (relation == "advcl" and not _is_finite(tree, verb)):
            found = _controller(tree, above, verb)
            if found is not None:
                return found
            if _is_loose(tree, above, verb):
                return None
        elif relation != "conj" or (not is_verb(tree, above) and not has_subject(tree, above)):
            return None
        verb = above
    return None


def _not_within(tree: Tree, noun: int) -> int:
    """The noun before a relative clause of whose subject the tree makes that of the verb: "the mill that the flood
    destroyed was rebuilt"."""
    found = (misread_relative(tree, child) for child in tree.children(noun, "acl"))
    return next((before for before in found if before is not None), noun)


def _is_empty(tree: Tree, noun: int, verb: int, at: int) -> bool:
    """Whether "it" only stands in for what follows: "It comes as", "it is right to leave"."""
    if tree.low(noun) != "it":
        return False
    told = is_passive(tree, verb) and tree.has(verb, "ccomp", "csubj")
    return told or "it" in verb_uses(tree, verb) or (verb != at and not is_verb(tree, verb))


def _of_noun(tree: Tree, noun: int, verb: int) -> int | None:
    """Whom a clause without subject beside a noun is about: "a man arrested", "nuns fishing", "her plan to leave"."""
    marks = {tree.low(child) for child in tree.children(verb, "mark")}
    if tree.words[verb].tag in ("VBN", "VBG", "VBD") and not marks:
        return named_first(tree, noun)
    if marks - {"to", "of"}:
        return None
    if marks == {"to"} and is_passive(tree, verb):
        return named_first(tree, noun)
    owner = next((child for child in tree.children(noun, "nmod") if tree.words[child].relation == "nmod:poss"), None)
    if owner is not None:
        return owner
    word = tree.words[noun]
    meant = word.relation == "obj" and word.head >= 0 and "intends" in verb_uses(tree, word.head)
    if meant or (word.relation == "obl" and "in" in cases(tree, noun) and is_verb(tree, word.head)):
        return None if is_passive(tree, word.head) else subject_above(tree, word.head)
    return None


def subject_above(tree: Tree, verb: int) -> int | None:
    """The subject of a verb of its own clause; one step, so that the way up stays short."""
    own = tree.first(verb, "nsubj")
    return antecedent(tree, own, verb) if own is not None else None


def _controller(tree: Tree, above: int, verb: int) -> int | None:
    """The object of the verb above that is to do what a verb tells: "ordered the army to fire"."""
    if not is_verb(tree, above) or is_passive(tree, above):
        return None
    uses = verb_uses(tree, above)
    hoped = _hoped_for(tree, above, verb)
    if hoped is not None:
        return hoped
    if tree.words[verb].relation == "advcl":
        marks = {tree.low(child) for child in tree.children(verb, "mark")}
        told = _asked(tree, above) if "on" in uses and "to" in marks else None
        if told is not None or not marks & _OBJECTS:
            return told
    elif "own" in uses:
        return None
    elif "on" in uses:
        return _asked(tree, above)
    found = next((child for child in tree.children(above, "obj", "iobj") if child < verb), None)
    if found is None or tree.low(found) in _OWN:
        return None
    return antecedent(tree, found, above)


def _hoped_for(tree: Tree, above: int, verb: int) -> int | None:
    """ "asked for the sum to be returned", "waited for them to leave": the noun right before the infinitive."""
    first = tree.extent(verb)[0]
    for child in tree.children(above, "obl"):
        if "for" in cases(tree, child) and above < child < verb and tree.extent(child)[1] == first:
            return child if tree.low(first) == "to" else None
    return None


def _asked(tree: Tree, above: int) -> int | None:
    """ "called on the army to stop", "appealed to them to stay"."""
    for child in tree.children(above, "obl"):
        if cases(tree, child) & {"on", "upon", "to"}:
            return child
    return None


def _is_finite(tree: Tree, verb: int) -> bool:
    """Whether a clause has a tense of its own, so that a subject is only missing in the tree."""
    word = tree.words[verb]
    if word.upos not in ("VERB", "AUX"):
        return True
    auxiliaries = {tree.words[child].tag for child in tree.children(verb, "aux")}
    return word.tag in ("VBD", "VBP", "VBZ") or bool(auxiliaries & {"MD", "VBD", "VBP", "VBZ"})


def _is_loose(tree: Tree, above: int, verb: int) -> bool:
    """Whether the subject of a passive is not who does it: "was shot to silence him", "was hit, killing two"."""
    if not is_verb(tree, above):
        return tree.words[verb].relation != "xcomp" and not has_subject(tree, above)
    if not is_passive(tree, above) or is_passive(tree, verb):
        return False
    if tree.words[above].relation == "acl":
        return tree.words[verb].relation == "advcl"  # "the aid given in fighting the fire"
    if tree.words[verb].relation == "xcomp":
        return "own" in verb_uses(tree, above)
    if tree.has_word(verb, ("to",), "mark"):
        return True
    told = tree.has(verb, "mark")
    return verb > above and not told and "effect" in verb_uses(tree, verb)
