"""A large record for the reading room, and files of further reports: `place, count → a record with incidents`.

Its reports are those of `benchmarks.reports`. They are grouped by the stories that they were invented from: linking
100,000 of them by what they say takes an hour, and gives pages no more to show.
"""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

from benchmarks.reports import Sighting, reports, sightings
from onrecord.model.trace import Grouped
from onrecord.relate import trace
from onrecord.store import Entry, Store, Turn, open_store

AT = "2032-01-{:02}T{:02}:00:00Z"
BATCH = 200
HOURS = 24 * 20  # in which the reports came


def made(place: Path, count: int, seed: int = 1) -> None:
    """A record of that many reports, unless it is there."""
    with open_store(str(place), create=True, write=True) as store:
        there = every(store)
        if there >= count:
            return
        several = zip(sightings(count, seed), reports(count, seed), strict=True)
        for number in range(0, count, BATCH):
            batch = list(islice(several, BATCH))
            if number + len(batch) <= there:
                continue
            entries = [Entry(payload=payload, report=report) for _, (payload, report) in batch]
            hour = number * HOURS // count
            with store.turn() as turn:
                turn.write(entries, AT.format(1 + hour // 24, hour % 24))
                _grouped(turn, [(told, report.sighting) for told, (_, report) in batch], entries)


def _grouped(turn: Turn, told: list[tuple[Sighting, str]], entries: list[Entry]) -> None:
    """The groups of these, by their stories."""
    shelf = turn.shelf()
    own = {entry.report.sighting: trace(entry.report) for entry in entries}
    there = shelf.traces(own)
    own = {name: each for name, each in own.items() if name not in there}
    shelf.of_readings(shelf.current(own))
    shelf.put(own, {name: {} for name in own})
    shelf.group(
        Grouped(
            sighting=name,
            family=f"w_{each.story:016x}{each.edition}",
            incident=f"i_{each.story:016x}",
            why="one story",
            origin=each.credit,
            basis="agency" if each.credit else None,
        )
        for each, name in told
        if name in own
    )


def written(path: Path, count: int, seed: int) -> None:
    """Further reports as a file that `onrecord add` reads."""
    with path.open("w", encoding="utf-8") as file:
        for _, report in reports(count, seed):
            told = {"url": report.url, "title": report.title, "outlet": report.outlet, "text": report.text}
            told |= {"id": report.sighting, "published": report.published.value if report.published else None}
            file.write(json.dumps(told) + "\n")


def every(store: Store) -> int:
    """How many reports are there."""
    return sum(1 for _ in store.every())
