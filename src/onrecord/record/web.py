"""Addresses of the web → sources for a record: a page, or every page that a feed or a sitemap lists.

In: addresses that somebody asked for. Out: sources, each of which is fetched when it is its turn. What a feed lists is
asked for because the feed was; an address within a report never is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import BinaryIO, cast

from onrecord import acquire, pipeline
from onrecord.acquire import Input, Link, Listing, Told
from onrecord.fetch import Fetched, Fetcher, Unchanged, Validators, shown
from onrecord.inflate import BombError, DamageError, Inflated
from onrecord.model import Dated, Failure
from onrecord.record.ledger import Step
from onrecord.record.remembered import Known, Remembered, remembered
from onrecord.record.sources import Same, Source
from onrecord.settings import Settings, publication_date
from onrecord.store import Store

DEEP = 3  # an index of an index of sitemaps, and no further
MOST_LISTINGS = 1_000  # of one address
_OPENING = 4096  # bytes that tell a listing
_GZIP = b"\x1f\x8b"
_OFTEN = 50  # pages after which the memory is written


@dataclass(slots=True, kw_only=True)
class Web:
    """One run's asking of other machines. `only_due`: pages of a listing that were asked for lately are left alone."""

    store: Store
    settings: Settings
    fetcher: Fetcher
    memory: Remembered
    now: Callable[[], str]
    only_due: bool = False
    clock: Callable[[], float] = time.time
    _waiting: dict[str, Known] = field(default_factory=dict)  # read, and not yet on the record
    _fresh: int = 0

    def sources(self, url: str, published: str | None = None) -> Iterator[Source]:
        """What lies at an address, and at those that it lists."""
        yield from self._sources(url, published, DEEP, [0])

    def again(self, url: str, published: str | None = None) -> Iterator[Source]:
        """What failed before. A page that is known from a listing is a page, and leads no further now either."""
        listed = (link for known in self.memory.pages.values() for link in known.links or ())
        link = next((each for each in listed if each.url == url), None)
        if link is None:
            yield from self.sources(url, published)
        else:
            yield self._page(link, published)

    def step(self, step: Step) -> None:
        """One input is done: what is known of its address is kept now, but of one that failed its validators."""
        known = self._waiting.pop(step.locator, None)
        if known is None:
            return
        if step.became == "failed":
            known = Known(changed=known.changed)
        self.memory.seen(step.locator, known, self.clock(), same=step.became != "added")
        self._fresh += 1
        if self._fresh >= _OFTEN:
            self.save()

    def save(self) -> None:
        """Write the memory."""
        self._fresh = 0
        self.memory.save(self.clock())

    def _sources(self, url: str, published: str | None, deep: int, listings: list[int]) -> Iterator[Source]:
        found = self.fetcher.get(url, self._validators(url))
        told = shown(url)
        here = Source(path=told, name=told, kept=told, published=published)
        if isinstance(found, Failure):
            yield replace(here, failures=(replace(found, locator=told),))
            return
        listing: Listing | Failure | None = None
        known = self.memory.pages.get(url)
        if isinstance(found, Unchanged):
            if known is None or known.links is None:
                yield replace(here, opened=lambda: iter([self._same(url, found)]))
                return
            listing = Listing(kind="feed", links=known.links)
        else:
            listing = self._listing(url, found)
            if listing is None:
                yield replace(here, opened=lambda: self._opened(url, found, None, published))
                return
            found.content.close()
        if isinstance(listing, Failure):
            yield replace(here, failures=(listing,))
            return
        yield from self._listed(here, listing, deep, listings)
        if isinstance(found, Fetched):
            known = _known(found)
            known.links = listing.links if listing.kind != "sitemap index" else None
            if known.links is not None:
                self._waiting[url] = known

    def finish(self) -> None:
        """Everything of this run is on the record: listings are known as they were read, too."""
        for url, known in self._waiting.items():
            if known.links is not None:
                self.memory.seen(url, known, self.clock(), same=False)
        self._waiting.clear()
        self.save()

    def _listed(self, here: Source, listing: Listing, deep: int, listings: list[int]) -> Iterator[Source]:
        """The pages of a listing, each a source of its own; then the listing, with what is wrong with it."""
        wrong: list[Failure] = []
        if listing.kind == "sitemap index":
            for link in listing.links:
                listings[0] += 1
                if deep <= 1 or listings[0] > MOST_LISTINGS:
                    wrong.append(_too_deep(here.path))
                    break
                yield from self._sources(link.url, here.published, deep - 1, listings)
        else:
            for link in listing.links:
                if not self.only_due or self.memory.due(link.url, link.modified, self.clock()):
                    yield self._page(link, here.published)
        if not listing.whole:
            wrong.append(_too_many(here.path, len(listing.links)))
        yield replace(here, failures=tuple(wrong))

    def _page(self, link: Link, published: str | None) -> Source:
        """A page that is listed; it is asked for when it is its turn."""

        def opened() -> Iterator[Input | Same]:
            known = self.memory.pages.get(link.url)
            listing = known is not None and known.links is not None  # it is read as a page here, and never was
            found = self.fetcher.get(link.url, None if listing else self._validators(link.url))
            if isinstance(found, Failure):
                self._waiting[link.url] = Known(changed=link.modified)
                yield Input(locator=shown(link.url), acquired=replace(found, locator=shown(link.url)), size=0)
            elif isinstance(found, Unchanged):
                yield self._same(link.url, found, link.modified)
            else:
                yield from self._opened(link.url, found, link, published)

        return Source(path=link.url, name=link.url, kept=link.url, published=published, opened=opened)

    def _opened(self, url: str, found: Fetched, link: Link | None, published: str | None) -> Iterator[Input]:
        """The reports in what was fetched."""
        otherwise = None if published is None else Dated(value=publication_date(published), basis="option")
        if link is not None and link.published is not None:
            otherwise = Dated(value=link.published, basis="feed")
        told = Told(path=url, limit=self.settings.limit, otherwise=otherwise, url=found.url, retrieved=self.now())
        self._waiting[url] = _known(found, link.modified if link else None)
        with found.content as content:
            yield from pipeline.opened(content, acquire.kind_of(found.url, found.media_type, _head(content)), told)

    def _same(self, url: str, found: Unchanged, changed: str | None = None) -> Same:
        known = self.memory.pages[url]
        self._waiting[url] = replace(known, changed=changed or known.changed)
        return Same(locator=url, sighting=self.store.named(known.url or found.url)[0])

    def _validators(self, url: str) -> Validators:
        """What is known of an address, where what was read there is on the record still."""
        known = self.memory.pages.get(url)
        if known is None or (known.links is None and not (known.url and self.store.named(known.url))):
            return Validators()
        return Validators(etag=known.etag, modified=known.modified, url=known.url)

    def _listing(self, url: str, found: Fetched) -> Listing | Failure | None:
        """What is listed there; None where it is no listing."""
        packed = _head(found.content, len(_GZIP)) == _GZIP
        stream = cast(BinaryIO, Inflated(found.content, most=self.settings.limit)) if packed else found.content
        try:
            head = stream.read(_OPENING) or b""
            if not acquire.is_listing(head):
                found.content.seek(0)
                return None
            data = head + _rest(stream)
        except (BombError, DamageError) as error:
            found.content.seek(0)
            archive = acquire.kind_of(found.url, found.media_type, b"") == "archive"
            remedy = "leave it out, or tell who runs the site"
            return None if archive else Failure(locator=url, reason=str(error), remedy=remedy)
        return acquire.listing(data, found.url)


def web(store: Store, settings: Settings, now: Callable[[], str], *, only_due: bool = False) -> Web:
    """Who asks, for a record, by its settings."""
    fetcher = Fetcher(allowed=settings.allow_address, delay=settings.delay, limit=settings.limit)
    memory = remembered(store.place, is_new=store.is_new)
    return Web(store=store, settings=settings, fetcher=fetcher, memory=memory, now=now, only_due=only_due)


def _known(found: Fetched, changed: str | None = None) -> Known:
    told = found.validators
    return Known(etag=told.etag, modified=told.modified, url=found.url, changed=changed)


def _head(stream: BinaryIO, size: int = _OPENING) -> bytes:
    """The first bytes of a stream that is at its beginning, and stays there."""
    head = stream.read(size)
    stream.seek(0)
    return head


def _rest(stream: BinaryIO) -> bytes:
    held = BytesIO()
    while piece := stream.read(1 << 16):
        held.write(piece)
    return held.getvalue()


def _too_deep(url: str) -> Failure:
    return Failure(
        locator=url,
        reason=f"its sitemaps lead on and on (deeper than {DEEP}, or to more than {MOST_LISTINGS:,})",
        remedy="give the address of the sitemap that lists the reports",
    )


def _too_many(url: str, many: int) -> Failure:
    return Failure(
        locator=url,
        reason=f"it lists more than {many:,} addresses, of which the first are taken",
        remedy="give the sitemaps of its parts",
    )
