"""A word and a clause that hangs on it → the world that the first opens for the second.

A complement ("denied that …"), an adverbial ("to win", "before it fell"), a clause behind a noun ("a plan to build").
"""

from __future__ import annotations

from onrecord.extract.events.cues import PLAIN, Effect, Told, beside, governs, under
from onrecord.extract.events.grammar import is_finite, is_past, is_present, is_thought, led_by, marked_to
from onrecord.extract.tree import Tree

_PLAN: Effect = "planned", "did_not_happen"
_WH = frozenset({"who", "whom", "what", "why", "how", "when", "where"})
_ORDER = frozenset({"first", "last", "only", "second", "third", "latest"})
OPEN = ("planned", "possible", "cancelled")


def clause_world(tree: Tree, head: int, child: int, relation: str, told: Told) -> Told:
    link, at = led_by(tree, child)
    if tree.words[child].relation == "acl:relcl":
        return PLAIN
    if relation in ("ccomp", "csubj", "xcomp", "obj", "nsubj"):
        return complement(tree, head, child, relation, link, told)
    to = marked_to(tree, child)
    timed = relation == "acl" and is_finite(tree, child) and (beside("link", link) or beside("time link", link))
    if relation == "advcl" or (relation == "obl" and link) or timed:
        return _adverbial(tree, head, child, (link, at), to, told)
    if relation == "acl" or (relation == "nmod" and link):
        return _of_noun(tree, head, child, link, to, told)
    return told if told.status in OPEN else PLAIN


def complement(tree: Tree, head: int, child: int, relation: str, link: str, told: Told) -> Told:
    if link in ("whether", "if"):
        frames: tuple[str, ...] = ("wh",)
    elif is_finite(tree, child):
        if _asks(tree, child):
            return PLAIN  # "it is not clear who did it": somebody did
        frames = ("was", "that") if is_past(tree, child) else ("that",)
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
    if "that" in frames and told.status != "did_not_happen" and told.status != "possible":
        return PLAIN
    return told if told.status in OPEN else PLAIN


def _asks(tree: Tree, at: int) -> bool:
    return tree.has_word(at, _WH, "nsubj", "obj", "advmod", "obl", "mark", "ccomp")


def _adverbial(
    tree: Tree, head: int, child: int, link: tuple[str, tuple[int, ...]], to: int | None, told: Told
) -> Told:
    word, places = link
    if to is not None:
        found = governs(tree, head, "inf")
        if found is None and beside("outcome", tree.words[child].lemma.lower()) and is_finite(tree, head):
            return told  # "rose to reach", "passed them to become"
        if found and found[0][0] == "happened":
            found = None  # "began a march to urge him": what is behind the object is what it was for
        return under(told, found[0], *found[1]) if found else under(told, _PLAN, to)
    finite = is_finite(tree, child)
    if word and not finite and (found := governs(tree, head, word)):
        return under(told, found[0], *found[1])
    if effect := beside("link", word):
        return under(PLAIN if told.status == "planned" else told, effect, *places)
    if word == "before" and told.status == "happened" and _could(tree, child):
        return Told("did_not_happen", places)  # "before it could explode"
    if beside("time link", word):
        past = any(tree.words[each].tag == "VBD" for each in (child, *tree.children(child, "aux", "cop")))
        if word in ("before", "until", "till") and told.status not in OPEN and is_present(tree, child):
            return Told("planned", places)
        ahead = told.status in ("planned", "possible") and (not past or is_thought(tree, head))
        return told if ahead else PLAIN
    if not word and (inverted := _inverted(tree, child)):
        return inverted
    if finite:
        return PLAIN
    if tree.words[child].tag == "VBG" and not word and (found := governs(tree, head, "ing")) and len(found[1]) > 1:
        return under(told, found[0], *found[1])
    return told if told.status in OPEN else PLAIN


def _could(tree: Tree, at: int) -> bool:
    return tree.has_word(at, ("could",), "aux")


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
        if tree.low(head) in _ORDER or tree.has_word(head, _ORDER, "amod"):
            return told
        return under(told, _PLAN, to)
    if link == "whether":
        return Told("possible", tuple(tree.children(child, "mark")))
    finite = is_finite(tree, child)
    found = governs(tree, head, "that") if finite else governs(tree, head, f"{link}-ing", link) if link else None
    if found:
        return under(told, found[0], *found[1])
    effect = beside("link", link) if link else None
    return (
        under(PLAIN if told.status == "planned" else told, effect, *tree.children(child, "mark")) if effect else PLAIN
    )
