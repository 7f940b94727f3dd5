"""Analysis → mentions: names of persons, organisations, places and groups, with titles and roles.

A name whose kind nothing in the report tells is left out; a text in capitals throughout yields none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.extract.mentions import gazetteer
from onrecord.extract.mentions.kinds import common, evidence, name_of
from onrecord.extract.mentions.known import known_again
from onrecord.extract.mentions.names import runs
from onrecord.extract.mentions.parts import Part, parts
from onrecord.extract.mentions.predicted import WEIGHT, Predicted
from onrecord.extract.mentions.roles import roles
from onrecord.extract.mentions.words import Words, read_words
from onrecord.model import Analysis, Mention, Sentence
from onrecord.model.vocabulary import EntityKind

_SURE = 4  # weight of a role beside a name, or of a place that everybody knows
_SHARED = 6  # weight of a full name elsewhere of which this is the surname
_LISTED = 1  # weight of what stands beside it in a list


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    part: Part
    sentence: Sentence
    name: str
    roles: tuple[str, ...]


def mentions(analysis: Analysis) -> tuple[Mention, ...]:
    """The names of the text, in order, none overlapping another."""
    words = read_words(analysis)
    found = list(_trimmed(words, list(_found(words))))
    predicted = Predicted(analysis)
    kinds = _kinds(words, found, predicted)
    raised = {name.upper(): kind for name, kind in kinds.items()}
    taken = frozenset(at for each in found for at in range(each.part.titled, each.part.last))
    for (first, last), sentence in known_again(words, kinds, taken):
        part = Part(first=first, last=last, titled=first)
        name = name_of(words, part)
        found.append(_Found(part=part, sentence=sentence, name=name, roles=()))
        if name not in kinds:
            kinds[name] = raised.get(name) or _known(name)
    kept = [mention for each in found for mention in _mention(words, each, kinds)]
    kept += predicted.unread(words, kept)
    return tuple(sorted(_datelined(analysis, kept), key=lambda mention: mention.start))


def _datelined(analysis: Analysis, kept: Sequence[Mention]) -> Iterator[Mention]:
    """The names, those of one word that open a dateline as places, wherever they stand in capitals or not."""
    opened = {block.span.start for block in analysis.document.blocks if block.kind == "dateline"}
    places = {each.name.casefold() for each in kept if each.start in opened and " " not in each.name}
    for each in kept:
        told = each.kind == "person" or each.start in opened or (each.kind == "organisation" and each.name.isupper())
        is_place = told and not each.title and each.name.casefold() in places
        yield replace(each, kind="place", roles=()) if is_place else each


def _found(words: Words) -> Iterator[_Found]:
    """Every name of the plain sentences, before its kind is told."""
    sentences = iter(words.plain)
    sentence = next(sentences, None)
    for run in runs(words):
        while sentence is not None and run[0] >= sentence.last:
            sentence = next(sentences, None)
        if sentence is None:
            return
        for part in parts(words, run):
            name = name_of(words, part)
            if name in gazetteer.adjectives() or gazetteer.acronyms().get(name) == "none" or _money(words, part):
                continue
            yield _Found(part=part, sentence=sentence, name=name, roles=roles(words, sentence, part))


def _money(words: Words, part: Part) -> bool:
    """ "US$5": the letters before a sign of money name no country."""
    return part.last < len(words.said) and words.said[part.last] in ("$", "€", "£", "¥")


def _trimmed(words: Words, found: Sequence[_Found]) -> Iterator[_Found]:
    """Names without a first word that has its capital from its place ("Remember Ana Velt"), where the report has
    the rest as a name of its own."""
    names = {each.name for each in found if " " in each.name}
    for each in found:
        part = each.part
        if part.last - part.first > 2 and not part.introduced and words.initial(part.first, each.sentence.first):
            shorter = replace(part, first=part.first + 1, titled=part.first + 1)
            if name_of(words, shorter) in names:
                each = replace(each, part=shorter, name=name_of(words, shorter))
        yield each


def _kinds(words: Words, found: Sequence[_Found], predicted: Predicted) -> dict[str, EntityKind]:
    """What each name of the report names, by all its places together."""
    weights: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    nobody: set[str] = set()
    for each in found:
        weights[each.name].update(evidence(words, each.sentence, each.part, each.name))
        if each.roles:
            weights[each.name]["person"] += _SURE
        if told := predicted.kind(words.starts[each.part.first], words.ends[each.part.last - 1]):
            votes[each.name][told[0]] += told[1]
        if _in_brackets(words, each.part) and words.said[each.part.first - 2][:1].islower():
            nobody.add(each.name)
    for name, vote in votes.items():
        weights[name][_best(vote)] += WEIGHT  # once, however often it stands there: its places are judged alike
    _share_surnames(weights, {each.name for each in found if _with_article(words, each.part)})
    for name in weights:
        raised = weights.get(name.upper()) if not name.isupper() else None
        if raised and not weights[name] and raised["place"] >= _SURE:
            weights[name]["place"] += _SURE  # "Korvan" after the dateline "KORVAN"
    for one, other in _listed(words, found):
        if not weights[other.name] and weights[one.name]:
            weights[other.name][_best(weights[one.name])] += _LISTED
        elif not weights[one.name] and weights[other.name]:
            weights[one.name][_best(weights[other.name])] += _LISTED
    return {name: _best(weight) for name, weight in weights.items() if weight and name not in nobody}


def _share_surnames(weights: dict[str, Counter[EntityKind]], with_article: set[str]) -> None:
    """The first and the last word of a full name mean the same one: a person's, unless it is a known place, or
    the word for an institution ("the Service" after "Coast Rescue Service"). "The" stands before no surname."""
    for name in [name for name, weight in weights.items() if " " in name and name.split()[-1] in with_article]:
        if weights[name]["person"] < _SURE:
            del weights[name]["person"]
    full = [(name.split(), _best(weight)) for name, weight in weights.items() if " " in name and weight]
    for name, at, kind in {(pieces[at], at, kind) for pieces, kind in full for at in (0, -1)}:
        if name not in weights:
            continue
        if kind == "person" and weights[name]["place"] < (_SURE if at else 1) and name not in with_article:
            weights[name]["person"] += _SHARED
        elif kind == "organisation" and gazetteer.institutions("last").get(name.casefold()) == "organisation":
            weights[name]["organisation"] += _SHARED


def _with_article(words: Words, part: Part) -> bool:
    alone = part.last - part.first == 1 and not part.introduced
    return alone and part.first > 0 and words.said[part.first - 1].casefold() == "the"


def _best(weight: Counter[EntityKind]) -> EntityKind:
    return max(weight, key=lambda kind: (weight[kind], kind))


def _listed(words: Words, found: Sequence[_Found]) -> Iterator[tuple[_Found, _Found]]:
    """Names of one word that a comma or "and" puts on one level, pair by pair."""
    for one, other in pairwise(found):
        between = words.said[one.part.last : other.part.titled]
        single = one.part.last - one.part.first == 1 == other.part.last - other.part.first
        if single and one.sentence == other.sentence and between in ((",",), ("and",), (",", "and"), ("or",)):
            yield one, other


def _known(name: str) -> EntityKind:
    if name in gazetteer.places() or name in gazetteer.raised_places():
        return "place"
    return "group" if name in gazetteer.peoples() else "organisation" if name in gazetteer.acronyms() else "person"


def _mention(words: Words, each: _Found, kinds: dict[str, EntityKind]) -> Iterator[Mention]:
    part = each.part
    kind: EntityKind | None = "person" if part.introduced else kinds.get(each.name)
    if kind is None or (kind == "person" and not part.introduced and common(words, part)):
        return
    title = " ".join(words.said[part.titled : part.first]) or None
    stop = part.last == each.sentence.last and words.said[part.last - 1].find(".") == len(words.said[part.last - 1]) - 1
    yield Mention(
        start=words.starts[part.titled],
        end=words.ends[part.last - 1] - stop,
        kind=kind,
        name=each.name.removesuffix(".") if stop else each.name,
        title=title if kind == "person" else None,
        roles=each.roles if kind == "person" else (),
        acronym=_in_brackets(words, part) and each.name.isupper(),
    )


def _in_brackets(words: Words, part: Part) -> bool:
    return (
        part.first > 1
        and part.last < len(words.said)
        and words.said[part.first - 1] == "("
        and words.said[part.last] == ")"
    )
