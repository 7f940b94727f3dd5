"""Attributions → with what somebody rejects that others say: "shot down rumours that …", "rejected claims of it".

The claim is the content, and it is denied: whether the engine read the verb, took the noun for the cue ("rumours", as
if said by the one who denies them), or read nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.extract.statements.attributed import Range
from onrecord.extract.statements.edges import Edges
from onrecord.extract.statements.stretches import overlap, trimmed
from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Attribution

CONFIDENCE = 0.7
_NEGATED = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_SAYS_WHAT = ("acl", "nmod", "obl", "ccomp")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    """A verb of refusing, its cue, and the heads of who refuses and of what is refused."""

    cue: Range
    who: int | None
    claim: int


def with_refusals(text: str, tree: Tree, found: Sequence[Attribution], edges: Edges) -> list[Attribution]:
    """The attributions, those that refuse a claim as denials; what was read at the noun alone is left out."""
    kept = list(found)
    refusals = list(_refusals(tree))
    if not refusals:
        return kept
    by_cue = {at: number for number, one in enumerate(kept) if one.cue for at in tree.inside(one.cue)}
    dropped: set[int] = set()
    for refusal in refusals:
        at = next((by_cue[word] for word in range(*refusal.cue) if word in by_cue), None)
        if at is not None:
            kept[at] = _denied(kept[at], tree, refusal)
        mine = _attribution(text, tree, refusal, edges)
        noun = by_cue.get(refusal.claim)
        if noun is not None and noun != at and mine and kept[noun].source == mine.source:
            dropped.add(noun)
        elif noun is not None and noun != at:
            continue  # "the minister's claim was rejected"
        if at is None and mine is not None:
            kept.append(mine)
    return [one for number, one in enumerate(kept) if number not in dropped]


def _denied(one: Attribution, tree: Tree, refusal: _Refusal) -> Attribution:
    """The reading of a refusal as a denial, where the claim is part of its content."""
    place = tree.place((refusal.claim, refusal.claim + 1))
    if one.polarity != "said" or not overlap(place, one.content):
        return one
    return replace(one, polarity="denied", stance="opposes")


def _attribution(text: str, tree: Tree, refusal: _Refusal, edges: Edges) -> Attribution | None:
    who = refusal.who
    if who is None or not tree.is_whole(who) or not tree.is_whole(refusal.claim):
        return None
    content = edges.stretches([tree.place(tree.phrase(refusal.claim))])
    first, end = tree.phrase(who)
    first += tree.words[first].upos == "ADP"  # "by the ministry"
    source, cue = trimmed(text, tree.place((first, end))), tree.place(refusal.cue)
    if not content or "\n" in text[slice(*content[0])] or any(overlap(part, content) for part in (source, cue)):
        return None
    return Attribution(
        form=edges.form(content),
        content=content,
        cue=cue,
        source=source,
        polarity="denied",
        stance="opposes",
        confidence=CONFIDENCE,
        rule="refused",
    )


def _refusals(tree: Tree) -> Iterator[_Refusal]:
    """Every verb of refusing with a claim, that is no infinitive and not negated."""
    for verb, word in enumerate(tree.words):
        if word.upos != "VERB" or word.lemma not in _verbs():
            continue
        end = next((verb + 1 + len(rest) for rest in _verbs()[word.lemma] if _follow(tree, verb + 1, rest)), None)
        helpers = set(tree.children(verb, "aux", "advmod"))
        if end is None or any(tree.low(at) in _NEGATED for at in helpers) or any(tree.children(verb, "mark")):
            continue
        subject = next(tree.children(verb, "nsubj"), None)
        passive = _is_passive(tree, verb)
        agent = next((at for at in tree.children(verb, "obl") if tree.words[at].relation == "obl:agent"), None)
        objects = tree.children(verb, "nsubj") if passive else tree.children(verb, "obj", "obl")
        claim = next((at for at in objects if _is_claim(tree, at) and not verb <= at < end), None)
        if claim is not None:
            yield _Refusal(cue=verb_group(tree, verb, end), who=agent if passive else subject, claim=claim)


def verb_group(tree: Tree, verb: int, end: int) -> Range:
    """A verb up to a word, with the auxiliaries and adverbs that stand right before it."""
    helpers, first = set(tree.children(verb, "aux", "advmod")), verb
    while first - 1 in helpers:
        first -= 1
    return first, end


def _follow(tree: Tree, at: int, rest: Sequence[str]) -> bool:
    return [tree.low(each) for each in range(at, min(at + len(rest), len(tree.words)))] == list(rest)


def _is_passive(tree: Tree, verb: int) -> bool:
    return any(tree.words[at].relation == "aux:pass" for at in tree.children(verb, "aux"))


def _is_claim(tree: Tree, at: int) -> bool:
    use = _nouns().get(tree.words[at].lemma)
    return use == "claim" or (use == "report" and any(tree.children(at, *_SAYS_WHAT)))


@cache
def _verbs() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Lemmas of verbs → the words that follow each of them, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words, use in table("refusals"):
        if use == "verb":
            found.setdefault(words.split()[0], []).append(tuple(words.split()[1:]))
    return {lemma: tuple(sorted(rests, key=len, reverse=True)) for lemma, rests in found.items()}


@cache
def _nouns() -> Mapping[str, str]:
    return {words: use for words, use in table("refusals") if use != "verb"}
