"""Facts of written sentences: marks become entities, times, statements, figures, events, as the engine gives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

from benchmarks.sentences import Place, Sentence
from benchmarks.stories import DAYS, Pattern
from benchmarks.world import NEWS
from onrecord.model import Entity, Event, Figure, Participant, Span, Statement, Timex
from onrecord.model.ids import event_id, figure_id, statement_id
from onrecord.model.vocabulary import Bound, EntityKind, Outcome, SourceKind

_KINDS: dict[str, EntityKind] = {
    "person": "person",
    "place": "place",
    "organisation": "organisation",
    "office": "organisation",
    "outlet": "organisation",
    "unnamed": "unnamed",
}
_SOURCES: dict[str, SourceKind] = {
    "person": "person",
    "organisation": "organisation",
    "office": "office",
    "unnamed": "anonymous",
}
_BOUNDS: dict[str, Bound] = {
    "at least ": "at_least",
    "more than ": "over",
    "about ": "about",
    "up to ": "at_most",
}
_OUTCOMES = frozenset(get_args(Outcome))
_LEMMAS = {"killed": "kill", "injured": "injure", "displaced": "displace", "detained": "detain"}


@dataclass(slots=True)
class Member:
    """An entity while its mentions are collected."""

    id: str
    kind: EntityKind
    name: str
    mentions: list[Span]
    roles: dict[str, None] = field(default_factory=dict)

    def entity(self) -> Entity:
        """The entity."""
        return Entity(
            id=self.id, kind=self.kind, name=self.name, roles=tuple(self.roles), mentions=tuple(self.mentions)
        )


class Facts:
    """The facts of one text, sentence by sentence."""

    def __init__(self, text: str, text_sha256: str, names: dict[str, str], day: date) -> None:
        self.text, self.text_sha256, self.names, self.day = text, text_sha256, names, day
        self.members: dict[str, Member] = {}
        self.times: list[Timex] = []
        self.statements: list[Statement] = []
        self.figures: list[Figure] = []
        self.events: list[Event] = []

    def add(self, sentence: Sentence, pattern: Pattern) -> None:
        """The facts of a sentence."""
        who = {place: self._member(place) for place in sentence.slots if place.name in _KINDS}
        times = [self._time(place) for place in sentence.slots if place.name == "day"]
        statement = self._statement(sentence, pattern, who) if sentence.marked("C") else None
        for figure in sentence.marked("F"):
            self._figure(figure, sentence, who, times, statement)
        for word in sentence.marked("O"):
            self._event(word, sentence, who, times, statement)

    def _span(self, place: Place) -> Span:
        return Span(start=place.start, end=place.end, exact=self.text[place.start : place.end])

    def _member(self, place: Place) -> Member:
        span = self._span(place)
        words = span.exact if place.name != "unnamed" else span.exact[0].lower() + span.exact[1:]
        name = self.names.get(words, words)
        member = self.members.get(name)
        if member is None:
            member = Member(f"e{len(self.members) + 1}", _KINDS[place.name], name, [])
            self.members[name] = member
        member.mentions.append(span)
        return member

    def _time(self, place: Place) -> Timex:
        """The last such day before the report's."""
        span = self._span(place)
        back = (self.day.weekday() - DAYS.index(span.exact) - 1) % 7 + 1
        value = (self.day - timedelta(days=back)).isoformat()
        time = Timex(id=f"t{len(self.times) + 1}", span=span, type="DATE", value=value, mod=None)
        self.times.append(time)
        return time

    def _statement(self, sentence: Sentence, pattern: Pattern, who: dict[Place, Member]) -> Statement:
        (source,), (cue,) = sentence.marked("S"), sentence.marked("Q")
        named = next(place for place in who if source.start <= place.start and place.end <= source.end)
        speaker = who[named]
        for place in sentence.slots:
            if place.name == "role":
                speaker.roles[self._span(place).exact] = None
        addressee = next(iter(sentence.marked("A")), None)
        content = tuple(self._span(place) for place in sentence.marked("C"))
        statement = Statement(
            id=statement_id(self.text_sha256, [(span.start, span.end) for span in content]),
            form=pattern.get("form", "indirect"),
            content=content,
            cue=self._span(cue),
            source=self._span(source),
            speaker=speaker.id,
            speakers=(speaker.id,),
            source_kind=_SOURCES[named.name],
            via=tuple(member.id for place, member in who.items() if addressee and place[1:] == addressee[1:]),
            addressee=self._span(addressee) if addressee else None,
            polarity=pattern.get("polarity", "said"),
            stance=pattern.get("stance", "says"),
            time=None,
            parent=None,
            evidence=(speaker.mentions[0],) if len(speaker.mentions) > 1 else (),
            confidence=0.9,
        )
        self.statements.append(statement)
        return statement

    def _figure(
        self,
        whole: Place,
        sentence: Sentence,
        who: dict[Place, Member],
        times: list[Timex],
        statement: Statement | None,
    ) -> None:
        number = self._span(sentence.marked("N")[0])
        counted = self._span(sentence.marked("K")[0])
        words = [self._span(place) for place in sentence.marked("O")]
        outcome: Any = words[0].exact if words and words[0].exact in _OUTCOMES else None
        before = next((self._span(place) for place in sentence.slots if place.name == "bound"), None)
        bound: Bound = _BOUNDS[before.exact.lower()] if before else "exactly"
        value = Decimal(number.exact.replace(",", ""))
        said = statement is not None and any(s.start <= whole.start and whole.end <= s.end for s in statement.content)
        first = before.start if before else whole.start
        self.figures.append(
            Figure(
                id=figure_id(self.text_sha256, (number.start, number.end), outcome),
                span=Span(start=first, end=whole.end, exact=self.text[first : whole.end]),
                number=number,
                value=value,
                low=value if bound in ("exactly", "over", "at_least") else None,
                high=value if bound in ("exactly", "at_most") else None,
                bound=bound,
                unit="person" if counted.exact in NEWS["words"]["people"] else None,
                counted=counted,
                outcome=outcome,
                scope="incident" if outcome else "unknown",
                since=None,
                until=None,
                on=times[0].value if times and outcome else None,
                as_of=None,
                place=next((member.id for place, member in who.items() if place.name == "place"), None),
                by=None,
                part_of=None,
                statement=statement.id if said and statement else None,
                source=statement.speaker if said and statement else None,
                repeats=(),
                evidence=(*words, *(time.span for time in times[:1])),
                confidence=0.8,
            )
        )

    def _event(
        self,
        word: Place,
        sentence: Sentence,
        who: dict[Place, Member],
        times: list[Timex],
        statement: Statement | None,
    ) -> None:
        """What befell those who are counted; of some outcomes the word tells of no event."""
        trigger, counted = self._span(word), self._span(sentence.marked("K")[0])
        if trigger.exact not in _LEMMAS:
            return
        said = statement is not None and any(s.start <= word.start and word.end <= s.end for s in statement.content)
        self.events.append(
            Event(
                id=event_id(self.text_sha256, (trigger.start, trigger.end)),
                span=trigger,
                predicate=_LEMMAS[trigger.exact],
                participants=(Participant(role="patient", span=counted, entity=None),),
                time=times[0].id if times else None,
                place=next((member.id for place, member in who.items() if place.name == "place"), None),
                status="happened",
                statement=statement.id if said and statement else None,
                evidence=(),
                confidence=0.7,
            )
        )
