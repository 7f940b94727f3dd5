"""A count in the tree of its sentence → what its predicate tells, and whether the words behind it are said of another.

"Four people, the youngest being 11, were shot" and "nine of whom were children, were killed" part a subject from its
predicate further than a window of words can see; "the nun, shot by three men, is in serious condition" says nothing
of the three men.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.extract.quantities.counted import DETERMINERS, Count
from onrecord.extract.quantities.fates import Fate, fate_of, is_now, suits
from onrecord.extract.quantities.lexemes import Lexeme, figure_words
from onrecord.extract.quantities.outcome_words import Trigger, Triggers, fate_words
from onrecord.extract.quantities.predicates import is_one_of_two
from onrecord.extract.quantities.syntax import Syntax

PHRASE = 8  # lexemes of the longest phrase of an outcome, its gap taken in
_ACTIVE = frozenset({"VBD", "VBG", "VBZ", "VBP"})


def told_by_tree(words: Sequence[Lexeme], count: Count, triggers: Triggers, tree: Syntax) -> Fate | None:
    """The outcome that the main verb tells of its subject, or of its object, wherever they stand."""
    head = _head(words, count, tree)
    if head is None or (count.kind == "unknown" and not tree.is_subject(head)):
        return None
    named = count.kind in ("people", "unknown") and not count.bare
    for verb in tree.predicates(head, named):
        for trigger in _triggers_of(words, verb, triggers, tree):
            passive = trigger.use in ("passive", "undergone") and tree.is_passive(verb)
            said = trigger.use in ("verb", "state") or passive
            if said and trigger.first >= count.last and suits(words, trigger, count):
                either = is_one_of_two(words, trigger, triggers)
                return None if either else fate_of(trigger, "after", _is_present(words, trigger))
    return _of_object(words, count, head, triggers, tree) if named else None


def is_of_another(words: Sequence[Lexeme], count: Count, fate: Fate, tree: Syntax) -> bool:
    """Whether the predicate behind a count, parted from it by a mark or an auxiliary, is said of another."""
    head, told = _head(words, count, tree), tree.at(words[fate.first])
    parted = any(word.text == "," or word.low in figure_words("be") for word in words[count.last : fate.first])
    if fate.side != "after" or head is None or told is None or not parted:
        return False
    at = count.first
    while at > 0 and words[at - 1].low in DETERMINERS:
        at -= 1
    if at > 0 and words[at - 1].low == "by" and words[count.last].text == ",":
        return True  # whatever the tree says: "shot by three men, is in serious condition"
    if _is_shouted(words, count):
        return False
    oblique = at > 0 and words[at - 1].low in figure_words("oblique") and not count.pronoun
    return oblique and words[count.last].low not in ("who", "that", "which") and tree.is_said_of(told, head) is False


def is_no_head(words: Sequence[Lexeme], count: Count, tree: Syntax) -> bool:
    """Whether one person is no person, but describes what comes behind: "a local hospital"."""
    one = count.reading.value == 1 and (count.bare or not _is_shouted(words, count))
    head = _head(words, count, tree) if count.noun and one else None
    return head is not None and tree.stands_before_head(head)


def is_doer(words: Sequence[Lexeme], count: Count, fate: Fate, triggers: Triggers, tree: Syntax) -> bool:
    """Whether the count did it to others: "several gunmen killed Ana Ruiz" has an object of its own."""
    acts = any(trigger.use in ("passive", "undergone") for trigger in fate_words(triggers, fate.first))
    if (
        fate.side != "after"
        or not acts
        or any(word.low in figure_words("be") for word in words[count.last : fate.first])
    ):
        return False
    head, told = _head(words, count, tree), tree.at(words[fate.first])
    return head is not None and told is not None and tree.is_subject(head) and tree.has_object(told)


def has_own_verb(words: Sequence[Lexeme], count: Count, fate: Fate, tree: Syntax) -> bool:
    """Whether a count that shares the verb before it has one behind it: "captured 92, and six gave themselves up"."""
    if fate.side != "shared" or fate.last > count.first or count.kind != "people" or count.pronoun is not None:
        return False
    head = _head(words, count, tree)
    verb = tree.words[head].head if head is not None and tree.is_subject(head) else -1
    return verb >= 0 and tree.words[verb].start >= words[count.last - 1].end


def is_participle(words: Sequence[Lexeme], fate: Fate, tree: Syntax) -> bool:
    """Whether a fate stands in a participle that only describes: "soldiers captured in May have been killed"."""
    told = tree.at(words[fate.first])
    return fate.side == "after" and told is not None and tree.words[told].relation.startswith(("acl", "amod"))


def _of_object(words: Sequence[Lexeme], count: Count, head: int, triggers: Triggers, tree: Syntax) -> Fate | None:
    """ "killed the mayor, his wife and 12 guests", "the murder of the mayor and 12 guests"."""
    noun = tree.noun_of(head)
    for trigger in _triggers_of(words, noun, triggers, tree) if noun is not None else ():
        if trigger.use == "of" and trigger.last <= count.first and suits(words, trigger, count):
            return fate_of(trigger, "before")
    verb = tree.verb_of_object(head)
    if verb is None or tree.words[verb].tag not in _ACTIVE or not tree.is_plain(verb):
        return None
    for trigger in _triggers_of(words, verb, triggers, tree):
        acts = trigger.use in ("active", "passive") and trigger.last <= count.first
        if acts and trigger.of != "any" and suits(words, trigger, count):
            return fate_of(trigger, "before")
    return None


def _triggers_of(words: Sequence[Lexeme], verb: int, triggers: Triggers, tree: Syntax) -> Sequence[Trigger]:
    """The triggers in whose phrase a word stands."""
    at = bisect_left(words, tree.words[verb].start, key=lambda word: word.start)
    for first in range(at, max(-1, at - PHRASE), -1):
        found = fate_words(triggers, first)
        if found and found[0].last > at:
            return found
    return ()


def _is_present(words: Sequence[Lexeme], trigger: Trigger) -> bool:
    return is_now(words, max(0, trigger.first - 3), trigger.first)


def _head(words: Sequence[Lexeme], count: Count, tree: Syntax) -> int | None:
    """The word of the tree that stands for a count: its noun's last word, or its number; of names the last one."""
    if count.names is not None:
        return tree.at(words[count.names])
    if count.noun is not None and count.pronoun is None:
        return tree.at(words[count.noun[1] - 1])
    return tree.at(words[count.reading.number_last - 1])


def _is_shouted(words: Sequence[Lexeme], count: Count) -> bool:
    """Whether it stands in capitals, which trees are unsure of."""
    return all(word.text.isupper() or not word.text.isalpha() for word in words[count.first : count.last + 4])
