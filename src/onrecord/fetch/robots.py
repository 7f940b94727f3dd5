"""robots.txt → what of a site a program may read, by RFC 9309.

In: the bytes of a robots.txt. Out: `Robots`, asked for a path. The patterns of a file are a stranger's: they are
compared piece by piece, in time in proportion to pattern and path, and never become regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

LARGEST = 500_000  # bytes of a robots.txt; what comes after them is not read, as RFC 9309 has it
LONGEST_DELAY = 60.0  # seconds between two requests, whatever a site asks for
_LONGEST = 2_000  # characters of a pattern
_AGENT = re.compile(r"[a-z_-]*", re.IGNORECASE)
_SAFE = "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What begins as the pattern does is allowed, or not."""

    pattern: str
    allows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules for one program; `delay` is what the site asks for between two requests, in seconds."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, target: str) -> bool:
        """Whether the path may be read: the longest pattern decides, and the kinder one of two."""
        path = _written(target)
        matching = (rule for rule in self.rules if matches(rule.pattern, path))
        best = max(matching, key=lambda rule: (len(rule.pattern), rule.allows), default=None)
        return best is None or best.allows


NO_RULES = Robots()


def robots(data: bytes, agent: str) -> Robots:
    """The rules that a robots.txt has for a program, else those for all."""
    text = data[:LARGEST].decode("utf-8", errors="replace").removeprefix("\ufeff")
    own: list[tuple[str, str]] = []
    all_: list[tuple[str, str]] = []
    named: set[str] = set()
    listing, is_named = False, False
    for line in text.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            if not listing:
                named = set()
            listing = True
            named.add("*" if value.startswith("*") else _AGENT.match(value)[0].lower())  # type: ignore[index]
            is_named |= agent.lower() in named
        elif name in ("allow", "disallow", "crawl-delay"):
            listing = False
            if agent.lower() in named:
                own.append((name, value))
            elif "*" in named:
                all_.append((name, value))
    return _of(own if is_named else all_)


def matches(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern does: `*` is anything, `$` at the end of the pattern is the end."""
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(others, start=1):
        if whole and number == len(others):
            return path.endswith(piece) and len(path) - len(piece) >= at
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not whole or at == len(path)


def _of(lines: Iterable[tuple[str, str]]) -> Robots:
    rules: list[Rule] = []
    delay = 0.0
    for name, value in lines:
        if name == "crawl-delay":
            if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", value):
                delay = min(float(value), LONGEST_DELAY)
        elif value and len(value) <= _LONGEST:
            rules.append(Rule(pattern=_written(value), allows=name == "allow"))
    return Robots(rules=tuple(rules), delay=delay)


def _written(path: str) -> str:
    """A path in one spelling: what need not be escaped is not, and all else is."""
    kept = re.sub(r"%(2F|2A|24|3F)", lambda found: f"\0{found[1]}", path, flags=re.IGNORECASE)
    plain = quote(unquote_to_bytes(kept.replace("\0", "%25")), safe=_SAFE.replace("%", ""))
    return re.sub(r"%25(2F|2A|24|3F)", lambda found: f"%{found[1].upper()}", plain, flags=re.IGNORECASE)
