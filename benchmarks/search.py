"""How long a search takes on a large record: a mix of questions drawn from the record itself by a seed.

`python -m benchmarks.search PLACE…` (paths and URLs of records; `sqlite` and `postgresql` make one of --reports
invented reports, on a server of its own). Comes out: for each record and each kind of question the median and the 95th
percentile of the first twenty hits, and how many times the floor that is: one row fetched by its primary key, through
the same library; and whether 19 of 20 searches, and of 20 reports and facts shown, take under 50 ms.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks import record
from onrecord.model import Report
from onrecord.model.query import Dates, Query
from onrecord.model.vocabulary import Outcome
from onrecord.store import Store, open_store

HITS, SAMPLE, BOUND = 20, 150, 50.0
_WORD = re.compile(r"[^\W\d_]{3,}")
Ask = Callable[[], object]


def main() -> None:
    """Print a table a record."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("places", nargs="+")
    asked.add_argument("--each", type=int, default=40, help="questions of each kind")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--reports", type=int, default=10_000, help="of a record that is made")
    given = asked.parse_args()
    print(f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for named in given.places:
        with _record(named, given.reports) as place, open_store(place) as store:
            kind = "PostgreSQL" if "://" in place else "SQLite"
            totals = store.overview().totals
            facts = totals["facts"]
            print(f"\n{kind}: {totals['reports']:,} reports, {facts:,} facts, {given.each} questions of each kind")
            _table(questions(store, given.seed, given.each))


@contextmanager
def _record(named: str, count: int) -> Iterator[str]:
    """The place of a record that is there, or of one that is made."""
    if named not in ("sqlite", "postgresql"):
        yield named
        return
    with record.place(named if named == "postgresql" else None) as place:
        with open_store(place, create=True, write=True) as store:
            record.add(store, count, size=100, seed=1)
        yield place


def questions(store: Store, seed: int, each: int) -> Mapping[str, Sequence[Ask]]:
    """Questions by kind, each a function that asks one."""
    random = Random(seed)
    ids = random.sample(list(store.every()), SAMPLE)
    reports = [one.report for one in store.stored(ids)]
    counts = Counter(word.lower() for report in reports for word in sorted(set(_WORD.findall(report.text))))
    common = [word for word, _ in counts.most_common(30)]
    rare = [word for word, count in counts.items() if count == 1]

    def word() -> str:
        return str(random.choice(_WORD.findall(random.choice(reports).text)))

    drawn: dict[str, Callable[[], Query]] = {
        "a very common word": lambda: Query(words=random.choice(common)),
        "a word as it occurs": lambda: Query(words=word()),
        "a rare word": lambda: Query(words=random.choice(rare)),
        "two words": lambda: Query(words=f"{word()} {word()}"),
        "a phrase": lambda: Query(words=_phrase(random, reports)),
        "one word or another, not a third": lambda: Query(words=f"{word()} OR {word()} -{word()}"),
        "a beginning": lambda: Query(words=f"{word()[:4]}*"),
        "a name that is said": lambda: Query(words=_name(random, reports)),
        "who": lambda: Query(who=_speaker(random, reports)),
        "about": lambda: Query(about=_name(random, reports)),
        "a common word, who": lambda: Query(words=random.choice(common), who=_speaker(random, reports)),
        "a word, about": lambda: Query(words=word(), about=_name(random, reports)),
        "a common word, an outcome": lambda: Query(words=random.choice(common), outcome=_outcome(random)),
        "an outcome": lambda: Query(outcome=_outcome(random)),
        "an outcome, a place": lambda: Query(outcome=_outcome(random), place=_name(random, reports)),
        "an outlet": lambda: Query(outlet=random.choice(reports).outlet),
        "a word, an outlet": lambda: Query(words=word(), outlet=random.choice(reports).outlet),
        "a month": lambda: Query(published=_month(random, reports)),
        "a word, a month, figures": lambda: Query(words=word(), published=_month(random, reports), kind="figure"),
        "denied, sure": lambda: Query(polarity="denied", confidence=0.85),
        "everything": Query,
    }
    asks: dict[str, list[Ask]] = {"floor: a row by its key": [_floor(store, random.choice(ids)) for _ in range(each)]}
    for kind, draw in drawn.items():
        asks[kind] = [_search(store, draw()) for _ in range(each)]
    facts = [one.id for report in reports for one in report.statements]
    asks["show a fact"] = [_show(store, random.choice(facts)) for _ in range(each)]
    asks["show a url"] = [_show(store, str(random.choice(reports).url)) for _ in range(each)]
    return asks


def _table(asks: Mapping[str, Sequence[Ask]]) -> None:
    floor = 0.0
    every: list[float] = []
    shown: list[float] = []
    print(f"{'':36}{'p50 ms':>9}{'p95 ms':>9}{'p95 / floor':>13}")
    for kind, several in asks.items():
        taken = sorted(_timed(several))
        middle, high = statistics.median(taken), taken[int(len(taken) * 0.95)]
        floor = floor or middle
        if not kind.startswith("floor"):
            (shown if kind.startswith("show") else every).extend(taken)
        print(f"{kind:36}{middle:9.1f}{high:9.1f}{high / floor:13.1f}", flush=True)
    for kind, taken in (("all searches", sorted(every)), ("all shown", sorted(shown))):
        high = taken[int(len(taken) * 0.95)]
        holds = "under" if high < BOUND else "NOT under"
        print(f"{kind:36}{statistics.median(taken):9.1f}{high:9.1f}{high / floor:13.1f}  {holds} {BOUND:.0f} ms")
    print(f"load {os.getloadavg()[0]:.1f}")


def _timed(asks: Sequence[Ask]) -> Iterator[float]:
    """Milliseconds of each, after one that is not counted."""
    asks[0]()
    for ask in asks:
        begin = time.perf_counter()
        ask()
        yield (time.perf_counter() - begin) * 1000


def _floor(store: Store, sighting: str) -> Ask:
    return lambda: store.known([sighting])


def _search(store: Store, query: Query) -> Ask:
    return lambda: list(islice(store.search(query), HITS))


def _show(store: Store, what: str) -> Ask:
    return lambda: store.shown(what)


def _phrase(random: Random, reports: Sequence[Report]) -> str:
    words = random.choice(reports).text.split()
    start = random.randrange(len(words) - 3)
    return f'"{" ".join(words[start : start + random.choice((2, 3))])}"'.replace("“", "").replace("”", "")


def _name(random: Random, reports: Sequence[Report]) -> str:
    return random.choice(random.choice(reports).entities).name


def _speaker(random: Random, reports: Sequence[Report]) -> str:
    report = random.choice([report for report in reports if report.statements])
    names = {entity.id: entity.name for entity in report.entities}
    return names[str(random.choice(report.statements).speaker)].split()[-1]


def _outcome(random: Random) -> Outcome:
    several: tuple[Outcome, ...] = ("killed", "injured", "missing", "detained")
    return random.choice(several)


def _month(random: Random, reports: Sequence[Report]) -> Dates:
    published = random.choice([report.published for report in reports if report.published])
    return Dates(published.value[:7], published.value[:7])


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        named = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
        return named[0]
    except (OSError, IndexError):
        return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
