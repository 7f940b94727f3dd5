"""Analysis → mentions: names of persons, organisations, places and groups, with titles and roles.

A name whose kind nothing in the report tells is left out; a text in capitals throughout yields none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract import gazetteer
from onrecord.extract.kinds import evidence, name_of
from onrecord.extract.names import runs
from onrecord.extract.parts import Part, parts
from onrecord.extract.roles import role_across, role_after, role_before
from onrecord.extract.words import Words, read_words
from onrecord.model import Analysis, Mention, Sentence
from onrecord.model.vocabulary import EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    part: Part
    sentence: Sentence
    name: str
    roles: tuple[str, ...]


def mentions(analysis: Analysis) -> tuple[Mention, ...]:
    """The names of the text, in order, none overlapping another."""
    words = read_words(analysis)
    found = list(_found(words))
    kinds = _kinds(words, found)
    kept = [mention for each in found for mention in _mention(words, each, kinds)]
    return tuple(sorted(kept, key=lambda mention: mention.start))


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
            if name in gazetteer.adjectives() or gazetteer.acronyms().get(name) == "none":
                continue
            yield _Found(part=part, sentence=sentence, name=name, roles=_roles(words, sentence, part))


def _roles(words: Words, sentence: Sentence, part: Part) -> tuple[str, ...]:
    told = [
        " ".join(words.said[part.role[0] : part.role[1]]).casefold() if part.role else None,
        None if part.role else role_before(words, part.titled, sentence.first),
        role_after(words, part.last, sentence.last),
        role_across(words, part.titled, sentence.first),
    ]
    return tuple(dict.fromkeys(role for role in told if role))


def _kinds(words: Words, found: Sequence[_Found]) -> dict[str, EntityKind]:
    """What each name of the report names, by all its places together."""
    weights: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for each in found:
        weights[each.name].update(evidence(words, each.sentence, each.part, each.name))
        if each.roles:
            weights[each.name]["person"] += 4
    persons = {name for name, weight in weights.items() if weight and weight.most_common(1)[0][0] == "person"}
    surnames = {name.split()[-1] for name in persons if " " in name} | {
        name.split()[0] for name in persons if " " in name
    }
    kinds: dict[str, EntityKind] = {}
    for name, weight in weights.items():
        if name in surnames and weight["place"] < 4:
            weight["person"] += 6
        if weight:
            kinds[name] = max(weight, key=lambda kind: (weight[kind], kind))
    return kinds


def _mention(words: Words, each: _Found, kinds: dict[str, EntityKind]) -> Iterator[Mention]:
    part = each.part
    kind: EntityKind | None = "person" if part.introduced else kinds.get(each.name)
    if kind is None:
        return
    title = " ".join(words.said[part.titled : part.first]) or None
    yield Mention(
        start=words.starts[part.titled],
        end=words.ends[part.last - 1],
        kind=kind,
        name=each.name,
        title=title if kind == "person" else None,
        roles=each.roles if kind == "person" else (),
        acronym=_in_brackets(words, part) and each.name.isupper(),
    )


def _in_brackets(words: Words, part: Part) -> bool:
    return (
        part.first > 0
        and part.last < len(words.said)
        and words.said[part.first - 1] == "("
        and words.said[part.last] == ")"
    )
