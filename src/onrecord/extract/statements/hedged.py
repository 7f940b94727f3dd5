"""Attributions → with the whole of a cue that takes two verbs, and what "neither … nor" or "if" makes of it.

"Refused to say whether …": the cue is all of it. "Neither confirmed nor denied that …": it was not said, either way.
"If she says that …": it is only supposed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache, reduce

from onrecord.extract.tree import Tree
from onrecord.lexicon import reporting_forms, table
from onrecord.model import Attribution, Offsets

_BARE = frozenset({"say", "add", "insist", "claim", "argue", "believe", "think"})  # verbs that nobody stands behind
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "MD"})  # tags of verbs that make a clause or may do so
LONGEST = 80  # words of a clause before an attribution
_STOPS = frozenset({".", "!", "?"})
_BACK = 5  # words from "nor" back to "neither"
_NOT = frozenset({"not", "n't", "n’t", "never"})
_SUPPOSED = frozenset({"if", "unless"})
_DENYING = frozenset({"confirm", "confirmed", "confirms", "deny", "denied", "denies", "admit", "admitted"})


def with_whole_cues(tree: Tree, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with whole cues, and the polarity that these have."""
    ways = (
        _by_according,
        _with_subject,
        _with_front,
        _with_noun,
        _own_subject,
        _accusing,
        _declining,
        _whole,
    )
    return [reduce(lambda now, way: way(tree, now), ways, one) for one in found]


def _with_subject(tree: Tree, one: Attribution) -> Attribution:
    """What is so "according to X" has its subject: "the council believes so, according to X"."""
    words, said = tree.inside(one.cue) if one.cue else range(0), tree.inside(one.content[0])
    if not words or not said or tree.low(words[0]) != "according" or said[0] > words[0]:
        return one
    subject = next(tree.children(said[0], "nsubj"), None)
    if subject is None or subject > said[0] or tree.words[said[0]].upos not in ("VERB", "AUX"):
        return one
    return replace(one, content=((tree.place(tree.extent(subject))[0], one.content[0][1]), *one.content[1:]))


def _with_front(tree: Tree, one: Attribution) -> Attribution:
    """What stands before "…, officials said, in the worst attack in years", where only the rest was read."""
    if one.cue is None or one.source is None or one.form != "indirect":
        return one
    first = min(one.cue[0], one.source[0])
    said, place = tree.inside(one.content[0]), tree.inside((first, first + 1))
    if not said or not place or one.content[0][0] < max(one.cue[1], one.source[1]):
        return one
    comma = place[0] - 1
    if comma < 1 or tree.low(comma) != "," or tree.low(said[0] - 1) != "," or tree.words[said[0]].upos != "ADP":
        return one
    first = comma
    while first > 0 and comma - first < LONGEST and not _ends(tree, first - 1):
        first -= 1
    front = range(first, comma)
    finite = any(tree.words[at].tag in _FINITE for at in front)
    if not finite or tree.words[first].upos in ("SCONJ", "ADP", "VERB"):
        return one
    return replace(one, content=(tree.place((first, comma)), *one.content))


def _ends(tree: Tree, at: int) -> bool:
    """Whether a sentence or a paragraph ends with a word."""
    dateline = tree.low(at) in ("-", "–", "—") and at > 0 and tree.low(at - 1) == ")"
    return dateline or tree.low(at) in _STOPS or tree.words[at + 1].start - tree.words[at].end > 1


def _with_noun(tree: Tree, one: Attribution) -> Attribution:
    """ "Said reports that it fell were false": the noun that a clause belongs to is said with it."""
    cue, said = tree.inside(one.cue) if one.cue else range(0), tree.inside(one.content[0])
    if not cue or not said or tree.low(said[0]) != "that" or tree.words[cue[-1]].lemma not in _BARE:
        return one
    clause = tree.words[said[0]].head
    noun = tree.words[clause].head if 0 <= clause < len(tree.words) else -1
    if not cue[-1] < noun < said[0] or tree.words[clause].relation.partition(":")[0] != "acl":
        return one
    first = tree.extent(noun)[0]
    if first != cue[-1] + 1:
        return one
    return replace(one, content=((tree.words[first].start, one.content[0][1]), *one.content[1:]))


def _own_subject(tree: Tree, one: Attribution) -> Attribution:
    """The subject of a cue's verb is its source where a sentence before gave it one: "A told us. B described it"."""
    verb = next((at for at in tree.inside(one.cue) if tree.words[at].upos == "VERB"), None) if one.cue else None
    subject = next(tree.children(verb, "nsubj"), None) if verb is not None else None
    who = tree.inside(one.source) if one.source else range(0)
    if verb is None or subject is None or subject > verb or not who or tree.words[subject].relation != "nsubj":
        return one
    ended = any(tree.low(at) in _STOPS for at in range(who[-1] + 1, tree.extent(subject)[0]))
    if not ended or not tree.is_whole(subject) or tree.words[subject].upos == "PRON":
        return one
    first, end = tree.phrase(subject)
    clause = next((at for at in tree.children(subject, "acl") if at > subject), None)
    if clause is not None:
        end = max(subject + 1, tree.extent(clause)[0])
    while end > subject + 1 and tree.words[end - 1].upos == "PUNCT":
        end -= 1
    whole = tree.place(tree.extent(subject))
    content = tuple(part for part in one.content if part[1] <= whole[0] or whole[1] <= part[0])
    if not content:
        return one
    return replace(one, source=tree.place((first, end)), source_kind=None, antecedent=None, content=content)


def _declining(tree: Tree, one: Attribution) -> Attribution:
    """ "Declined to comment on the sale": "to comment" is what is declined, with what it is about."""
    words = tree.inside(one.cue) if one.cue else range(0)
    if not words:
        return one
    end = words[-1] + 1
    occasion = tree.words[end - 1].upos == "NOUN" and (tree.low(end - 1), "noun") in _occasions()
    behind = next((at for at in range(words[0] + 1, end) if tree.words[at].upos == "ADP"), end)
    if len(words) > 1 and (tree.words[end - 1].upos == "DET" or (occasion and tree.words[words[0]].upos != "NOUN")):
        end = behind if behind >= end - 3 else end - (tree.words[end - 1].upos == "DET")
        one = replace(one, cue=tree.place((words[0], end)))  # "said in a", "said in a statement"
    said = tree.inside(one.content[0])
    opens = [tree.low(at) for at in range(end, min(end + 2, len(tree.words)))]
    if one.polarity == "declined" and opens == ["to", "comment"] and said and end + 2 <= said[0] <= end + 3:
        return replace(one, content=((tree.words[end].start, one.content[0][1]), *one.content[1:]))
    return one


def _accusing(tree: Tree, one: Attribution) -> Attribution:
    """ "Accused her of saying that …": who is accused, and all that of, is what the other says; that, she says."""
    for verb in tree.inside(one.cue) if one.cue else ():
        head = tree.words[verb].head
        if tree.words[verb].lemma == "accuse":
            place = _accusation(tree, verb)
            if place and all(place[0] < start and end <= place[1] for start, end in one.content):
                return replace(one, content=(place,))
        elif 0 <= head < verb and tree.words[head].lemma == "accuse" and tree.words[verb].tag == "VBG":
            whom = next(tree.children(head, "obj"), None)
            if whom is not None and head < whom < verb and one.source and one.source[1] <= tree.words[whom].start:
                cue = tree.place((verb, verb + 1))[0], one.cue[1] if one.cue else tree.words[verb].end
                return replace(one, source=tree.place(tree.phrase(whom)), source_kind=None, cue=cue)
    return one


def _accusation(tree: Tree, verb: int) -> Offsets | None:
    """Who is accused, and of what."""
    whom = next(tree.children(verb, "obj"), None)
    for deed in tree.children(verb, "xcomp", "advcl", "obl"):
        if whom is not None and verb < whom < deed and "of" in map(tree.low, tree.children(deed, "mark", "case")):
            return tree.place((tree.extent(whom)[0], tree.phrase(deed)[1]))
    return None


def _by_according(tree: Tree, one: Attribution) -> Attribution:
    """The source of "according to" stands behind it: not who says that it is according to somebody."""
    words = tree.inside(one.cue) if one.cue else range(0)
    if (
        one.source is None
        or len(words) != 2
        or tree.low(words[0]) != "according"
        or one.source[0] > tree.words[words[1]].start
    ):
        return one
    head = tree.words[words[0]].head
    if head <= words[1] or not tree.is_whole(head):
        return one
    source = tree.place((words[1] + 1, tree.phrase(head)[1]))
    if any(start < source[1] and source[0] < end for start, end in one.content):
        return one
    return replace(one, source=source, source_kind=None, antecedent=None)


def _whole(tree: Tree, one: Attribution) -> Attribution:
    words = tree.inside(one.cue) if one.cue else range(0)
    if not words or not one.content:
        return one
    first, end = words[0], words[-1] + 1
    said = tree.inside(one.content[0])
    if said and _says(tree, end):
        if said[0] == end + 2:
            end += 2
            one = replace(one, cue=tree.place((first, end)))
        elif len(one.content) == len(said) == 1 and said[0] == end:
            one = replace(one, content=(tree.place((end, end + 2)),))  # "refused to say."
    at = _neither(tree, first, end)
    if at is None:
        inside = {word for stretch in one.content for word in tree.inside(stretch)}  # "I am not," she replied
        negated = one.polarity == "said" and any(_is_negated(tree, verb, first, inside) for verb in words)
        if negated:
            return replace(one, polarity="denied" if one.stance == "believes" else "not_said")
        if one.polarity == "hypothetical" and _is_mine(tree, one, words):
            return replace(one, polarity="said")
        supposed = one.polarity == "said" and any(_is_supposed(tree, verb) for verb in words)
        return replace(one, polarity="hypothetical") if supposed else one
    denies = any(tree.low(word) in _DENYING for word in range(at, end))
    return replace(one, polarity="not_said", cue=tree.place((min(at, first), end)) if denies else one.cue)


def _says(tree: Tree, at: int) -> bool:
    """Whether "to say" or its like stands there."""
    return at + 1 < len(tree.words) and tree.low(at) == "to" and tree.low(at + 1) in reporting_forms()


def _is_negated(tree: Tree, verb: int, first: int, inside: Collection[int]) -> bool:
    """Whether a "not" before the cue, and outside of what was said, is its verb's, or that of one joined to it.

    "Did not see or say".
    """
    word = tree.words[verb]
    if word.upos != "VERB":
        return False
    joined = word.relation == "conj" and any(tree.low(each) in ("or", "nor") for each in tree.children(verb, "cc"))
    heads = [verb, *([word.head] if joined and 0 <= word.head < verb else [])]
    nots = (at for head in heads for at in tree.children(head, "advmod") if tree.low(at) in _NOT)
    return any(at < first and at not in inside for at in nots)


def _is_supposed(tree: Tree, verb: int) -> bool:
    """Whether an "if" opens the clause of a verb: "if she says that it holds"."""
    return tree.words[verb].upos == "VERB" and any(tree.low(at) in _SUPPOSED for at in tree.children(verb, "mark"))


def _is_mine(tree: Tree, one: Attribution, cue: range) -> bool:
    """ "I will say that it holds": who says so has said it."""
    who = tree.inside(one.source) if one.source else range(0)
    return (
        len(who) == 1 and tree.low(who[0]) in ("i", "we") and any(tree.low(at) in ("will", "'ll", "’ll") for at in cue)
    )


@cache
def _occasions() -> frozenset[tuple[str, str]]:
    return frozenset((row[0], row[1]) for row in table("occasions"))


def _neither(tree: Tree, first: int, end: int) -> int | None:
    """Where the "neither" stands whose "nor" is in the cue or right before it."""
    if "nor" not in [tree.low(at) for at in range(max(0, first - 1), end)]:
        return None
    return next((at for at in range(max(0, first - _BACK), end) if tree.low(at) == "neither"), None)
