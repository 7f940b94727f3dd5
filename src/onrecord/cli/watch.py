"""`onrecord watch`: feeds kept fresh, and what is new on the record told: printed, or posted to a webhook."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import asked
from onrecord.cli.output import say
from onrecord.cli.printable import escaped_json, printable
from onrecord.cli.read import PARTLY
from onrecord.cli.steps import telling
from onrecord.errors import InputError
from onrecord.model.change import FactKind
from onrecord.model.ids import sha256
from onrecord.model.place import is_web
from onrecord.model.vocabulary import Outcome
from onrecord.model.watched import News, Saved, Watch
from onrecord.settings import Settings, every, load

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.watching import Asked
    from onrecord.record.web import Web

AT_ONCE = 100  # news in one post
LONGEST = 200  # characters of words in a line
TOLD = {
    "fact": "new",
    "changed": "changed",
    "vanished": "is gone",
    "updates": "updates",
    "supersedes": "supersedes",
    "differs": "differs from",
    "contradicts": "contradicts",
    "denies": "denies",
    "retracts": "retracts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round came to."""

    failed: int
    posted: bool


def watch(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ADDRESS]...", help="Feeds, sitemaps and pages; else those of onrecord.toml."),
    ] = None,
    words: Annotated[str | None, typer.Option(metavar="WORDS", help="Tell of facts with these words alone.")] = None,
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Of what this one said.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Of what was there.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="statement, figure or event.")] = None,
    outcome: Annotated[str | None, typer.Option(metavar="OUTCOME", help="killed, injured, displaced …")] = None,
    every_: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help="Between two rounds: 90s, 15m, 2h.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One round, and no more.")] = False,
    webhook: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Post what is new here, as JSON.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, one line for each piece of news.")
    ] = False,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
    allow_address: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST", help="A host that may be asked though it is of your own network; may be repeated."
        ),
    ] = None,
    delay: Annotated[str | None, typer.Option(metavar="SECONDS", help="Between two requests to one host.")] = None,
    processes: Annotated[str | None, typer.Option(metavar="NUMBER", help="How many read at the same time.")] = None,
) -> None:
    """Keep feeds fresh, put what they list on the record, and tell what is new in it.

    What is told is asked for by the options, or by the saved queries of onrecord.toml. What was on the record before
    the first round is not told; what could not be posted is told in the next round.

    Exit code 0: done (--once). 1: nothing could be read. 2: misused. 3: some inputs failed, or news was not taken.
    """
    flags = {"record": record, "allow_address": allow_address, "delay": delay, "processes": processes}
    settings = load(Path.cwd(), os.environ, flags).settings
    wanted = _wanted(settings.watch, feeds, every_, webhook)
    own = _own(words, who, place, kind, outcome)

    from onrecord.record import moment, open_record, watching
    from onrecord.record.remembered import Told
    from onrecord.record.web import web

    queries = watching.asked(own or wanted.queries or [watching.ALL])
    logging.getLogger().addHandler(logging.NullHandler())  # what a library logs of a report would reach the terminal
    with open_record(settings.record, settings=settings) as opened:
        asks = web(opened.store, settings, moment, only_due=True)
        if asks.memory.told.since is None:
            since = moment()
            asks.memory.told = Told(since=since, sightings=tuple(_now(opened, since)))
            asks.save()
        while True:
            done = _round(opened, asks, wanted, queries, settings, as_json=as_json)
            if once:
                break
            time.sleep(wanted.every)
    if done.failed or not done.posted:
        raise typer.Exit(PARTLY)


def _round(
    opened: Record, asks: Web, wanted: Watch, queries: Sequence[Asked], settings: Settings, *, as_json: bool
) -> Round:
    """Everything asked for once, and what is new told."""
    from onrecord.record import adding, moment, watching

    with telling() as told:
        added = adding.add(opened.store, wanted.feeds, settings, now=moment, progress=told, web=asks)
    sightings, then = watching.waiting(opened.store, asks.memory.told)
    found = list(watching.news(opened.store, queries, sightings))
    posted = True
    if wanted.webhook is not None:
        posted = _posted(asks, wanted.webhook, opened.name, found)
    for one in found if posted else ():
        say(f"{_json(one) if as_json else printable(line(one))}\n")
    sys.stdout.flush()
    if posted:
        asks.memory.told = then
        asks.save()
    parts = [f"{added.added:,} added", f"{added.known:,} known", f"{added.failed:,} failed", f"{len(found):,} new"]
    sys.stderr.write(f"onrecord: {moment()}: {' · '.join(parts)}\n")
    return Round(failed=added.failed, posted=posted)


def _json(one: News) -> str:
    """A piece of news as JSON, which a terminal does not obey."""
    told = json.dumps(asdict(one), ensure_ascii=False)
    return escaped_json(told) if sys.stdout.isatty() else told


def line(one: News) -> str:
    """A piece of news on one line: whose query, what is new, who, the words, what stood there, where."""
    begin = f"[{one.query}] {one.kind} {TOLD[one.news]}: " + (f"{one.who}: " if one.who else "")
    parts = [begin + _short(one.words)]
    if one.before is not None and one.before != one.words:
        parts.append(f"{'was' if one.news in ('changed', 'vanished') else 'there'}: {_short(one.before)}")
    where = " · ".join(each for each in (one.outlet, one.published, one.url or one.key) if each)
    return " | ".join([*parts, *([one.why] if one.why else []), where])


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"


def _posted(asks: Web, webhook: str, name: str, found: Sequence[News]) -> bool:
    """Whether everything was taken; what was is not posted again."""
    told = asks.memory.told
    taken = dict.fromkeys(told.posted)
    left = {key: one for one in found if (key := sha256(json.dumps(asdict(one)))[:32]) not in taken}
    for start in range(0, len(left), AT_ONCE):
        some = [*left][start : start + AT_ONCE]
        news = [asdict(left[key]) for key in some]
        failure = asks.fetcher.post(webhook, json.dumps({"record": name, "news": news}).encode())
        if failure is None:
            taken |= dict.fromkeys(some)
        else:
            asks.memory.told = replace(told, posted=tuple(taken))
            asks.save()
            # The address of a webhook is often a secret.
            sys.stderr.write(f"onrecord: the webhook: {printable(f'{failure.reason}; {failure.remedy}')}\n")
            return False
    return True


def _wanted(watched: Watch, feeds: list[str] | None, every_: str | None, webhook: str | None) -> Watch:
    """What is watched: what the command line says, else the settings."""
    several = tuple(feeds or watched.feeds)
    wrong = next((each for each in several if not is_web(each)), None)
    if wrong is not None:
        raise typer.BadParameter(printable(f"{wrong[:80]!r} is no address; give such as https://news.example/feed.xml"))
    if not several:
        raise InputError(
            "nothing to watch: give the addresses of feeds, or `feeds = [...]` under [watch] in onrecord.toml"
        )
    if webhook is not None and not is_web(webhook):
        raise typer.BadParameter("give an address such as https://desk.example/new", param_hint="--webhook")
    seconds = watched.every if every_ is None else every(every_, "--every")
    return Watch(feeds=several, every=seconds, webhook=webhook or watched.webhook, queries=watched.queries)


def _own(words: str | None, who: str | None, place: str | None, kind: str | None, outcome: str | None) -> list[Saved]:
    """The query that the options make; none where none is given."""
    given = {
        "words": asked.words([words]) if words else None,
        "who": asked.name("--who", who),
        "place": asked.name("--place", place),
        "kind": asked.one_of(FactKind, "--kind", kind),
        "outcome": asked.one_of(Outcome, "--outcome", outcome),
    }
    filters = tuple((name, value) for name, value in given.items() if value is not None)
    return [Saved(name=" ".join(str(value) for _, value in filters), filters=filters)] if filters else []


def _now(opened: Record, since: str) -> list[str]:
    """What came to the record in this very moment, before it was watched."""
    return [one.seen.sighting for one in opened.arrivals(since=since, limit=1_000)]
