"""The head of a web page → what it says about its report: title, bylines, outlet, dates, address, language.

In: the parsed tree, walked once. Out: `Metadata`. JSON-LD comes first, since it is written for the article
alone; then OpenGraph and the other meta tags; then what the page shows. htmldate is asked for the date only
where all of them are silent, because it is slow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.acquire.blocks.bylines import names
from onrecord.acquire.pages.dates import instant, searched_day
from onrecord.acquire.pages.json_ld import Article, articles
from onrecord.acquire.pages.title import agreeing, page_title

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_AUTHOR = ("author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "cxenseparse:author")
_AUTHOR_LINK = ("article:author", "og:article:author", "twitter:creator")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "article_date_original",
    "og:pubdate",
    "date",
)
_MODIFIED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "apple-mobile-web-app-title")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says about its report; None or empty where it is silent. Dates as ISO 8601, offset kept."""

    title: str | None = None
    description: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    bylines: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None


@dataclass(slots=True, kw_only=True)
class _Head:
    """What one walk over the tree gathers."""

    meta: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    scripts: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    canonical: str | None = None
    title: str | None = None
    language: str | None = None

    def first(self, *names_of: str) -> str | None:
        """The first value under the first of the names that has one."""
        return next((value for name in names_of for value in self.meta.get(name, ())), None)


def metadata(tree: HtmlElement) -> Metadata:
    """What the page says about its report."""
    head = _gather(tree)
    described = articles(head.scripts)
    article = _own_article(described, head)
    outlet = head.first(*_OUTLET[:1]) or article.outlet or head.first(*_OUTLET[1:])
    published = _first_instant([article.published, *_values(head, _PUBLISHED), *head.times])
    return Metadata(
        title=page_title(head.headings, article.headline, head.first("og:title", "twitter:title"), head.title),
        description=head.first("og:description", "description") or article.description,
        outlet=outlet,
        url=_address(head.canonical) or _address(head.first("og:url")) or article.url,
        language=_language(head.language, head.first("og:locale", "content-language"), article.language),
        bylines=names(_authors(tree, head, article), outlet),
        published=published or searched_day(tree),
        modified=_first_instant([article.modified, *_values(head, _MODIFIED)]),
    )


def _gather(tree: HtmlElement) -> _Head:
    """One walk over the elements that may tell something."""
    head = _Head(language=tree.get("lang") or tree.get("xml:lang"))
    for element in tree.iter("meta", "link", "title", "script", "h1", "time"):
        tag = element.tag
        if tag == "meta":
            name = (
                element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
            )
            content = (element.get("content") or "").strip()
            if name and content:
                head.meta[name.lower()].append(" ".join(content.split()))
        elif tag == "script":
            if (element.get("type") or "").lower().startswith("application/ld+json") and element.text:
                head.scripts.append(element.text)
        elif tag == "link":
            if (element.get("rel") or "").lower() == "canonical" and head.canonical is None:
                head.canonical = element.get("href")
        elif tag == "time":
            if element.get("datetime"):
                head.times.append(element.get("datetime") or "")
        else:
            _add_heading(head, element)
    return head


def _add_heading(head: _Head, element: HtmlElement) -> None:
    words = " ".join(element.text_content().split())
    if not words:
        return
    if element.tag == "h1":
        head.headings.append(words)
    elif head.title is None and next(element.iterancestors("svg"), None) is None:
        head.title = words


def _authors(tree: HtmlElement, head: _Head, article: Article) -> Iterator[Sequence[str]]:
    """Who wrote it, the most trusted first; the body is searched only where the head is silent."""
    yield article.authors
    yield _values(head, _AUTHOR)
    yield _values(head, _AUTHOR_LINK)
    yield _signed(tree)


def _signed(tree: HtmlElement) -> list[str]:
    """Names that the page marks as its author's, in the order of the page."""
    marked = tree.xpath(
        "//*[self::a or self::span or self::div or self::p][@rel='author' or contains(@itemprop, 'author') "
        "or contains(@class, 'byline') or contains(@class, 'author-name') or contains(@class, 'author_name')]"
    )
    words = (" ".join(element.text_content().split()) for element in marked[:12])
    return [each for each in words if each and len(each) <= 120]


def _own_article(described: tuple[Article, ...], head: _Head) -> Article:
    """The description of this page's report, where it carries those of others as well."""
    heads = [*head.headings, head.first("og:title") or "", head.title or ""]
    for article in described:
        if article.headline and any(agreeing(article.headline, words) for words in heads):
            return article
    return next(iter(described), Article())


def _values(head: _Head, names_of: tuple[str, ...]) -> list[str]:
    return [value for name in names_of for value in head.meta.get(name, ())]


def _first_instant(values: list[str | None]) -> str | None:
    return next((found for value in values if value and (found := instant(value)) is not None), None)


def _address(value: str | None) -> str | None:
    return value.strip() if value and value.strip().startswith(("http://", "https://")) else None


def _language(*values: str | None) -> str | None:
    """A language tag (BCP 47)."""
    for value in values:
        if value and _LANGUAGE.fullmatch(value.strip()):
            return value.strip().replace("_", "-")
    return None
