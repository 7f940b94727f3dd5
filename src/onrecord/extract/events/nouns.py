"""A noun for what happens in its tree → who did it, to whom, and who got it.

Whom the noun is tied to by "'s", "of", "by", "on" or "between", and the subject of the verb that it is the object of
("launched an assault on the town").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.extract.events.scene import Scene
from onrecord.extract.events.subjects import subject
from onrecord.extract.events.uses import Uses, cases, is_verb, noun_uses, verb_uses
from onrecord.extract.events.verbs import is_passive
from onrecord.extract.tree import Tree, once
from onrecord.lexicon import table, words
from onrecord.model.vocabulary import Role

_TARGETS = ("on", "upon", "against", "at")
_BETWEEN = frozenset({"between", "among"})


def noun_roles(scene: Scene, at: int) -> Iterator[tuple[Role, int]]:
    """Role and noun of each who took part in what a noun tells of."""
    tree, uses = scene.tree, noun_uses(scene.tree, at)
    told = list(_beside(scene, at, uses))
    verb = light_verb(tree, at)
    if verb is not None:
        told += _by_verb(scene, verb, uses, has_agent=any(role == "agent" for role, _ in told))
    yield from told


@once
def strays(tree: Tree, at: int) -> tuple[int, ...]:
    """What hangs on whoever stands after "of" or "by" but belongs to the noun: "the visit of the minister to"."""
    if is_verb(tree, at):
        return ()
    uses = noun_uses(tree, at)
    wanted = uses & {"on", "upon", "against", "with", "to"} | ({"to"} if "goes" in uses else set())
    found: list[int] = []
    for child in tree.children(at, "nmod"):
        before = cases(tree, child)
        if before & {"of", "by"}:
            told = wanted | {"by"} if "of" in before else wanted
            found += [below for below in tree.children(child, "nmod") if cases(tree, below) & told]
    return tuple(found)


@once
def light_verb(tree: Tree, at: int) -> int | None:
    """The verb whose object a noun is and that says no more than that it happens: "launched", "was held"."""
    word = tree.words[at]
    above = word.head
    if word.relation == "conj" and above >= 0:
        word, above = tree.words[above], tree.words[above].head
    if above < 0 or not is_verb(tree, above):
        return None
    if word.relation == "obl" and tree.words[above].lemma == "go" and "on" in cases(tree, at):
        return above  # "went on strike", "goes on trial"
    if "light" not in verb_uses(tree, above):
        return None
    passive = is_passive(tree, above)
    if word.relation == "obj" and not passive:
        return above
    return above if word.relation == "nsubj:pass" and passive else None


def _beside(scene: Scene, at: int, uses: Uses) -> Iterator[tuple[Role, int]]:
    """Those who are tied to the noun itself."""
    tree = scene.tree
    by = [child for child in (*tree.children(at, "nmod", "obl"), *strays(tree, at)) if "by" in cases(tree, child)]
    yield from (("agent", child) for child in by if scene.time(child) is None)
    owned = False
    whose = bool(by) or ("undergone" in uses and "doer" not in uses and not _has_of(tree, at))
    for child in (*tree.children(at, "nmod", "compound", "amod"), *strays(tree, at)):
        before = cases(tree, child)
        relation = tree.words[child].relation
        if scene.time(child) is not None or "by" in before:
            continue
        if relation == "nmod:poss":
            owned = True
            thing = "of" in uses and not scene.acts(child) and scene.name(child) is None
            yield ("patient" if whose or thing else "agent"), child
        elif child < at and not before:
            if _acts_before(scene, child, uses):
                owned = True
                yield "agent", child
        elif child > at and relation.startswith("nmod"):
            yield from _after(scene, child, before, uses, owned=owned or bool(by))


def _after(scene: Scene, child: int, before: frozenset[str], uses: Uses, *, owned: bool) -> Iterator[tuple[Role, int]]:
    """Those whom a preposition after the noun ties to it."""
    if "of" in before:
        if owned or {"undergone", "of"} & uses:
            yield ("agent" if "doer" in uses and not owned and scene.acts(child) else "patient"), child
        elif "doer" in uses or scene.acts(child):
            yield "agent", child
    elif before & _BETWEEN:
        if "with" in uses or scene.acts(child):
            yield "agent", child
    elif ("with" in before and "with" in uses) or ("to" in before and "to" in uses and scene.acts(child)):
        yield "recipient", child
    elif any(preposition in before and preposition in uses for preposition in _TARGETS):
        yield "patient", child


def _has_of(tree: Tree, at: int) -> bool:
    return any("of" in cases(tree, child) for child in tree.children(at, "nmod"))


def _acts_before(scene: Scene, child: int, uses: Uses) -> bool:
    """Whether a noun right before does it ("the police raid", "the union's vote"); "hostage talks" are about them."""
    word = scene.tree.words[child]
    if word.relation == "amod":
        return word.upos == "ADJ" and bool({"on", "against"} & uses) and scene.tree.low(child) in _of_countries()
    if "undergone" in uses and "on" not in uses:
        return False
    name = scene.name(child)
    if name is not None:
        return name.kind in ("organisation", "group")
    return scene.tree.low(child) in words("acting_nouns")


def _by_verb(scene: Scene, verb: int, uses: Uses, *, has_agent: bool) -> Iterator[tuple[Role, int]]:
    """Those whom the verb ties to the noun that is its object: its subject, and the objects of its prepositions."""
    tree = scene.tree
    passive = is_passive(tree, verb)
    if not has_agent:
        if passive:
            yield from (("agent", child) for child in tree.children(verb, "obl") if _is_agent(scene, child))
        else:
            doer = subject(tree, verb)
            if doer is not None:
                tried = "undergone" in uses and tree.words[verb].lemma == "go"
                yield ("patient" if tried else "agent"), doer
    for child in tree.children(verb, "obl"):
        before = cases(tree, child)
        if scene.time(child) is not None:
            continue
        if "with" in before and "with" in uses and scene.acts(child):
            yield "recipient", child
        elif any(preposition in before and preposition in uses for preposition in _TARGETS):
            yield "patient", child


def _is_agent(scene: Scene, child: int) -> bool:
    return scene.time(child) is None and "by" in cases(scene.tree, child)


@cache
def _of_countries() -> frozenset[str]:
    """Adjectives of countries, in lower case."""
    return frozenset(each.lower() for row in table("countries") for each in row[2].split("|") if each)
