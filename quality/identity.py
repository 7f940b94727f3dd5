"""Merges of names across reports, drawn by a fixed seed, for a reader's eye: `python -m quality.identity FILE.jsonl`.

In: reports as `onrecord read --json` prints them. Out: pairs of what two reports name that the machine took for one,
each with the words around it in both and what put them together; of each kind some that are spelt alike and some that
are not. An identity is drawn first and a pair of its members after it, so that countries do not crowd out everybody
else. Nothing is kept.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord import codec
from onrecord.model import Report
from onrecord.model.identity import Identity, Named
from onrecord.relate.identity import identities
from onrecord.relate.named import compared, name_id, named

SEED = 15
NEAR = 110  # characters around a mention
DRAWN = {  # kind, whether both are spelt alike: how many
    ("person", True): 28,
    ("person", False): 17,
    ("organisation", True): 22,
    ("organisation", False): 10,
    ("place", True): 13,
    ("place", False): 5,
    ("group", True): 5,
}
Pair = tuple[Identity, Named, Named]


def main(arguments: list[str]) -> None:
    """Print the pairs."""
    parser = argparse.ArgumentParser(description="Draw merges of names for a reader's eye.")
    parser.add_argument("reports", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--ids", action="store_true", help="ids alone")
    given = parser.parse_args(arguments)
    with given.reports.open("rb") as lines:
        reports = [codec.decode(line, str(number)) for number, line in enumerate(lines, start=1)]
    found = identities(one for report in reports for one in named(report))
    shared = [one for one in found if len({each.report for each in one.members}) > 1]
    links = Counter(f"{one.kind}: {link.rule}" for one in shared for link in one.links)
    by_id = {report.id: report for report in reports}
    print(f"{len(found):,} identities, {len(shared):,} of several reports; links: {dict(sorted(links.items()))}\n")
    for number, pair in enumerate(drawn(shared, given.seed), start=1):
        print("\n".join([_ids(pair)] if given.ids else [*_told(number, pair, by_id), ""]))


def drawn(shared: Iterable[Identity], seed: int) -> Iterator[Pair]:
    """Pairs of members of one identity, of two reports each."""
    of: dict[tuple[str, bool], list[list[Pair]]] = {}
    for one in shared:
        pairs: dict[bool, list[Pair]] = {}
        for at, left in enumerate(one.members):
            for right in one.members[at + 1 :]:
                if left.report != right.report:
                    pairs.setdefault(left.name.casefold() == right.name.casefold(), []).append((one, left, right))
        for alike, several in pairs.items():
            of.setdefault((one.kind, alike), []).append(several)
    chance = random.Random(seed)
    for stratum, many in DRAWN.items():
        lots = of.get(stratum, [])
        for several in chance.sample(lots, min(many, len(lots))):
            yield chance.choice(several)


def _told(number: int, pair: Pair, reports: dict[str, Report]) -> Iterator[str]:
    one, left, right = pair
    why = {link.why for link in one.links if {link.one, link.other} == {left.id, right.id}}
    why = why or {link.why for link in one.links if {link.one, link.other} & {left.id, right.id}}
    yield f"{number}. {one.kind} · “{left.name}” and “{right.name}” · {'; '.join(sorted(why)[:3])}"
    for each in (left, right):
        yield f"   {each.id} {each.report} {each.published} {each.home}: {_words(each, reports[each.report])}"


def _words(one: Named, report: Report) -> str:
    entity = next(each for each in report.entities if name_id(report.id, each.kind, compared(each)) == one.id)
    at = entity.mentions[0]
    return " ".join(report.text[max(0, at.start - NEAR) : at.end + NEAR].split())


def _ids(pair: Pair) -> str:
    return f"{pair[1].id} {pair[2].id}"


if __name__ == "__main__":
    main(sys.argv[1:])
