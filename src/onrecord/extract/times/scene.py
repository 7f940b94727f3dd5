"""Where an expression stands: its words, its sentence, the publication date, and the time told last.

In: text, the expression's place, the sentence's edges. Out: what decides between readings, above all
whether the clause speaks of what was or of what will be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from onrecord.extract.times.calendar import Anchor
from onrecord.lexicon import table

Tense: TypeAlias = Literal["past", "future"]
_HAD_BEEN = re.compile(r"\bhad\b", re.I)
_PERFECT = frozenset({"had", "been"})
REACH = 160  # code points of a sentence that are looked at on each side of an expression
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "their", "our", "my", "your"})
_ADVERBS = frozenset({"still", "newly", "recently", "previously", "already", "long", "highly", "yet", "well", "much"})
_WORD = re.compile(r"['’](?:ll|re)\b|\w+(?:['’]t\b)?")
_CLAUSE_END = re.compile(r"[;:]\s|\s[–—-]{1,2}\s")
_SAID_BEFORE = re.compile(r"[,.?!…][\"”’»]\s")  # the end of a quotation: what follows has a tense of its own
_FUTURE_BEFORE = re.compile(
    r"\b(?:by|until|till|from now|no later than|starting|effective|as early as)\s+(?:the\s+)?$", re.I
)
_PAST_BEFORE = re.compile(r"\b(?:since|as recently as)\s+(?:the\s+)?$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One expression in its place. `told` is the TIMEX3 value of the time before it in the text, if it had one,
    `near` the same if it stands in this paragraph; `day` the day told last; `quarter` the quarter of a year that the
    report is about; `low` is the text folded; `lead` is where a longer expression begins that this one is a part of.
    """

    text: str
    low: str
    start: int
    end: int
    floor: int
    ceiling: int
    published: Anchor
    told: str | None
    near: str | None = None
    day: str | None = None
    quarter: str | None = None
    lead: int | None = None

    @property
    def words(self) -> str:
        """The expression itself."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The sentence up to the expression, its last part."""
        return self.text[max(self.floor, self.start - REACH) : self.start]

    @property
    def after(self) -> str:
        """The sentence from the expression's end, its first part."""
        return self.text[self.end : min(self.ceiling, self.end + REACH)]

    def tense(self) -> Tense | None:
        """What the nearest verb says: the last one before the expression in its clause, else the first after it."""
        lead = self.start if self.lead is None else self.lead
        context = self.text[max(self.floor, lead - REACH) : lead]
        if _FUTURE_BEFORE.search(context):
            clause = context.rsplit(",", 1)[-1]  # "the sale, which had been due, pays a loan by May"
            return "past" if _HAD_BEEN.search(clause) or _HAD_BEEN.search(self.after) else "future"
        if _PAST_BEFORE.search(context):
            return "past"
        left, right = _CLAUSE_END.split(_SAID_BEFORE.split(context)[-1])[-1], _CLAUSE_END.split(self.after)[0]
        before, after = _verbs(left), _verbs(right)
        nearest = before[-1] if before else after[0] if after else None
        if nearest is None and left != context:  # nothing in the clause: what the sentence said before it
            nearest = next(reversed(_verbs(context)), None)
        return nearest if nearest != "present" else None


@cache
def _cues() -> dict[str, str]:
    return {form: tense for form, tense in table("time_tense") if tense in {"past", "present", "future"}}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(form for form, tense in table("time_tense") if tense == kind)


def _verbs(clause: str) -> list[Tense | Literal["present"]]:
    """The tense of each verb in order. A participle or a base form under an auxiliary goes with the auxiliary."""
    found: list[Tense | Literal["present"]] = []
    undone = -1  # the last word that looked ahead from the past ("had been due")
    reach = 0  # how many more words the auxiliary before governs
    words = _WORD.findall(clause)
    for at, word in enumerate(words):
        previous = words[at - 1].lower() if at else ""
        cue = None if _is_adjective(words, at) else _cue(word, words[at + 1] if at + 1 < len(words) else "")
        purpose = word == "to" and previous not in _words("intent")
        ahead = purpose or previous in _PERFECT or (word == "to" and undone == at - 1)
        governed = found and found[-1] == "past" and ahead
        undone = at if cue == "future" and governed else undone
        noun = cue == "past" and at + 1 < len(words) and words[at + 1].lower() == "of"  # "the killing of"
        if (cue == "past" and reach > 0 and not noun) or (cue == "future" and governed):
            cue = None  # "will be held", "continued to fall", "had been due"
        if cue is not None:
            reach = {"future": 4, "present": 3}.get(cue, 0)
        match cue:
            case "past" | "future" | "present":
                found.append(cue)
        reach -= 1
    return found


def _is_adjective(words: list[str], at: int) -> bool:
    """Whether a form in -ed stands before its noun: "a still unspecified date", "the planned vote"."""
    word, before = words[at].lower(), words[max(0, at - 2) : at]
    if not word.endswith("ed") or word in _cues() or not before:
        return False
    if before[-1].lower() in _ADVERBS:
        before = before[:-1]
    return bool(before) and before[-1].lower() in _DETERMINERS


def _cue(word: str, following: str) -> str | None:
    """past, present or future, or None for a word that tells nothing."""
    lower, after = word.lower(), following.lower()
    if pair := _cues().get(f"{lower} {after}"):
        return pair
    plural = after.endswith("s") and not after.endswith("ss")  # "to reports": a noun
    if lower == "to" and (not following[:1].islower() or plural or after in _words("no verb")):
        return None
    if lower == "may" and word != "may":
        return None
    regular = len(word) > 4 and lower.endswith("ed") and word[0].islower()
    return _cues().get(lower) or ("past" if regular else None)
