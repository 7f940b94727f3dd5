"""One statement of one report, in terms in which it can be held against those of other reports."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.report import Span
from onrecord.model.vocabulary import Polarity, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What somebody said in a report. `words` are folded; `stems` those that carry what is said, in a bare form.

    `source_key` are the words for the speaker, "" for a pronoun. `core` are those of what is said not to be so,
    `numbers` words of numbers. `quoted` are the stretches in quotation marks, cut where something is left out or added.
    `negated`: it holds an odd number of words such as "not". `withdrawn`: by its cue the speaker takes it back.
    """

    sighting: str
    report: str
    key: str | None
    url: str | None
    outlet: str | None
    published: str | None
    fact: str
    spans: tuple[Span, ...]
    cue: Span | None
    polarity: Polarity
    stance: Stance
    speaker: str | None
    speaker_key: str
    source_key: str
    anonymous: bool
    words: tuple[str, ...]
    stems: frozenset[str]
    core: frozenset[str]
    numbers: frozenset[str]
    negated: bool
    quoted: tuple[tuple[str, ...], ...]
    withdrawn: bool

    @property
    def order(self) -> tuple[str, str, int]:
        """Where it stands among others, the same in whatever order they came."""
        return self.published or "", self.sighting, self.spans[0].start
