"""Times told from the publication date or from the time told last → readings ("yesterday", "a year earlier")."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.extract.times.calendar import Anchor, anchor_of, calendar_day, covers, days, shift
from onrecord.extract.times.calendar import weekday as nearest_weekday
from onrecord.extract.times.clock import after
from onrecord.extract.times.lengths import period
from onrecord.extract.times.numerals import Count, count
from onrecord.extract.times.reading import Reading, Slots, on
from onrecord.extract.times.scene import Scene
from onrecord.extract.times.vocabulary import beside, capitalised, fold, known, value

_AHEAD_OF = re.compile(r"\b(?:ahead of|before|until|upcoming)\s+(?:the\s+)?$", re.I)  # "Friday's vote"
_EDGE_IN = re.compile(r"\b(?:earlier|early|later|late)\s+in\s+$", re.I)
_SAID_ON = re.compile(
    r"[^\"“”]{0,80}[,.?!…][\"”]\s[^\"“”.;:]{0,40}\b(?:said|told|added|wrote)\b[^\"“”.,;:]{0,20}\bon\s"
    r"(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_OTHER_YEAR = re.compile(r"\s+(?:in|of)\s+(?P<year>(?:1[5-9]|20)\d\d)\b", re.A)
_SHARED_PART = re.compile(  # "Monday" of "Monday and Tuesday nights"
    r"(?:,\s\w+day)*,?\s(?:and|or|&)\s\w+day\s(?P<part>morning|afternoon|evening|night)s\b"
)
_WILL = re.compile(r"['’]s\s(?:\w+\s){1,3}?(?:will|would|is\sto|are\sto)\b")  # "Monday's final will decide"
_ENDED = re.compile(r"\s+ended\s+(?P<month>[A-Z][a-z]+\.?)(?:\s+\d{1,2}\b)?(?:,?\s+(?P<year>(?:19|20)\d\d))?", re.A)
_OF_THE_WEEK = re.compile(r"\b[Ff]or\s+\|\s*,")  # "For the week, the index fell"
_DURING = re.compile(r"\b(?:within|over|during|for|throughout)\s+$", re.I)
OPEN = {  # values of which nothing is told but how long they are
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
}
_FINE = {"TS": "S", "TM": "M", "TH": "H"}


def weekday(slots: Slots, scene: Scene) -> Reading | None:
    name = slots["weekday"] or ""
    if not capitalised(name) or beside("title", scene.after):
        return None
    number, published = int(value("weekday", name)), scene.published
    if week := slots.get("week_rel"):
        monday = days(shift(published, "W", int(value("rel", week))))
        return on(shift(Anchor(day=monday[0]), "D", number - 1) if monday else f"XXXX-WXX-{number}")
    if back := slots.get("back"):
        told = calendar_day(scene.told)
        at, step = anchor_of(told), int(value("back", back))
        if back.lower() == "the next" and not told:
            at, step = published, 1
        return on(nearest_weekday(at, number, step or 1, include=step == 0) if at.day else f"XXXX-WXX-{number}")
    if not published.day:
        return on(f"XXXX-WXX-{number}")
    if relative := slots.get("rel"):
        step = int(value("rel", relative))
        if step == 0:
            return on(nearest_weekday(published, number, -1 if scene.tense() == "past" else 1, include=True))
        return on(nearest_weekday(published, number, step, include=False))
    if nights := _SHARED_PART.match(scene.after):
        return Reading(type="SET", value=f"XXXX-WXX-{number}T{value('part', nights['part'])}")
    owner, coming = re.match(r"['’]s\b", scene.after), scene.tense() == "future"
    planned = owner and beside("planned", scene.after[2:])
    set_for = planned and (coming or _WILL.match(scene.after))
    ahead = (_AHEAD_OF.search(scene.before) or set_for) if owner else coming
    return on(nearest_weekday(published, number, 1 if ahead else -1, include=True))


def weekdays(slots: Slots, scene: Scene) -> Reading | None:
    name = slots.get("weekday") or slots.get("plural") or ""
    if slots.get("ends"):
        return Reading(type="SET", value="XXXX-WXX-WE")
    if not capitalised(name) or re.search(r"\b(?:two|three|four|five|six|\d+)\s+$", scene.before, re.I):
        return None
    part = slots.get("part") or fold(slots.get("parts") or "").removesuffix("s")
    return Reading(type="SET", value=f"XXXX-WXX-{value('weekday', name)}" + (f"T{value('part', part)}" if part else ""))


def deictic(slots: Slots, scene: Scene) -> Reading | None:
    words = fold(slots["deictic"] or "")
    if beside("outlet", scene.before) and capitalised(slots["deictic"]):
        return None  # a newspaper's name
    if words == "today" and re.match(r"['’]s\s+(?:world|society)", scene.after):
        return on("PRESENT_REF")
    return on(shift(_day_of_saying(scene) or scene.published, "D", int(value("deictic", words))) or "XXXX-XX-XX")


def _day_of_saying(scene: Scene) -> Anchor | None:
    """The day on which words in quotation marks were said, where it is told right behind them."""
    said = _SAID_ON.match(scene.after)
    if said is None or not scene.published.day:
        return None
    before = scene.before
    if before.count('"') % 2 == 0 and before.count("“") <= before.count("”"):
        return None
    day = nearest_weekday(scene.published, int(value("weekday", said["day"])), -1, include=True)
    return anchor_of(day) if day else None


def part(slots: Slots, scene: Scene) -> Reading | None:
    if slots.get("overnight"):
        return Reading(type="TIME", value=f"{_night_of(slots, scene)}TNI", aside=True)
    if mid := slots.get("mid"):
        told = calendar_day(scene.near)
        return Reading(type="TIME", value=f"{told or 'XXXX-XX-XX'}T{value('part', mid)}", mod="MID")
    if slots.get("tonight"):
        when, code = "this", "NI"
    else:
        when, code = fold(slots["when"] or ""), value("part", slots["part"] or "")
    day: str | None
    if when in {"this", "last"}:
        day = shift(scene.published, "D", -1 if when == "last" else 0) or OPEN["D"]
    else:
        back = 0 if "th" in when and "next" not in when and "following" not in when and "previous" not in when else 1
        day = shift(anchor_of(calendar_day(scene.told)), "D", -1 if "previous" in when else back)
    return Reading(type="TIME", value=f"{day}T{code}" if day else None)


def _night_of(slots: Slots, scene: Scene) -> str:
    """The day on whose evening a night began: "overnight into Wednesday", "overnight Tuesday", last night, tonight."""
    day: str | None
    if name := slots.get("into") or slots.get("on"):
        day = nearest_weekday(scene.published, int(value("weekday", name)), -1, include=True)
        day = shift(anchor_of(day), "D", -1) if slots.get("into") else day
    else:
        day = shift(scene.published, "D", 0 if scene.tense() == "future" else -1)
    return day or "XXXX-XX-XX"


def unit(slots: Slots, scene: Scene) -> Reading | None:
    """ "this week", "the following year". Of units that are shorter than a day nothing is told."""
    written = slots["unit"] or ""
    code = value("unit", written)
    if written[0].isupper() and not scene.words.isupper():
        return None  # a title
    if slots.get("rel"):
        return (
            on(shift(scene.published, code, int(value("rel", slots["rel"] or ""))) or OPEN.get(code))
            if code not in _FINE and code != "N"
            else None
        )
    if code in _FINE or code == "N":
        return None
    if fold(slots["back"] or "") == "the next" and code != "D" and _DURING.search(scene.before):
        return Reading(type="DURATION", value=period(code, Decimal(1)))  # "within the next month"
    words, step = fold(slots["back"] or ""), int(value("back", slots["back"] or ""))
    told = anchor_of(scene.told if code != "D" else _day_told(scene))
    other = _OTHER_YEAR.match(scene.after) if words.startswith("that") else None
    if other and code == "D" and told.year != int(other["year"]):
        return on(None)
    if scene.told is None and step < 0 and code in {"W", "M", "Q", "Y"}:
        return on(shift(scene.published, code, step))  # nothing else is told: the one before the report's own
    return on(shift(told, code, step))


def _day_told(scene: Scene) -> str | None:
    """The day that "that day" goes back to: the time told last, or the day before it that it takes in."""
    told = calendar_day(scene.told)
    return told or (scene.day if scene.day and covers(scene.told, scene.day) else None)


def definite(slots: Slots, scene: Scene) -> Reading | None:
    """ "the weekend", "the quarter", "the year": those that publication stands in or has just passed."""
    code, the, published = value("unit", slots["unit"] or ""), fold(slots["the"] or ""), scene.published
    if (slots["unit"] or "")[0].isupper() and not scene.words.isupper():
        return None  # "Player of the Year"
    if re.match(r"-\w", scene.after):
        return None  # "the year-ago results"
    if "fiscal" in the or "financial" in the or the in {"the full", "the whole"}:
        return on(shift(published, code, 0)) if code in {"Y", "Q"} else None
    if code == "WE":
        return on(shift(published, "WE", -1 if _weekend_is_over(scene) else 0) or OPEN[code])
    if code == "W" and (re.match(r"['’]s\b", scene.after) or _OF_THE_WEEK.search(scene.before + "|" + scene.after)):
        return on(shift(published, "W", 0))
    if code == "Q" and (ended := _ENDED.match(scene.after)) and (month := known("month", ended["month"])):
        year = int(ended["year"] or 0) or (published.year or 0) - (int(month) > (published.month or 12))
        return on(f"{year:04d}-Q{(int(month) + 2) // 3}" if published.year or ended["year"] else None)
    if code == "Q":
        return on(scene.quarter or shift(published, "Q", -1)) if scene.tense() != "future" or scene.quarter else None
    if code in {"D", "W", "M", "DE", "CE"} and _is_edge(scene.before):
        since = scene.told if code in {"DE", "CE"} and _EDGE_IN.search(scene.before) else scene.near
        near = anchor_of(since if code != "D" else calendar_day(since))
        return on(shift(near, code, 0) or shift(published, code, 0))
    if code == "Y" and re.match(r"\s+end(?:ed|ing)\b", scene.after):
        return Reading(type="DURATION", value="P1Y")
    if code == "Y" and not re.match(r"\s+(?:of(?!\s[$€£\d])|that|when|in\s+which|to|before|after)\b", scene.after):
        return on(shift(published, "Y", 0))
    return None


def _is_edge(before: str) -> bool:
    """Whether a part of the unit is meant: "later in the day", "the end of the month"."""
    of = re.search(r"\sof\s+$", before)
    return bool(_EDGE_IN.search(before) or (of and beside("edge", before[: of.start() + 1])))


def _weekend_is_over(scene: Scene) -> bool:
    day = scene.published.day
    return bool(day and day.isoweekday() < 6 and scene.tense() != "future")


def past(slots: Slots, scene: Scene) -> Reading | None:
    """ "the past week" is a length of time that ends at publication; "the last week" too."""
    code, way = value("unit", slots["unit"] or ""), fold(slots["way"] or "")
    led = fold(scene.words).startswith("the ")
    if not led:
        return None
    if way in {"coming", "past"} or (way == "last" and code in {"W", "Y", "M", "DE"}):
        return Reading(type="DURATION", value=period(code, Decimal(1)))
    return None


def ago(slots: Slots, scene: Scene) -> Reading | None:
    """A distance counted from publication, or from the time told last ("earlier", "later")."""
    number = count(slots["number"] or "") if slots.get("number") else Count(number=None)
    way, rough = value("way", slots["way"] or ""), "or so" in fold(scene.words)
    code = known("unit", slots.get("unit") or "") or value("units", slots.get("units") or "")
    at = scene.published if way in {"ago", "hence"} else anchor_of(scene.told)
    sign = -1 if way in {"ago", "earlier"} else 1
    if number.number is None:
        return on(("PAST_REF" if sign < 0 else "FUTURE_REF") if way in {"ago", "hence"} else None)
    told = number.number
    if code == "Y" and slots.get("half") and told < 10**4:
        code, told, rough = "M", told * 12 + 6, True  # "a year and a half ago"
    elif slots.get("half") or told != told.to_integral_value() or told > 10**6:
        return Reading(type="DATE", value=None, ago=True)
    steps = sign * int(told)
    if code in _FINE:
        return Reading(
            type="TIME", value=after(scene.told, code, steps) if way in {"earlier", "later"} else None, ago=True
        )
    if code == "Y" and steps == -1 and scene.quarter and way in {"ago", "earlier"}:
        found: str | None = f"{int(scene.quarter[:4]) - 1:04d}{scene.quarter[4:]}"
    else:
        found = _away(at, code, steps) or (OPEN.get("D" if code == "N" else code) if way in {"ago", "hence"} else None)
    return Reading(type="DATE", value=found, mod="APPROX" if rough or number.rough else None, ago=True)


def _away(at: Anchor, code: str, steps: int) -> str | None:
    if code == "DE":
        return shift(at, "Y", steps * 10)
    if code == "CE":
        return shift(at, "CE", steps)
    return shift(at, "D" if code == "N" else code, steps)
