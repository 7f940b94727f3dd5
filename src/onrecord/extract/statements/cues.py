"""Nodes → cues: the reporting verbs of a block with their auxiliaries, negation and adverbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from onrecord.extract.statements.nodes import Node, phrase_words
from onrecord.extract.statements.phrases import head_of, is_head, phrase_after, phrase_before
from onrecord.lexicon import table
from onrecord.model.vocabulary import Polarity, Stance

_BE = frozenset(
    ["am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re", "isn't", "aren't", "wasn't", "weren't"]
)
_HAVE = frozenset(["has", "have", "had", "having", "'ve", "hasn't", "haven't", "hadn't"])
_DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
_NEGATED = frozenset({"not", "never", "cannot", "hardly", "barely", "scarcely"})
_NO_SUBJECT = frozenset(
    {"preposition", "possessive", "owner", "determiner", "ed", "ing", "verb", "number", "object"}
)  # kinds of node that no subject ends with
_POSSIBLE = frozenset(["would", "could", "might", "may", "wouldn't", "couldn't"])
_SPOKEN = frozenset({"says", "asks", "warns", "promises", "demands", "accuses", "admits", "proposes", "threatens"})
_PLURAL = frozenset(["i", "you", "we", "they", "who", "many", "some", "most", "others", "both", "several"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A row of the table of reporting verbs; `particles` are the words that belong to it ("point" "out")."""

    lemma: str
    particles: tuple[str, ...]
    stance: Stance
    polarity: Polarity
    frames: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A verb group: nodes `first` to `last` (not included), the verb itself at `head`."""

    first: int
    last: int
    head: int
    verb: Verb
    form: str  # base, s, past, ing, passive
    polarity: Polarity


@cache
def _verbs() -> dict[str, tuple[tuple[str, Verb], ...]]:
    """Every form → its verbs, those with more particles first, each with what form it is."""
    found: dict[str, list[tuple[str, Verb]]] = {}
    for lemma, forms, stance, polarity, frames in table("reporting_verbs"):
        words = lemma.split()
        verb = Verb(
            lemma=lemma,
            particles=tuple(words[1:]),
            stance=cast(Stance, stance),
            polarity=cast(Polarity, polarity),
            frames=frozenset(frames.split()),
        )
        for form in forms.split():
            name = "ing" if form.endswith("ing") else "base" if form == words[0] else "past"
            found.setdefault(form, []).append(("s" if name == "past" and form == forms.split()[1] else name, verb))
    for verbs in found.values():
        quoting = any("q" in verb.frames for _, verb in verbs if not verb.particles)
        verbs[:] = [(form, replace(verb, frames=verb.frames | {"q"}) if quoting else verb) for form, verb in verbs]
    return {form: tuple(sorted(verbs, key=lambda each: -len(each[1].particles))) for form, verbs in found.items()}


def meaning(words: Sequence[str]) -> tuple[Stance, Polarity]:
    """What the words of a cue (lower case) make of what was said: by its last reporting verb, else by its noun."""
    for head in range(len(words) - 1, -1, -1):
        for _, verb in _verbs().get(words[head], ()):
            last = head + 1 + len(verb.particles)
            if tuple(words[head + 1 : last]) == verb.particles:
                return verb.stance, _polarity(verb, words[:head])
    for noun, stance, polarity, _ in table("attribution_nouns"):
        if noun in words:
            return cast(Stance, stance), cast(Polarity, polarity)
    negated = any(word in _NEGATED or word.endswith(("n't", "n’t")) for word in words)
    return ("says" if "according" in words else "other"), ("not_said" if negated else "said")


def cues(nodes: Sequence[Node]) -> Iterator[Cue]:
    """The verb groups of a block that can report, in order."""
    for head, node in enumerate(nodes):
        if node.kind in ("name", "quote", "mark", "comma", "stop", "number"):
            continue
        for form, verb in _verbs().get(node.low, ()):
            last = head + 1 + len(verb.particles)
            if tuple(each.low for each in nodes[head + 1 : last]) == verb.particles:
                cue = _group(nodes, head, last, form, verb)
                if cue:
                    yield cue
                break


def _group(nodes: Sequence[Node], head: int, last: int, form: str, verb: Verb) -> Cue | None:
    """The verb group around a form, or None where the form is a noun or an adjective there."""
    first = head
    while first > 0 and nodes[first - 1].kind in ("auxiliary", "modal", "negation", "adverb"):
        first -= 1
    while first < head and nodes[first].kind == "adverb" and (first == 0 or nodes[first - 1].kind == "stop"):
        first += 1
    helpers = [node.low for node in nodes[first:head]]
    before = nodes[first - 1] if first else None
    if before is not None and before.low == "to":
        raised = _raised(nodes, first)
        if raised is None:
            return None
        failing = any(node.low in phrase_words("failing") for node in nodes[raised:first])
        first, helpers = raised, ["to", *(["not"] if failing else [])]
        before = nodes[first - 1] if first else None
    short = _short_of(nodes, first) if form == "ing" and before is not None else None
    if short is not None:
        first, helpers, form = short, ["not"], "past"
        before = nodes[first - 1] if first else None
    verbal = [
        word
        for word in helpers
        if word in _BE | _HAVE | _DO
        or word in ("to", "will", "would", "could", "can", "should", "might", "may", "must", "'d", "'ll")
        or word.endswith("n't")
    ]
    if form == "past" and not verbal and _is_modifier(nodes, head, before):
        return None
    if form == "past" and any(word in _BE for word in helpers[-3:]):
        form = "passive"
    elif (
        (form == "past" and not verbal and not _past_stands(before))
        or (form in ("base", "s") and not verbal and not _present_stands(nodes, head, form, first))
        or (form == "base" and any(word in _BE for word in helpers))
        or (form == "ing" and not verbal and not _participle_stands(before))
    ):
        return None
    return Cue(first=first, last=last, head=head, verb=verb, form=form, polarity=_polarity(verb, helpers))


def _raised(nodes: Sequence[Node], first: int) -> int | None:
    """Where the group begins whose last verb is an infinitive: "went on to say", "seemed to deny"."""
    at = first - 2
    if at >= 0 and nodes[at].low in phrase_words("readiness"):
        at -= 1
    if at < 0 or nodes[at].low not in phrase_words("raising"):
        return None
    while at > 0 and nodes[at - 1].kind in ("auxiliary", "modal", "negation", "adverb"):
        at -= 1
    return at


def _short_of(nodes: Sequence[Node], first: int) -> int | None:
    """Where the group "stopped short of saying" begins, whose last verb is left unsaid."""
    if first < 3 or nodes[first - 1].low != "of" or nodes[first - 2].low != "short":
        return None
    at = first - 3
    if nodes[at].low not in ("stop", "stops", "stopped", "fell", "fall", "falls"):
        return None
    while at > 0 and nodes[at - 1].kind in ("auxiliary", "modal", "negation", "adverb"):
        at -= 1
    return at


def _is_modifier(nodes: Sequence[Node], head: int, before: Node | None) -> bool:
    """Whether a participle belongs to the noun after it: "1,204 suspected cases", "some 40 alleged victims"."""
    if before is None or not nodes[head].low.endswith("ed"):
        return False
    if before.kind == "determiner" and before.low in phrase_words("alone"):
        end = phrase_after(nodes, head + 1)  # "some suspected cases were found"
        return end is not None and end < len(nodes) and nodes[end].kind in ("auxiliary", "modal")
    if before.kind != "number":
        return False
    counted = not before.low.endswith("s")  # "hundreds demanded answers"
    return counted and head + 1 < len(nodes) and nodes[head + 1].kind == "noun"


def _past_stands(before: Node | None) -> bool:
    """Whether a past form without auxiliaries is the verb of its clause, by the word before it."""
    if before is None or before.kind in ("stop", "comma", "quote"):
        return True
    if before.kind == "determiner":
        return before.low in phrase_words("alone") or before.low in ("that", "this", "these", "those")
    return before.kind not in ("possessive", "preposition", "owner", "adverb") or before.low == "but"


def _present_stands(nodes: Sequence[Node], head: int, form: str, first: int) -> bool:
    """Whether "claims" or "claim" is a verb there: its subject agrees with it."""
    before = nodes[first - 1] if first else None
    if before is None or before.kind in _NO_SUBJECT:
        return form == "base" and before is not None and before.low in phrase_words("alone")
    after = nodes[head + 1].low if head + 1 < len(nodes) else ""
    if form == "base":
        if before.kind == "subject":
            return before.low in _PLURAL
        return after not in ("of", "from") and (_is_plural(nodes, first) or _nor_did(nodes, first))
    if before.kind == "subject":
        return before.low not in _PLURAL - {"who"}
    if before.kind in ("comma", "quote", "conjunction") or before.low in ("which", "that"):
        return True
    return (
        is_head(before)
        and (before.kind == "name" or not before.low.endswith("s"))
        and after not in ("of", "from", "and")
    )


def _nor_did(nodes: Sequence[Node], end: int) -> bool:
    """Whether the auxiliary stands before the subject: "Nor did the mayor say"."""
    start = phrase_before(nodes, end)
    return (
        start is not None
        and start > 1
        and nodes[start - 1].low in phrase_words("inverted")
        and nodes[start - 2].low in ("nor", "neither", "never")
    )


def _is_plural(nodes: Sequence[Node], end: int) -> bool:
    """Whether the noun phrase before a node has a plural head: "records from last year"."""
    start = phrase_before(nodes, end)
    if start is None:
        return False
    head = head_of(nodes, (start, end))
    if head.kind not in ("noun", "name"):
        return False
    return (
        head.low.endswith("s")
        or head.low in phrase_words("people")
        or any(node.low == "and" for node in nodes[start:end])
    )


def _participle_stands(before: Node | None) -> bool:
    """Whether an "-ing" form is a participle of its own: after a comma, a noun or at the start."""
    return (
        before is None
        or before.kind in ("comma", "stop", "quote", "name", "noun", "conjunction", "subject")
        or before.low in ("by", "while", "in", "after", "before", "when", "without", "for", "—", "–")
    )


def _polarity(verb: Verb, helpers: Sequence[str]) -> Polarity:
    negated = any(word in _NEGATED or word.endswith("n't") for word in helpers)
    if negated:
        if verb.stance == "believes":
            return "denied"
        return "said" if verb.polarity == "declined" else "not_said"
    ahead = "will" in helpers and "have" not in helpers and verb.stance in _SPOKEN
    if verb.polarity == "said" and ahead:
        return "hypothetical"  # "will say on Friday"
    if verb.polarity == "said" and any(word in _POSSIBLE for word in helpers) and "have" not in helpers:
        return "hypothetical"
    return verb.polarity
