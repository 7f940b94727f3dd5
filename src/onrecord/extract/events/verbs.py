"""A verb in its tree → whether it is passive, and the noun that a relative clause around it belongs to."""

from __future__ import annotations

from onrecord.extract.events.uses import is_verb, verb_uses
from onrecord.extract.tree import Tree

HIGHEST = 8  # verbs above one that are looked at
_RELATIVE = frozenset({"who", "whom", "that", "which"})


def is_passive(tree: Tree, at: int) -> bool:
    """Whether a verb is passive, by its auxiliary, the one that it shares, or as a bare participle."""
    for _ in range(HIGHEST):
        auxiliaries = {tree.words[child].relation for child in tree.children(at, "aux")}
        subjects = {tree.words[child].relation for child in tree.children(at, "nsubj")}
        word = tree.words[at]
        if "aux:pass" in auxiliaries or "nsubj:pass" in subjects:
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
    return needs and next(tree.children(at, "obj", "iobj", "ccomp", "xcomp"), None) is None


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
        if word.relation.partition(":")[0] not in ("conj", "xcomp", "ccomp", "advcl"):
            return None
        verb = word.head
    return None


def object_of_clause(tree: Tree, verb: int) -> int | None:
    """The noun before a relative clause without pronoun that is its object: "the town they attacked"."""
    word = tree.words[verb]
    if word.relation != "acl:relcl" or word.head >= verb or not has_subject(tree, verb) or is_passive(tree, verb):
        return None
    for child in tree.children(verb):
        base = tree.words[child].relation.partition(":")[0]
        if base in ("obj", "iobj", "ccomp", "xcomp", "cop") or tree.words[child].tag.startswith("W"):
            return None
        if tree.words[child].upos == "ADP" and base in ("case", "obl", "advmod"):
            return None  # "the house they lived in"
    return named_first(tree, word.head)


def has_subject(tree: Tree, at: int) -> bool:
    """Whether a word has a subject of its own."""
    return next(tree.children(at, "nsubj", "csubj", "expl"), None) is not None


def named_first(tree: Tree, noun: int) -> int | None:
    """The noun that an apposition belongs to; None where a clause is meant ("…, which angered them")."""
    for _ in range(HIGHEST):
        word = tree.words[noun]
        if word.relation != "appos" or not 0 <= word.head < len(tree.words):
            break
        noun = word.head
    return None if is_verb(tree, noun) else noun
