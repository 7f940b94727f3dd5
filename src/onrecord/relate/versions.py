"""Two versions of a report, or two readings of one text: `old report, new report → changes`.

Ids of facts hold the text's hash. So facts of two texts are matched by what they are: statements of the same words;
then facts of one place, in the passage that answers theirs; then figures and events of the same words anywhere.
A fact that none answers appeared, or vanished.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from onrecord.errors import InputError
from onrecord.model import Report
from onrecord.model.change import Change, Standing
from onrecord.relate.facts import Fact, facts, fields_changed
from onrecord.relate.passages import Passages, beside

TELLING = 4  # words from which a statement is itself wherever it stands
Pairs = dict[int, int]
Key = Callable[[Fact], Hashable | None]


def changes(old: Report, new: Report) -> list[Change]:
    """The facts that appeared, changed or vanished from one version to the next, in the order of the texts.

    A fact that says the same in other typography or at another place has not changed. Swapped versions give the same
    changes, swapped.
    """
    return _told(*_matched(old, new))


def standing(old: Report, new: Report, fact: str) -> Standing:
    """What became of a fact of one version in another."""
    matched, _, _ = _matched(old, new)
    after = next((after for before, after in matched if before.id == fact), None)
    if after is None:
        return Standing(became="vanished", fact=None)
    before = next(before for before, _ in matched if before.id == fact)
    fields = fields_changed(before, after)
    return Standing(became="changed" if fields else "stands", fact=after.id, fields=fields)


def _matched(old: Report, new: Report) -> tuple[list[tuple[Fact, Fact]], list[Fact], list[Fact]]:
    """The facts that answer each other, those of the old version that none answers, and those of the new one."""
    turned = _order(new) < _order(old)  # pairs are sought in one direction only, so that both give the same
    first, second = (new, old) if turned else (old, new)
    one, other = list(facts(first)), list(facts(second))
    pairs = _pairs(one, other, beside(first.text, second.text))
    matched = [(one[left], other[right]) for left, right in pairs.items()]
    gone, come = _left(one, pairs), _left(other, pairs.values())
    return ([(after, before) for before, after in matched], come, gone) if turned else (matched, gone, come)


def differences(old: Report, new: Report) -> list[Change]:
    """The same between two readings of one text, where a fact keeps its id.

    Raises InputError where the readings are of two texts.
    """
    if old.text_sha256 != new.text_sha256:
        raise InputError(f"{old.id} and {new.id} are readings of two texts; ask for their changes instead")
    before = {fact.id: fact for fact in facts(old)}
    after = {fact.id: fact for fact in facts(new)}
    matched = [(fact, after[fact.id]) for fact in before.values() if fact.id in after]
    vanished = [fact for fact in before.values() if fact.id not in after]
    return _told(matched, vanished, [fact for fact in after.values() if fact.id not in before])


def _order(report: Report) -> tuple[str, str, str, str]:
    return (report.text_sha256, report.engine, report.seal, repr((report.statements, report.figures, report.events)))


def _told(matched: Iterable[tuple[Fact, Fact]], vanished: Iterable[Fact], appeared: Iterable[Fact]) -> list[Change]:
    found: list[tuple[int, Change]] = []
    for old, new in matched:
        fields = fields_changed(old, new)
        if fields:
            change = Change(
                kind="changed",
                fact=new.kind,
                old=old.id,
                new=new.id,
                fields=fields,
                old_span=old.spans[0],
                new_span=new.spans[0],
                old_spans=old.spans,
                new_spans=new.spans,
            )
            found.append((new.start, change))
    for old in vanished:
        span, spans = old.spans[0], old.spans
        gone = Change(kind="vanished", fact=old.kind, old=old.id, new=None, old_span=span, old_spans=spans)
        found.append((old.start, gone))
    for new in appeared:
        span, spans = new.spans[0], new.spans
        come = Change(kind="appeared", fact=new.kind, old=None, new=new.id, new_span=span, new_spans=spans)
        found.append((new.start, come))
    return [change for _, change in sorted(found, key=lambda pair: (pair[0], pair[1].fact, pair[1].kind))]


def _left(several: list[Fact], taken: Iterable[int]) -> list[Fact]:
    gone = set(taken)
    return [fact for at, fact in enumerate(several) if at not in gone]


def _pairs(one: list[Fact], other: list[Fact], passages: Passages) -> Pairs:
    """Which fact answers which, by their indexes."""
    pairs: Pairs = {}

    def answered(fact: Fact) -> Hashable | None:
        at = passages.answer(fact.start)
        return None if at is None else (fact.kind, fact.words, at)

    def there(fact: Fact) -> Hashable:
        return fact.kind, fact.words, passages.of_new(fact.start)

    def statement(fact: Fact) -> Hashable | None:
        return fact.words if fact.kind == "statement" and len(fact.words.split()) >= TELLING else None

    def same_words(fact: Fact) -> Hashable | None:
        said = dict(fact.said)
        return fact.kind, fact.words, said.get("outcome"), said.get("polarity")

    _by_key(one, other, answered, there, pairs)
    _by_key(one, other, statement, statement, pairs)
    _by_place(one, other, passages, pairs)
    _by_key(one, other, same_words, same_words, pairs)
    return pairs


def _by_key(one: list[Fact], other: list[Fact], old_key: Key, new_key: Key, pairs: Pairs) -> None:
    """Facts of one key answer each other in their order."""
    taken = set(pairs.values())
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for at in range(len(other) - 1, -1, -1):
        key = new_key(other[at]) if at not in taken else None
        if key is not None:
            waiting[key].append(at)
    for at, fact in enumerate(one):
        key = old_key(fact) if at not in pairs else None
        if key is not None and waiting.get(key):
            pairs[at] = waiting[key].pop()


def _by_place(one: list[Fact], other: list[Fact], passages: Passages, pairs: Pairs) -> None:
    """Facts of one kind and one place, in passages that answer each other: the ones that overlap, else like ones."""
    taken = set(pairs.values())
    by_passage: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, fact in enumerate(other):
        if at not in taken:
            by_passage[fact.kind, passages.of_new(fact.start)].append(at)
    for at, fact in enumerate(one):
        answer = passages.answer(fact.start) if at not in pairs else None
        free = by_passage.get((fact.kind, answer), []) if answer is not None else []
        place = passages.place(fact.start, fact.end) if free else None
        chosen = next((index for index in free if place and _overlap(place, other[index])), None)
        if chosen is None:
            chosen = next((index for index in free if _alike(fact, other[index])), None)
        if chosen is not None:
            pairs[at] = chosen
            free.remove(chosen)


def _overlap(place: tuple[int, int], fact: Fact) -> bool:
    return fact.start < place[1] and place[0] < fact.end


def _alike(old: Fact, new: Fact) -> bool:
    """Whether two facts of one passage are versions of one: of the same people, or by the same speaker."""
    before, after = dict(old.said), dict(new.said)
    names = ("outcome", "counted") if old.kind == "figure" else ("source", "cue") if old.kind == "statement" else ()
    return bool(names) and all(before[name] and before[name] == after[name] for name in names)
