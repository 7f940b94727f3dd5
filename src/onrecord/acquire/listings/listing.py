"""A feed (RSS, Atom, RDF) or a sitemap → the addresses that it lists, each with its dates where it has them.

In: the bytes of a listing and the address at which they were. Out: a `Listing`, or a `Failure`. Addresses are told,
never asked; what they name may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import urljoin, urlsplit, urlunsplit

from onrecord.acquire import dates, failures
from onrecord.acquire.markup import child, children, name, tree, words
from onrecord.model import Failure

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST = 50_000  # addresses of one listing, which is what a sitemap may have
ListingKind: TypeAlias = Literal["feed", "sitemap", "sitemap index"]
ROOTS: dict[str, ListingKind] = {
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap index",
}
# What senders add to an address to count where readers come from; the page is the same without.
_COUNTING = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign|format|link\w*|ptr\w*)|fbclid|gclid|mc_[ce]id|cmpid|ocid)", re.I
)
_ZONED = re.compile(r"[A-Za-z]{3}\s*,|\d{1,2}\s+[A-Za-z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that is listed, when it was published and when it changed, in ISO 8601, as far as that is told."""

    url: str
    published: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a listing is, and what it lists, each address once; `whole` is False where there are more."""

    kind: ListingKind
    links: tuple[Link, ...]
    whole: bool = True


def listing(data: bytes, url: str) -> Listing | Failure:
    """What a listing lists; an address in it may be written as seen from its own."""
    root = tree(data, url, broken=True)
    if isinstance(root, Failure):
        return root
    kind = ROOTS.get(name(root))
    if kind is None:
        return failures.bad_xml(url, "it is neither a feed nor a sitemap")
    found: dict[str, Link] = {}
    for link in _feed(root) if kind == "feed" else _sitemap(root):
        whole = _bare(url, link.url)
        if whole is not None:
            found.setdefault(whole, Link(url=whole, published=link.published, modified=link.modified))
        if len(found) > MOST:
            break
    if not found:
        return failures.no_links(url)
    links = tuple(found.values())
    return Listing(kind=kind, links=links[:MOST], whole=len(links) <= MOST)


def _feed(root: _Element) -> Iterator[Link]:
    for item in root.iter():
        if name(item) in ("item", "entry"):
            url = _linked(item)
            if url:
                yield Link(
                    url=url,
                    published=_date(item, "pubdate", "published", "issued", "date"),
                    modified=_date(item, "updated", "modified"),
                )


def _linked(item: _Element) -> str | None:
    """The address of the page itself: of Atom's links the alternate one; RSS may have it as its permanent id."""
    other: str | None = None
    for link in children(item, "link"):
        url = _based(link, link.get("href") or words(link))
        if (
            url
            and link.get("rel", "alternate") == "alternate"
            and link.get("type", "text/html").startswith("text/html")
        ):
            return url
        other = other or (url if link.get("rel") is None else None)
    guid = child(item, "guid")
    permanent = guid is not None and guid.get("isPermaLink", "true").lower() != "false"
    return other or (words(guid) if permanent and (words(guid) or "").startswith("http") else None)


def _based(link: _Element, url: str | None) -> str | None:
    """The address as seen from the one that the feed gives for what is in it (`xml:base`)."""
    if url is None or not link.base:
        return url
    try:
        return urljoin(link.base, url)
    except ValueError:
        return url


def _sitemap(root: _Element) -> Iterator[Link]:
    for each in children(root, "url", "sitemap"):
        url = words(child(each, "loc"))
        if url:
            news = child(each, "news")
            published = _date(news, "publication_date") if news is not None else None
            yield Link(url=url, published=published, modified=_date(each, "lastmod"))


def _date(item: _Element, *names: str) -> str | None:
    """The first date of these names, as precise as it is given; None where it is none."""
    told = words(next(children(item, *names), None))
    if told is None or len(told) > 60:
        return None
    found = dates.iso(told)
    if found is not None:
        return found
    with suppress(ValueError):
        return date.fromisoformat(told).isoformat()  # without hyphens, or by its week
    try:
        moment = parsedate_to_datetime(told) if _ZONED.search(told) else datetime.fromisoformat(told)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.isoformat()


def _bare(base: str, url: str) -> str | None:
    """The whole address, without a fragment and without what only counts readers; None where it is none of the web."""
    try:
        parts = urlsplit(urljoin(base, url))
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        kept = [piece for piece in parts.query.split("&") if not _COUNTING.fullmatch(piece.partition("=")[0])]
        return urlunsplit(parts._replace(fragment="", query="&".join(kept)))
    except ValueError:
        return None
