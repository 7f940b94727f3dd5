"""Attributions → by their origin, with the outlet that carried it beside: who cites whom, who quotes whom.

"The bridge will close, the Alder Times reported, citing two officials": two officials say it, the Alder Times carries
it. "The Alder Times quoted the mayor as saying that …", "the mayor was quoted as saying that …": the mayor says it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import cast

from onrecord.extract.statements.attributed import Range
from onrecord.extract.statements.carriers import Outlets
from onrecord.extract.statements.edges import Edges
from onrecord.extract.statements.objects import speaking_nouns
from onrecord.extract.statements.stretches import overlap
from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Analysis, Attribution, Offsets
from onrecord.model.vocabulary import SourceKind

CONFIDENCE = 0.6
LONGEST = 30  # words of who is cited
NEAR = 2  # attributions before and behind "citing" that it can belong to
_SEEN = re.compile(r"\b(?:seen|viewed|obtained|reviewed|read|heard) by\b")
_QUOTING = frozenset({"quoted", "quotes", "quoting", "quote", "cited", "cites", "citing"})
_CITING = frozenset({"citing", "quoting"})


def with_chains(
    analysis: Analysis, tree: Tree, found: Sequence[Attribution], edges: Edges, outlets: Outlets
) -> list[Attribution]:
    """The attributions, each by its origin."""
    kept = _Placed(found)
    for at in range(1, len(tree.words)):
        low = tree.low(at)
        if low == "saying" and tree.low(at - 1) == "as":
            _quoted_as(analysis, tree, at, kept, edges, outlets)
        elif low in _CITING:
            _cited(analysis, tree, at, kept, outlets)
    return [_seen(analysis, one, outlets) for one in kept.all()]


def _seen(analysis: Analysis, one: Attribution, outlets: Outlets) -> Attribution:
    """ "A letter seen by the Alder Times": the outlet that saw it carries it."""
    seen = _SEEN.search(analysis.document.text, *one.source) if one.source else None
    if seen is None or one.source is None:
        return one
    return replace(one, via=tuple(dict.fromkeys((*one.via, *outlets.inside((seen.end(), one.source[1]))))))


class _Placed:
    """The attributions by the places of their cues; they are exchanged for others one by one."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self.found: list[Attribution | None] = list(found)
        self._more: list[Attribution] = []
        self._cues = sorted((one.cue, at) for at, one in enumerate(found) if one.cue)
        self._starts = [cue[0] for cue, _ in self._cues]

    def sharing(self, place: Offsets) -> list[int]:
        """Those whose cue begins in a place."""
        first, end = bisect_left(self._starts, place[0]), bisect_left(self._starts, place[1])
        return [at for _, at in self._cues[first:end]]

    def near(self, place: Offsets, within: Offsets) -> list[int]:
        """Those whose cue stands before and behind a place in a stretch, the nearest before it first."""
        middle = bisect_right(self._starts, place[0])
        sides = [*reversed(self._cues[max(0, middle - NEAR) : middle]), *self._cues[middle : middle + NEAR]]
        return [at for cue, at in sides if within[0] <= cue[0] < within[1]]

    def drop(self, places: Sequence[int]) -> None:
        """Without these."""
        for at in places:
            self.found[at] = None

    def put(self, one: Attribution, instead: Sequence[int]) -> None:
        """One in the place of others."""
        self.drop(instead)
        self._more.append(one)

    def all(self) -> list[Attribution]:
        """Those that are left, then those put instead of others."""
        return [*(one for one in self.found if one), *self._more]


def _quoted_as(analysis: Analysis, tree: Tree, saying: int, placed: _Placed, edges: Edges, outlets: Outlets) -> None:
    """ "Quoted Y as saying", "Y was quoted by X as saying": Y says what follows."""
    verb = _quoting(tree, saying)
    if verb is None:
        return
    passive = any(tree.children(verb, "aux"))
    who = next(tree.children(verb, "nsubj" if passive else "obj"), None)
    carrier = next(tree.children(verb, "obl" if passive else "nsubj"), None)
    if carrier is None and passive:
        carrier = next(tree.children(saying, "obl"), None)  # "was quoted as saying by the Alder Times"
    first = min([verb, *tree.children(verb, "aux")])
    own = [at for at in placed.sharing(tree.place((first, saying + 1))) if placed.found[at]]
    read = [one for at in own if (one := placed.found[at])]
    content = (*_ahead(tree, first, read, edges), *_behind(tree, saying, read, edges))
    if who is not None and edges.form(content) != "direct":
        content = _quoted_before(analysis, tree.place(tree.extent(who))[0], edges) or content
    if who is None or not tree.is_whole(who) or not content or overlap(tree.place(tree.extent(who)), content):
        return
    alone = passive and verb == saying - 2  # "was quoted as saying", without a "by" between
    cited = Attribution(
        form=edges.form(content),
        content=content,
        cue=tree.place((first if alone else saying, saying + 1)),
        source=tree.place(tree.phrase(who)),
        source_kind=_kind(tree, who),
        via=outlets.inside(tree.place(tree.extent(carrier))) if carrier is not None else (),
        confidence=max([one.confidence for one in read], default=CONFIDENCE),
    )
    placed.put(cited, own)


def _quoting(tree: Tree, saying: int) -> int | None:
    """The "quoted" above "saying", or the one whose object ends where "as saying" begins."""
    head = tree.words[saying].head
    if 0 <= head < saying and tree.low(head) in _QUOTING:
        return head
    for at in range(saying - 2, max(-1, saying - LONGEST), -1):
        if tree.low(at) in _QUOTING:
            return at if any(tree.extent(who)[1] == saying - 1 for who in tree.children(at, "obj")) else None
    return None


def _behind(tree: Tree, saying: int, own: Sequence[Attribution], edges: Edges) -> tuple[Offsets, ...]:
    """What stands behind "saying" of the contents that were read, else the clause under it."""
    end = tree.words[saying].end
    for one in own:
        spans = edges.stretches([(max(start, end), stop) for start, stop in one.content if stop > end])
        if spans:
            return spans
    clause = next(tree.children(saying, "ccomp"), None)
    return edges.stretches([tree.place(tree.extent(clause))]) if clause is not None and clause > saying else ()


def _ahead(tree: Tree, verb: int, own: Sequence[Attribution], edges: Edges) -> tuple[Offsets, ...]:
    """The quotation that stands before "quoted Y as saying", of the contents that were read."""
    end = tree.words[verb].start
    stretches = (edges.stretches([place for place in one.content if place[1] <= end]) for one in own)
    return next((spans for spans in stretches if spans and edges.form(spans) == "direct"), ())


def _quoted_before(analysis: Analysis, place: int, edges: Edges) -> tuple[Offsets, ...]:
    """The quotation that ends right before a place."""
    quotations = analysis.quotations
    for at in range(bisect_left(quotations, place, key=lambda each: each.start) - 1, -1, -1)[:NEAR]:
        if quotations[at].closed and not analysis.document.text[quotations[at].end : place].strip():
            return edges.stretches(quotations[at].content)
    return ()


def _cited(analysis: Analysis, tree: Tree, citing: int, placed: _Placed, outlets: Outlets) -> None:
    """ "…, the Alder Times said, citing Y": Y says it where Y is somebody; that Y is cited is no statement."""
    who = next(tree.children(citing, "obj"), None)
    if who is None or who < citing or not tree.is_whole(who) or not _speaks(tree, who, outlets):
        return
    source = tree.place(_phrase(tree, who))
    place = tree.place((citing, citing + 1))
    written = _kind(tree, who) == "document"  # that a document is cited can be all that is said
    read = placed.sharing(place)
    if not written:
        placed.drop(read)
    for at in placed.near(place, _sentence(analysis, place)):
        one = placed.found[at]
        if one is None or one.source is None or one.polarity != "said":
            continue
        carriers = outlets.inside(one.source)
        if carriers and not any(start < source[1] and place[0] < end for start, end in one.content):
            told = (one.source, *((one.cue,) if one.cue else ()))
            placed.put(
                replace(
                    one,
                    source=source,
                    source_kind=_kind(tree, who),
                    cue=place,
                    via=tuple(dict.fromkeys((*one.via, *carriers))),
                    evidence=(*one.evidence, *told),
                ),
                [at, *read],
            )
            return


def _sentence(analysis: Analysis, place: Offsets) -> Offsets:
    sentences = analysis.sentences
    at = max(0, bisect_right(sentences, place[0], key=lambda sentence: sentence.start) - 1)
    return (sentences[at].start, sentences[at].end) if sentences else place


def _phrase(tree: Tree, head: int) -> Range:
    """The noun phrase under a word, up to a comma or the clause that tells more of it."""
    first, end = tree.extent(head)
    for at in range(head + 1, min(end, head + LONGEST)):
        if tree.words[at].upos == "PUNCT" or tree.low(at) in ("who", "whom", "which", "that"):
            return first, at
    return first, min(end, head + LONGEST)


def _speaks(tree: Tree, head: int, outlets: Outlets) -> bool:
    """Whether a noun phrase is somebody: a name, somebody's role, people who are not named, or a document."""
    return tree.low(head) in speaking_nouns() or outlets.named(tree.place((head, head + 1)))


def _kind(tree: Tree, head: int) -> SourceKind | None:
    named = tree.words[head].upos == "PROPN"
    return None if named else next((cast(SourceKind, kind) for noun, kind in _kinds() if noun == tree.low(head)), None)


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in table("anonymity"))
