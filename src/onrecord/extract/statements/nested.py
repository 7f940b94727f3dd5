"""Attributions of a text → with those that stand inside the content of another, read off the dependencies.

"She said the mayor had told her that the dam was unsafe": a reporting verb inside a content, with a subject and a
clause of its own, is a statement in a statement. What asks or supposes ("did he say", "if he says") is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from onrecord.extract.statements.attributed import Range
from onrecord.extract.statements.cues import meaning
from onrecord.extract.statements.edges import Edges
from onrecord.extract.statements.nodes import phrase_words
from onrecord.extract.statements.stretches import trimmed
from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Analysis, Attribution, Offsets, Sentence
from onrecord.model.vocabulary import Form

CONFIDENCE = 0.6
DEEPEST = 8  # contents around a place that are looked at
_WISHES = frozenset(
    {"wants", "believes"}
)  # stances of verbs whose infinitive is what somebody is up to, not what he says
_MARKS = frozenset({"that", "whether", "to", "for"})  # the subordinators that a content can open with
_SUPPOSED = frozenset({"if", "unless", "whether", "lest"})


def with_nested(analysis: Analysis, tree: Tree, found: Sequence[Attribution], edges: Edges) -> list[Attribution]:
    """The attributions, and those that the tree reads inside their contents; a cue is read once."""
    outer = _Contents(found)
    cued = {at for one in found if one.cue for at in tree.inside(one.cue)}
    held = {one.content for one in found}
    nested: list[Attribution] = []
    verbs = _forms("tswi")
    for at in sorted({at for one in found for span in one.content for at in tree.inside(span)} - cued):
        one = None
        if tree.low(at) == "according":
            one = _according(analysis, tree, at, outer, edges)
        elif tree.low(at) in verbs:
            one = _nested(analysis, tree, at, outer, edges)
        if one and one.content not in held:
            held.add(one.content)
            nested.append(one)
    return [*found, *nested]


def _nested(analysis: Analysis, tree: Tree, verb: int, outer: _Contents, edges: Edges) -> Attribution | None:
    subject, clause = _subject(tree, verb), _clause(tree, verb)
    around = outer.around(tree.place((verb, verb + 1)))
    if subject is None or clause is None or around is None or _is_supposed(tree, verb, subject):
        return None
    said, source, cue = _from_mark(tree, clause), tree.phrase(subject), _cue(tree, verb)
    if any(one[0] < other[1] and other[0] < one[1] for one, other in ((said, source), (said, cue), (source, cue))):
        return None
    if _parted(analysis, tree.place((verb, verb + 1))[0], tree.place(said)[0]):
        return None
    if not tree.is_whole(clause) or not tree.is_whole(subject) or _asks_you(analysis, tree, subject, said):
        return None
    told = next((child for child in tree.children(verb, "iobj", "obj") if verb < child < said[0]), None)
    if told is not None and tree.low(verb) not in _forms("o"):
        return None  # "can't say that because …": what is said is no clause
    content = edges.stretches([tree.place(said)])
    if not content or not all(_lies(place, around) for place in (*content, tree.place(source))):
        return None
    stance, polarity = meaning([tree.low(at) for at in range(*cue)])
    if tree.words[clause].relation == "xcomp" and stance in _WISHES:
        return None
    return Attribution(
        form=_form(analysis, content[0], around, edges),
        content=content,
        cue=tree.place(cue),
        source=trimmed(analysis.document.text, tree.place(source)),
        addressee=tree.place(tree.phrase(told)) if told is not None else None,
        stance=stance,
        polarity="not_said" if tree.low(source[0]) in phrase_words("nobody") else polarity,
        confidence=CONFIDENCE,
    )


def _according(analysis: Analysis, tree: Tree, at: int, outer: _Contents, edges: Edges) -> Attribution | None:
    """ "According to police, three men were held" inside a content: all that its verb governs beside it."""
    head = tree.words[at].head
    governor = tree.words[head].head if head > at + 1 else -1
    around = outer.around(tree.place((at, at + 1)))
    if governor < 0 or around is None or tree.low(at + 1) != "to" or not tree.is_whole(head):
        return None
    first, end = tree.extent(governor)
    source = tree.place((at + 2, tree.phrase(head)[1]))
    parts = [tree.place(part) for part in ((first, at), (tree.extent(head)[1], end)) if part[0] < part[1]]
    content = edges.stretches(parts)
    if tree.extent(head)[0] != at or not content or not all(_lies(place, around) for place in (*content, source)):
        return None
    form = _form(analysis, content[0], around, edges)
    return Attribution(form=form, content=content, cue=tree.place((at, at + 2)), source=source, confidence=CONFIDENCE)


def _subject(tree: Tree, verb: int) -> int | None:
    """The verb's subject, or that of the verb before it which it is joined to ("he called and said").

    Who is accused of saying something is the one who says it.
    """
    own = next(tree.children(verb, "nsubj"), None)
    word = tree.words[verb]
    if own is None and 0 <= word.head < verb and tree.words[word.head].lemma == "accuse":
        return next((each for each in tree.children(word.head, "obj") if each < verb), None)
    if own is None and word.relation == "conj" and 0 <= word.head < verb:
        return next(tree.children(word.head, "nsubj"), None)
    return own if tree.words[verb].tag != "VBN" or any(tree.children(verb, "aux")) else None


def _clause(tree: Tree, verb: int) -> int | None:
    """The clause under a verb that tells what is said: with a subject of its own or a "to", and no reason or time."""
    relations = [
        *(["ccomp"] if tree.low(verb) in _forms("tsw") else []),
        *(["xcomp"] if tree.low(verb) in _forms("i") else []),
    ]
    for clause in tree.children(verb, *relations):
        marks = [tree.low(mark) for mark in tree.children(clause, "mark")]
        opened = all(mark in _MARKS for mark in marks)
        subject = any(tree.children(clause, "nsubj", "csubj", "expl"))
        if opened and (subject if tree.words[clause].relation == "ccomp" else "to" in marks):
            return clause
    return None


def _from_mark(tree: Tree, clause: int) -> Range:
    """The clause from its "that": what stands before it tells of the saying ("warned in May that …")."""
    first, end = tree.extent(clause)
    return next((mark for mark in tree.children(clause, "mark") if tree.low(mark) == "that"), first), end


def _cue(tree: Tree, verb: int) -> Range:
    """The verb with the auxiliaries, negation and adverbs that stand right before it."""
    first = verb
    group = set(tree.children(verb, "aux", "advmod"))
    while first - 1 in group:
        first -= 1
    return first, verb + 1


def _is_supposed(tree: Tree, verb: int, subject: int) -> bool:
    """Whether the clause asks or supposes: an auxiliary stands before its subject, or "if"."""
    turned = any(child < subject < verb for child in tree.children(verb, "aux"))
    return turned or any(tree.low(mark) in _SUPPOSED for mark in tree.children(verb, "mark"))


def _asks_you(analysis: Analysis, tree: Tree, subject: int, said: Range) -> bool:
    """ "You think that it will hold?"."""
    return tree.low(subject) == "you" and analysis.document.text[tree.place(said)[1] :][:1] == "?"


def _parted(analysis: Analysis, place: int, other: int) -> bool:
    """Whether a sentence begins between two places: the tree may reach over its end."""
    low, high = sorted((place, other))
    starts = analysis.sentences
    return bisect_right(starts, low, key=_start) != bisect_right(starts, high, key=_start)


def _start(sentence: Sentence) -> int:
    return sentence.start


def _form(analysis: Analysis, content: Offsets, around: Offsets, edges: Edges) -> Form:
    """By the marks inside the content around it: what is told in a quotation is not quoted itself."""
    form = edges.form([content])
    if form != "direct" or edges.form([around]) != "direct":
        return form
    own = any(_lies(content, place) for each in analysis.quotations if each.nested for place in each.content)
    return "direct" if own else "indirect"


def _lies(place: Offsets, around: Offsets) -> bool:
    return around[0] <= place[0] and place[1] <= around[1]


class _Contents:
    """The stretches of contents, to find the innermost around a place."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self._stretches = sorted({span for one in found for span in one.content}, key=lambda span: (span[0], -span[1]))
        self._starts = [start for start, _ in self._stretches]

    def around(self, place: Offsets) -> Offsets | None:
        """The innermost of the nearest stretches that begin before a place and hold it."""
        last = bisect_right(self._starts, place[0])
        near = reversed(self._stretches[max(0, last - DEEPEST) : last])
        return next((span for span in near if _lies(place, span)), None)


@cache
def _forms(frames: str) -> frozenset[str]:
    """The forms of the reporting verbs, of one word, that have one of the frames."""
    return frozenset(
        form
        for lemma, forms, _, _, own in table("reporting_verbs")
        if " " not in lemma and set(frames) & set(own.split())
        for form in forms.split()
    )
