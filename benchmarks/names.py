"""How long it takes to link one more report's names: `python -m benchmarks.names [REPORTS]`.

Goes in: how many reports there are before (10,000 if not told). They are made up with a seed: six persons, four bodies
and their countries each, a few of which stand in very many reports (Zipf). Comes out: seconds to link them all,
milliseconds to link one more (median, 95th percentile, the longest) and to tell who somebody in it is, and the memory
taken.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time

from onrecord.lexicon import table
from onrecord.model.identity import Named
from onrecord.relate.identity import Identities
from onrecord.relate.named import name_id
from onrecord.relate.names import folded, plain

REPORTS = 10_000
MORE = 200
EVERY = 10  # of those: how many there are to one of which somebody is asked for
SEED = 1
STEEP = 0.7  # of the distribution by which names are drawn: the first stands in a third of the reports
_SYLLABLES = ("ba", "kor", "len", "ti", "mur", "sa", "vel", "tan", "dri", "ho", "pe", "zu", "lin", "gar", "ek")
_ROLES = ("president", "minister", "mayor", "spokesman", "striker", "professor", "")
_BODIES = ("Steel", "Works", "University", "Party")
Bearer = tuple[str, str, str]  # a name, its country, its role


class World:
    """Persons and bodies that reports are made of."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.countries = [row[0] for row in table("countries")][:40]
        first = [row[0] for row in table("first_names")]
        self.persons = [self._bearer(f"{self.chance.choice(first)} {self._word()}", _ROLES) for _ in range(20_000)]
        self.bodies = [self._bearer(f"{self._word()} {self.chance.choice(_BODIES)}", ("",)) for _ in range(5_000)]

    def report(self, number: int) -> list[Named]:
        """What the report of that number names."""
        persons = sorted({self._one(self.persons) for _ in range(6)})
        bodies = sorted({self._one(self.bodies) for _ in range(4)})
        countries = tuple(dict.fromkeys(country for _, country, _ in (*persons, *bodies)))[:8]
        met = [f"p {' '.join(folded(name))}" for name, _, _ in persons]
        met += [f"o {' '.join(folded(name))}" for name, _, _ in bodies]
        day = f"{2001 + number // 10_000}-{1 + number // 800 % 12:02d}-{1 + number // 30 % 28:02d}"
        kinds = [("person", one) for one in persons] + [("organisation", one) for one in bodies]
        kinds += [("place", (country, country, "")) for country in countries]
        report = f"r_{number:08d}"
        return [
            Named(
                id=name_id(report, kind, plain(name) if kind == "person" else " ".join(folded(name))),
                report=report,
                kind="person" if kind == "person" else "place" if kind == "place" else "organisation",
                name=name,
                roles=(role,) if role else (),
                countries=countries,
                home=countries[0],
                company=tuple(one for one in met if one[2:] != " ".join(folded(name))),
                published=day,
            )
            for kind, (name, _, role) in kinds
        ]

    def _bearer(self, name: str, roles: tuple[str, ...]) -> Bearer:
        return name, self.chance.choice(self.countries), self.chance.choice(roles)

    def _word(self) -> str:
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(3)).capitalize()

    def _one(self, several: list[Bearer]) -> Bearer:
        return several[min(int(self.chance.paretovariate(STEEP)) - 1, len(several) - 1)]


def main(arguments: list[str]) -> None:
    """Print every measure."""
    many = int(arguments[0]) if arguments else REPORTS
    world, found = World(), Identities()
    begin = time.perf_counter()
    for number in range(many):
        found.add(world.report(number))
    found.link()
    print(f"{many:,} reports linked in {time.perf_counter() - begin:.1f} s")
    linked, asked = [], []
    for number in range(many, many + MORE):
        named = world.report(number)
        begin = time.perf_counter()
        found.add(named)
        found.link()
        linked.append(time.perf_counter() - begin)
        if number % EVERY == 0:
            begin = time.perf_counter()
            found.of(named[0].id)
            asked.append(time.perf_counter() - begin)
    for what, taken in (("one more linked", linked), ("somebody in it told", asked)):
        parts = statistics.quantiles(taken, n=20)
        middle, late, last = (1000 * each for each in (parts[9], parts[18], max(taken)))
        print(f"{what}: {middle:.1f} ms, 95 % under {late:.1f} ms, at most {last:.0f} ms")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MiB")


if __name__ == "__main__":
    main(sys.argv[1:])
