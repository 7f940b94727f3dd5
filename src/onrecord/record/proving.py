"""The record → what does not hold in it; and what would be read otherwise today.

Every hash, id, span, seal and row is proved again by the store. A page's text is also derived from its payload once
more: where this version of the program finds another text, that is told and is no lie, since facts point
to the text that was frozen then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.acquire import again
from onrecord.errors import OnrecordError
from onrecord.model import Document
from onrecord.model.ids import sha256
from onrecord.model.proof import Lie
from onrecord.store import Proved, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A page whose text comes out otherwise with this version: its sighting, where it was seen, and why if it fails."""

    sighting: str
    place: str
    reason: str


def proofs(store: Store, proved: Proved) -> Iterator[tuple[str, Lie]]:
    """Everything on the record that does not hold: its place and the lie. Counts into `proved`."""
    yield from store.proofs(proved)


def derivations(store: Store, seen: Callable[[str], None] = lambda _: None) -> Iterator[Derived]:
    """The pages whose text this version of the program derives otherwise; `seen` is called with each page's place."""
    for sighting in list(store.every(media_type="text/html")):
        place = sighting
        try:
            one = next(store.stored([sighting]), None)
            if one is None:
                continue
            report = one.report
            place = report.url or report.key or report.id
            seen(place)
            document = again(store.payload(report.id), report)
        except OnrecordError as error:  # damaged bytes: a lie, and told as one
            yield Derived(sighting=sighting, place=place, reason=str(error))
            continue
        if not isinstance(document, Document):
            yield Derived(sighting=report.sighting, place=place, reason=document.reason)
        elif sha256(document.text) != report.text_sha256:
            yield Derived(sighting=report.sighting, place=place, reason="another text")
