"""Analysis and names → nodes: the words of each block with their class, a quotation as one of them.

There is no parser here: a word's class comes from closed-class tables, its capital, its suffix and the names found.
A quotation that is not inside another one is a single node, so that rules read over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from onrecord.lexicon import reporting_forms, table, words
from onrecord.model import Analysis, Mention, Offsets, Quotation, Token

Kind = Literal[
    "determiner", "possessive", "subject", "object", "preposition", "conjunction", "subordinator", "auxiliary",
    "modal", "negation", "adverb", "name", "number", "ed", "ing", "verb", "noun", "owner", "quote", "comma", "mark",
    "stop",
]  # fmt: skip

FINITE: frozenset[Kind] = frozenset({"auxiliary", "modal", "verb", "ed"})  # kinds that show that a clause has its verb
FEWEST = 3  # words that a headline has, closed-class words aside
HEADLINE = 0.75  # share of them with a capital
LONGEST_SOURCE = 1000  # characters
LONG = 5  # spaces in a quotation from which it is more than a few words
_ESCAPE = "\x1b"  # begins a terminal's code, which is no word
_SHORTENED = frozenset({"that", "what", "who", "here", "how", "where"})
_OWNING = frozenset({"determiner", "possessive", "owner"})
_CONTRACTED = ("'re", "'ve", "'ll", "'d", "'m")
_STOPS = frozenset({".", "!", "?", "…", "...", ";"})


class Node(NamedTuple):
    """A word, a mark or a whole quotation (`content` is its words in this block); a tuple, since every word is one."""

    start: int
    end: int
    low: str
    kind: Kind
    content: Offsets | None = None
    quotation: int = -1
    whole: bool = False  # a quotation that is a sentence or more, not a few words of one
    pause: bool = False  # a quotation that ends with a comma
    named: bool = False  # a word in one of the names found

    @property
    def is_day(self) -> bool:
        """Whether it tells when, as no part of a name ("USA Today")."""
        return not self.named and self.low in phrase_words("day")


def nodes_by_block(analysis: Analysis, mentions: Sequence[Mention]) -> Iterator[list[Node]]:
    """The nodes of each block, in order; every sentence ends with a `stop`."""
    text, tokens = analysis.document.text, analysis.tokens
    named = _covered(tokens, mentions)
    quotes = _quotes_by_block(analysis)
    at = 0
    for block in range(len(analysis.document.blocks)):
        nodes: list[Node] = []
        span = analysis.document.blocks[block].span
        shouted = text[span.start : span.end].isupper()
        pending = iter(quotes[block])
        quote = next(pending, None)
        while at < len(analysis.sentences) and analysis.sentences[at].block == block:
            sentence = analysis.sentences[at]
            at += 1
            headline = _is_headline(text, tokens[sentence.first : sentence.last])
            for number in range(sentence.first, sentence.last):
                token = tokens[number]
                if text[token.start] == _ESCAPE:
                    continue
                while quote and token.start >= quote.end:
                    quote = next(pending, None)
                if quote and token.start >= quote.start:
                    if not nodes or nodes[-1] is not quote:
                        nodes.append(quote)
                    continue
                opening = not nodes or nodes[-1].kind in ("stop", "quote") or nodes[-1].low == ":"
                node = _node(text, token, number in named, opening, headline, shouted)
                if node.kind == "ing" and nodes and nodes[-1].kind in _OWNING and not is_form(node.low):
                    node = node._replace(kind="noun")  # "the meeting"
                elif node.low in ("'", "’") and nodes and nodes[-1].end == node.start and nodes[-1].low.endswith("s"):
                    node = node._replace(kind="owner")  # "the workers' union"
                elif node.kind == "owner" and nodes and (nodes[-1].kind == "subject" or nodes[-1].low in _SHORTENED):
                    node = node._replace(kind="auxiliary")  # "he's", "that's"
                elif node.low == "&" and text[node.end : node.end + 2].strip().islower():
                    node = node._replace(kind="conjunction")
                elif node.low == "yet" and nodes and nodes[-1].kind in ("auxiliary", "modal", "negation"):
                    node = node._replace(kind="adverb")  # "has not yet told"
                nodes.append(node)
            if nodes and nodes[-1].kind == "quote" and nodes[-1].end > sentence.end:
                continue  # the sentence ends inside a quotation
            if nodes and nodes[-1].kind != "stop":
                nodes.append(Node(start=sentence.end, end=sentence.end, low="", kind="stop"))
        if nodes and nodes[-1].kind != "stop":
            nodes.append(Node(start=nodes[-1].end, end=nodes[-1].end, low="", kind="stop"))
        yield nodes


def _covered(tokens: Sequence[Token], mentions: Sequence[Mention]) -> set[int]:
    """The numbers of the tokens that stand in a name."""
    found: set[int] = set()
    at = 0
    for mention in mentions:
        while at < len(tokens) and tokens[at].end <= mention.start:
            at += 1
        while at < len(tokens) and tokens[at].start < mention.end:
            found.add(at)
            at += 1
    return found


def _quotes_by_block(analysis: Analysis) -> list[list[Node]]:
    blocks = analysis.document.blocks
    found: list[list[Node]] = [[] for _ in blocks]
    starts = [block.span.start for block in blocks]
    for number, quotation in enumerate(analysis.quotations):
        if quotation.nested:
            continue
        place = 0
        for order, stretch in enumerate(quotation.content):
            place = _block_of(starts, stretch[0])
            found[place].append(_quote(analysis, number, quotation, order, place))
    for quotes in found:
        quotes.sort(key=lambda node: node.start)
    return found


def _block_of(starts: Sequence[int], at: int) -> int:
    low, high = 0, len(starts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if starts[middle] <= at else (low, middle)
    return low


def _quote(analysis: Analysis, number: int, quotation: Quotation, order: int, block: int) -> Node:
    text, span = analysis.document.text, analysis.document.blocks[block].span
    start, end = quotation.content[order]
    first, last = order == 0, order == len(quotation.content) - 1
    said = text[start:end]
    ended = said.rstrip("’'”\"»") or said  # a quotation inside may end with it
    before = text[max(span.start, quotation.start - 3) : quotation.start].rstrip()
    apart = not first or before == "" or not (before[-1].isalnum() or before[-1] in "'’")
    whole = (
        len(quotation.content) > 1 or (apart and ended[-1] in ",.!?…—–") or (ended[-1] in ".!?" and said[0].isupper())
    )
    return Node(
        start=quotation.start if first else span.start,
        end=quotation.end if last else span.end,
        low="",
        kind="quote",
        content=(start, end),
        quotation=number,
        whole=whole or (apart and said[0].isupper() and said.count(" ") >= LONG),
        pause=ended[-1] == ",",
    )


def _is_headline(text: str, tokens: Sequence[Token]) -> bool:
    """Whether the words have capitals for being in a headline, so that a capital makes no name of a verb."""
    words_ = [text[token.start : token.end] for token in tokens]
    longer = [word for word in words_ if word[0].isalpha() and word.lower() not in _classes()]
    return len(longer) >= FEWEST and sum(word[0].isupper() for word in longer) > HEADLINE * len(longer)


def _node(text: str, token: Token, named: bool, opening: bool, headline: bool, shouted: bool) -> Node:
    word = text[token.start : token.end]
    low = word.lower().replace("’", "'")
    word = low if shouted else word  # the capitals of a block in capitals make no names
    verb = headline and low.endswith(("s", "ed")) and is_form(low)
    kind = "verb" if verb else _kind(word, low, named, opening)
    return Node(start=token.start, end=token.end, low=low, kind=kind, named=named)


def _kind(word: str, low: str, named: bool, opening: bool) -> Kind:
    if low in _STOPS:
        return "stop"
    if low == "'s":
        return "owner"
    if low == ",":
        return "comma"
    if not word[0].isalnum() and word[0] not in "@#":
        return "mark"
    known = _classes().get(low)
    if known and not (named and word[0].isupper() and not opening):
        return known
    if low.endswith(_CONTRACTED) and len(low) < 8:
        return "subject"
    if named or (word[0].isupper() and not opening):
        return "name"
    if word[0].isdigit() or low in _numbers():
        return "number"
    if low in words("verb_forms"):
        return "verb"
    if low.endswith("ed") and len(low) > 4:
        return "ed"
    if low.endswith("ing") and len(low) > 5:
        return "ing"
    if low.endswith("ly") and len(low) > 4:
        return "adverb"
    return "name" if word[0].isupper() and opening and low not in reporting_forms() else "noun"


@cache
def _classes() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for row in table("function_words"):
        kinds[row[0].replace("’", "'")] = row[1]  # type: ignore[assignment]
    return kinds


@cache
def phrase_words(use: str) -> frozenset[str]:
    """The words of one use in the table of phrase words."""
    return frozenset(row[0] for row in table("phrase_words") if row[1] == use)


def is_form(low: str) -> bool:
    """Whether a word is a form of a reporting verb."""
    return low in reporting_forms()


def too_long(nodes: Sequence[Node], place: tuple[int, int]) -> bool:
    """Whether nodes have more characters than any source has: several cues can share one, so output would multiply."""
    return nodes[place[1] - 1].end - nodes[place[0]].start > LONGEST_SOURCE


@cache
def _numbers() -> frozenset[str]:
    return frozenset(row[0] for row in table("numbers") if row[1] in ("unit", "ten", "scale", "vague"))
