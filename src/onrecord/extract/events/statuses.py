"""A trigger in its tree → whether it is told to have happened, and by which words.

The words from the root of the tree down to the trigger are read in that order. Each hands the next what it makes of it
(`cues.under`: "denied that …" makes it did_not_happen, "a plan to …" planned), and each adds what stands beside it
(`beside.own`: negation, auxiliaries, adverbs); so two denials meet in a deed. The cues are rows of the tables
`event_status` and `event_modifiers`.

The statuses are those of the report or of the one whose words it gives; what a source says stands as it says it. After
Saurí & Pustejovsky (2009, FactBank; 2012, De Facto), Nairn, Condoravdi & Karttunen (2006) and Karttunen (2012).
"""

from __future__ import annotations

from onrecord.extract.events.beside import own
from onrecord.extract.events.cues import PLAIN, Told, governs, meet
from onrecord.extract.events.grammar import is_quoted, marked_to
from onrecord.extract.events.reach import reach, takes_place
from onrecord.extract.tree import Tree, once
from onrecord.model import Offsets
from onrecord.model.vocabulary import Status

_CLIMB = 16  # words between a trigger and the last one that is looked at above it
_LOOSELY = ("obl", "nmod", "advcl")  # relations that a parser ties to a verb or to the noun behind it as likely
_APART = ("acl:relcl", "parataxis")  # relations that nothing above reaches through
_WH = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})


def status(tree: Tree, at: int) -> tuple[Status, tuple[Offsets, ...]]:
    """The status of the event that hangs on a word, and the words that settled it."""
    path = _path(tree, at)
    top = next((step for step, word in enumerate(path) if tree.words[word].relation in _APART), len(path) - 1)
    reported = any(_is_said(tree, word) for word in path[top:-1])
    world = _asked(tree, path[-1]) if top == len(path) - 1 else PLAIN
    told = PLAIN
    for step in range(top, -1, -1):
        word, head = path[step], path[step + 1] if step < top else None
        if head is not None:
            reported = reported or _is_said(tree, word)
            world = reach(tree, head, word, told, world, is_trigger=step == 0)
        here = own(tree, word, path[step - 1] if step else None, reported=reported)
        if here.status == "planned" and head is not None and takes_place(tree, head, word, told):
            here = PLAIN
        told = meet(world, here)
    return told.status, _places(tree, told)


def _path(tree: Tree, at: int) -> list[int]:
    """A word and those above it, the nearest first."""
    path = [at]
    while len(path) < _CLIMB:
        head = _head(tree, path[-1])
        if not 0 <= head < len(tree.words) or head in path:
            break
        path.append(head)
    return path


@once
def _head(tree: Tree, at: int) -> int:
    """The word that a word hangs on, or the noun right before it that takes it ("talks on a deal", "a sign of it")."""
    word = tree.words[at]
    lead = tree.first(at, "case", "mark")
    if lead and tree.base(at) in _LOOSELY and 0 <= word.head < len(tree.words):
        noun, frame = lead - 1, "inf" if lead == marked_to(tree, at) else tree.low(lead)
        takes = noun != word.head and tree.words[noun].upos == "NOUN" and governs(tree, noun, frame)
        if takes and not governs(tree, word.head, frame):
            return noun
    return word.head


def _is_said(tree: Tree, at: int) -> bool:
    """Whether a clause is what somebody said, told in the reporter's words: no quotation mark opens it."""
    return tree.words[at].relation in ("ccomp", "acl", "csubj", "csubj:pass") and not is_quoted(tree, at)


def _asked(tree: Tree, root: int) -> Told:
    """What is asked with yes or no as an answer is possible."""
    first, end = tree.extent(root)
    if tree.low(end - 1) != "?" or any(tree.low(at) in _WH for at in range(first, min(first + 3, end))):
        return PLAIN
    return Told("possible", (end - 1,))


def _places(tree: Tree, told: Told) -> tuple[Offsets, ...]:
    """The places of the cues, those that stand side by side as one."""
    places: list[Offsets] = []
    last = -2
    for at in sorted(set(told.cues)):
        place = tree.place((at, at + 1))
        places[-1:] = [(places[-1][0], place[1])] if at == last + 1 else [*places[-1:], place]
        last = at
    return tuple(places)
