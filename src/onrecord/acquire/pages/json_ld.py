"""The schema.org description that a page carries of itself: JSON-LD scripts → the article's own fields.

In: the texts of the scripts. Out: plain strings, whatever shape they came in: arrays, `@graph`, references by
`@id`, nested lists of authors, a name where an object is due. What is malformed is passed over.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Node: TypeAlias = dict[str, object]
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_MOST_NODES = 20_000  # of one page; what is more is no description of an article
_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,40}?\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What the description says of the article itself; None or empty where it is silent."""

    headline: str | None = None
    description: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()


def articles(scripts: Iterable[str]) -> tuple[Article, ...]:
    """The articles that the scripts describe, in order."""
    roots = [value for script in scripts if (value := _value(script)) is not None]
    by_id: dict[str, Node] = {}
    found: list[Node] = []
    for node in _nodes(roots):
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(by_id.get(name, ())):
            by_id[name] = node
        if _is_article(node):
            found.append(node)
    return tuple(_article(node, by_id) for node in found)


def _value(script: str) -> object:
    """The JSON of a script; control characters in strings and comment marks around it are forgiven."""
    bare = script.strip()
    for text in (bare, _WRAPPING.sub("", bare)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(roots: list[object]) -> Iterator[Node]:
    """Every object that may describe the page, in order; without recursion, since depth is the page's choice."""
    waiting = roots[::-1]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value[::-1]
        elif isinstance(value, dict):
            yield value
            waiting += [value[holder] for holder in reversed(_HOLDERS) if holder in value]
            waiting += [value[name] for name in ("author", "publisher") if isinstance(value.get(name), dict | list)]


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    told = any(isinstance(name, str) and name.endswith(("Article", "Posting", "Report", "Review")) for name in names)
    return told and any(field in node for field in ("headline", "datePublished", "author", "name"))


def _article(node: Node, by_id: dict[str, Node]) -> Article:
    return Article(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        description=_text(node.get("description")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        modified=_text(node.get("dateModified")),
        url=_link(node.get("url")) or _link(node.get("mainEntityOfPage")),
        language=_text(node.get("inLanguage")),
        outlet=next(iter(_names(node.get("publisher"), by_id)), None),
        authors=_names(node.get("author") or node.get("creator"), by_id),
    )


def _text(value: object) -> str | None:
    """A string, or the first of a list of strings; entities that were escaped twice are resolved."""
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), None)
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def _link(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _names(value: object, by_id: dict[str, Node]) -> tuple[str, ...]:
    """The names of people or organisations, however they are nested."""
    names: dict[str, None] = {}
    waiting = [value]
    for _ in range(200):
        if not waiting:
            break
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting = [*each, *waiting]
        elif isinstance(each, dict):
            name = each.get("name")
            if name is None and isinstance(each.get("@id"), str):
                name = by_id.get(str(each["@id"]), {}).get("name")
            waiting = [name if isinstance(name, str | list) else None, *waiting]
        elif (name := _text(each)) is not None:
            names.setdefault(name)
    return tuple(names)
