"""A verb in its tree → whether it is passive, and the noun that a relative clause around it belongs to."""

from __future__ import annotations

from onrecord.extract.events.phrases import is_ruled_out
from onrecord.extract.events.uses import is_verb, verb_uses
from onrecord.extract.tree import Tree, once

HIGHEST = 8  # verbs above one that are looked at
_RELATIVE = frozenset({"who", "whom", "that", "which"})


@once
def is_passive(tree: Tree, at: int) -> bool:
    """Whether a verb is passive, by its auxiliary, the one that it shares, or as a bare participle."""
    for _ in range(HIGHEST):
        auxiliaries = {tree.words[child].relation for child in tree.children(at, "aux")}
        subjects = {tree.words[child].relation for child in tree.children(at, "nsubj")}
        word = tree.words[at]
        if "aux:pass" in auxiliaries:
            return True
        if not auxiliaries and misread_relative(tree, at) is not None:
            return False
        if "nsubj:pass" in subjects:
            return True
        shared = word.relation == "conj" and word.tag == "VBD" and _lacks_object(tree, at)
        if auxiliaries or not (word.tag == "VBN" or shared):
            return False
        if word.relation in ("acl", "advcl", "xcomp"):
            return True
        if word.relation != "conj" or subjects or not 0 <= word.head < len(tree.words):
            return False
        at = word.head
    return False


def _lacks_object(tree: Tree, at: int) -> bool:
    """Whether a verb that is always done to somebody has nobody: "they were never asked and never told"."""
    needs = bool({"done", "tells"} & verb_uses(tree, at))
    return needs and not tree.has(at, "obj", "iobj", "ccomp", "xcomp")


def antecedent(tree: Tree, noun: int, verb: int) -> int | None:
    """Whom a relative pronoun stands for; any other noun is itself, a question word nobody."""
    low = tree.low(noun)
    if low in ("what", "whoever", "whatever") or (tree.words[noun].upos == "PRON" and low in ("there",)):
        return None
    if low not in _RELATIVE or tree.words[noun].upos not in ("PRON", "DET", "SCONJ"):
        return noun
    for _ in range(HIGHEST):
        word = tree.words[verb]
        if not 0 <= word.head < len(tree.words):
            return None
        if word.relation == "acl:relcl":
            return named_first(tree, word.head)
        if tree.base(verb) not in ("conj", "xcomp", "ccomp", "advcl"):
            return None
        verb = word.head
    return None


def object_of_clause(tree: Tree, verb: int) -> int | None:
    """The noun before a relative clause without pronoun that is its object: "the town they attacked"."""
    misread = misread_relative(tree, verb)
    if misread is not None:
        return named_first(tree, misread)
    word = tree.words[verb]
    if word.relation != "acl:relcl" or word.head >= verb or not has_subject(tree, verb) or is_passive(tree, verb):
        return None
    for child in tree.children(verb):
        base = tree.base(child)
        if base in ("obj", "iobj", "ccomp", "xcomp", "cop") or tree.words[child].tag.startswith("W"):
            return None
        if tree.words[child].upos == "ADP" and base in ("case", "obl", "advmod"):
            return None  # "the house they lived in"
    return named_first(tree, word.head)


@once
def misread_relative(tree: Tree, verb: int) -> int | None:
    """The noun before "that" of "the bridge that the flood destroyed", where the tree takes the flood for what was
    destroyed: a noun between a relative pronoun and a verb without auxiliary is its subject."""
    word = tree.words[verb]
    if word.relation not in ("acl", "acl:relcl") or word.tag not in ("VBN", "VBD") or not _is_done(tree, verb):
        return None
    own = next((child for child in tree.children(verb, "nsubj") if tree.words[child].relation == "nsubj:pass"), None)
    doer = own if own is not None else word.head
    if not 0 <= doer == verb - 1 or tree.words[doer].upos not in ("NOUN", "PROPN"):
        return None
    before = min([doer, *(child for child in tree.children(doer, "det", "amod", "compound") if child < doer)]) - 1
    if own is not None and before == word.head and tree.words[before].upos in ("NOUN", "PROPN"):
        return before  # "the bridge the flood destroyed"
    if before < 1 or tree.low(before) not in ("that", "which", "whom") or tree.words[before].tag[:1] != "W":
        return None
    return before - 1 if tree.words[before - 1].upos in ("NOUN", "PROPN") else None


def _is_done(tree: Tree, verb: int) -> bool:
    """Whether a verb is done to something that is no object behind it, by its use and its neighbours."""
    if not {"done", "effect", "deed", "light"} & verb_uses(tree, verb) or tree.has(verb, "aux"):
        return False
    return not any(child > verb for child in tree.children(verb, "obj", "iobj"))


def has_subject(tree: Tree, at: int) -> bool:
    """Whether a word has a subject of its own."""
    return tree.has(at, "nsubj", "csubj", "expl")


def named_first(tree: Tree, noun: int) -> int | None:
    """The noun that an apposition, or one that is ruled out ("rebels, not soldiers, who"), belongs to.

    None where a clause is meant ("…, which angered them").
    """
    for _ in range(HIGHEST):
        word = tree.words[noun]
        aside = word.relation == "appos" or (word.relation == "conj" and is_ruled_out(tree, noun))
        if not aside or not 0 <= word.head < len(tree.words):
            break
        noun = word.head
    return None if is_verb(tree, noun) else noun
