"""Readings of all blocks → the same with quotations that no verb stands beside, and those that go on.

A quotation that is a sentence of its own goes on from the speech before it; a verb with a colon at the end of its
paragraph takes the quotation that opens the next one; "X: “…”" needs no verb. A quotation over several paragraphs
belongs whole to whoever it belongs to in one of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.extract.statements.attributed import Cover, Reading
from onrecord.extract.statements.clauses import DASHES
from onrecord.extract.statements.nodes import Node, phrase_words
from onrecord.extract.statements.phrases import phrase_after
from onrecord.model import Offsets
from onrecord.model.vocabulary import ASIDES

_SPEECH = frozenset(
    {"says", "asks", "warns", "promises", "admits", "demands", "accuses", "other", "threatens", "proposes"}
)
_RUNNING = frozenset({"paragraph", "list_item"})
_NAME = 6  # most nodes of a name before a colon


@dataclass(slots=True, kw_only=True)
class Speech:
    """A reading and the quotations from elsewhere that belong to it.

    `block` is where it stands, `reading_block` where its cue and source do: another one if it is `continued`.
    """

    block: int
    reading: Reading
    reading_block: int
    more: list[Offsets] = field(default_factory=list)
    continued: bool = False


def with_quotations(
    kinds: Sequence[str], blocks: Sequence[Sequence[Node]], read: Sequence[list[Reading]]
) -> list[Speech]:
    """The readings of all blocks in order, each with the quotations that go on from it.

    A block that is not to be read has no nodes.
    """
    spoken: list[list[Speech]] = []
    owners: dict[int, Speech] = {}
    placed: set[tuple[int, int]] = set()
    for block, nodes in enumerate(blocks):
        own = [Speech(block=block, reading=each, reading_block=block) for each in read[block]]
        headline = block == 0 or kinds[block] in ("title", "subhead")
        taken = Cover(place for each in own for place in each.reading.content)
        own += [
            Speech(block=block, reading=each, reading_block=block)
            for each in (*_colons(nodes, headline=headline), *_signed(nodes))
            if not taken.holds((each.content[0][0], each.content[0][0] + 1))
        ]
        quotes = [place for place, node in enumerate(nodes) if node.kind == "quote"]
        for each in own:
            for first, end in each.reading.content:
                for place in quotes[bisect_left(quotes, first) : bisect_left(quotes, end)]:
                    placed.add((block, place))
                    owners.setdefault(nodes[place].quotation, each)
        spoken.append(own)
    return _going_on(kinds, blocks, spoken, owners, placed)


def _going_on(
    kinds: Sequence[str],
    blocks: Sequence[Sequence[Node]],
    spoken: Sequence[list[Speech]],
    owners: dict[int, Speech],
    placed: set[tuple[int, int]],
) -> list[Speech]:
    """Gives each quotation that no reading holds to the reading of its other stretches, or to the speech before it."""
    found: list[Speech] = []
    last: Speech | None = None
    for block, nodes in enumerate(blocks):
        running = kinds[block] in _RUNNING
        before = last if running and last and last.block >= _previous(kinds, block) else None
        cued = sorted(spoken[block], key=lambda each: each.reading.cue, reverse=True)
        for first, end in _sentences(nodes):
            alone = all(node.kind == "quote" for node in nodes[first:end])
            for place in range(first, end):
                node = nodes[place]
                if node.content is None or (block, place) in placed:
                    continue
                owner = owners.get(node.quotation)
                if owner is None and alone and before is not None and node.whole:
                    if not _goes_on(before, block):
                        before = Speech(
                            block=block,
                            reading=replace(before.reading, content=[]),
                            reading_block=before.reading_block,
                            continued=True,
                        )
                        found.append(before)
                    owner = owners[node.quotation] = before
                if owner is not None:
                    owner.more.append(node.content)
            while cued and cued[-1].reading.cue[0] < end:
                each = cued.pop()
                before = each if each.reading.stance in _SPEECH and not each.reading.weak else None
        found += spoken[block]
        if running:
            last = before
    return found


def _goes_on(speech: Speech, block: int) -> bool:
    """Whether a quotation in that block is more of the same statement, and not one of its own by the same speaker.

    An indirect statement goes on in its own paragraph only.
    """
    if speech.block == block:
        return True
    return not speech.reading.content or speech.reading.rule.startswith(("parenthesis", "quote", "expects"))


def _previous(kinds: Sequence[str], block: int) -> int:
    """The running block before this one."""
    at = block - 1
    while at >= 0 and kinds[at] in ASIDES:
        at -= 1
    return at


def _sentences(nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    first = 0
    for at, node in enumerate(nodes):
        if node.kind == "stop":
            if first < at:
                yield first, at
            first = at + 1
    if first < len(nodes):
        yield first, len(nodes)


def _colons(nodes: Sequence[Node], *, headline: bool) -> Iterator[Reading]:
    """ "X: “…”" at the front of a sentence; "X: …" without marks in a headline."""
    for first, end in _sentences(nodes):
        source = phrase_after(nodes, first)
        colon = source
        while colon is not None and colon < end and nodes[colon].low != ":" and colon - first < _NAME:
            colon += 1
        if source is None or colon is None or colon + 1 >= end or nodes[colon].low != ":":
            continue
        if nodes[first].kind not in ("name", "determiner", "possessive", "subject") or source < first:
            continue
        if colon - first == 1 and nodes[first].low in {"q", "a"} | phrase_words("kicker"):
            continue  # the question and the answer of an interview, "Interview: “…”"
        named = colon == source and all(node.kind == "name" for node in nodes[first:source])
        if nodes[colon + 1].kind == "quote" or (headline and first == 0 and named):
            yield Reading(cue=(colon, colon + 1), source=(first, source), content=[(colon + 1, end)], rule="colon-name")


def _signed(nodes: Sequence[Node]) -> Iterator[Reading]:
    """ "“…” — X" and nothing more: a quotation with the name of who said it below or behind it."""
    for at in range(1, len(nodes) - 1):
        quote = at - 2 if at > 1 and nodes[at - 1].kind == "stop" and not nodes[at - 1].low else at - 1
        if not nodes[quote].whole or nodes[at].low not in (*DASHES, "―"):
            continue
        end = at + 1
        while nodes[end].kind == "name" and end - at <= _NAME:
            end += 1
        if end > at + 1 and nodes[end].kind in ("stop", "quote"):
            yield Reading(cue=(at, at + 1), source=(at + 1, end), content=[(quote, quote + 1)], rule="signed")
