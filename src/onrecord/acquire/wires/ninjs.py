"""An item of ninjs (IPTC, versions 1 to 3) → the fields of a report.

In: a decoded JSON object. Out: `Fields`, as those of any line of JSON, or a `Failure` where the item is no text or may
not be used; None where the object is no ninjs at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.acquire import failures
from onrecord.acquire.json_lines import Fields
from onrecord.model import Failure

_BODIES = {"body_html": "html", "body_xhtml": "html", "bodyhtml": "html", "body_text": "text", "bodytext": "text"}
USABLE = ("usable", "")
TOLD = ("text", "event", "planning", "component")  # types whose body is a report; a picture has a caption there


def fields(item: Mapping[str, Any], locator: str) -> Fields | Failure | None:
    """The report of an item."""
    told = {str(key).lower(): value for key, value in item.items()}
    if "uri" not in told or not (told.keys() & _BODIES.keys() or "bodies" in told or "headline" in told):
        return None
    status = _text(told.get("pubstatus")) or ""
    if status.lower() not in USABLE:
        return failures.withdrawn(locator, status[:40])
    kind = _text(told.get("type")) or "text"
    bodies = _bodies(told) if kind.lower() in TOLD else {}
    if not bodies:
        return failures.no_report(
            locator, f"an item of type {kind[:40]!r}" if kind != "text" else "an item of no words"
        )
    first = _text(told.get("firstcreated")) or _text(told.get("contentcreated"))
    version = _text(told.get("versioncreated"))
    uri = _text(told.get("uri"))
    return Fields(
        html=bodies.get("html"),
        text=None if "html" in bodies else bodies["text"],
        id=uri,
        url=uri if uri and uri.lower().startswith(("http://", "https://")) else None,
        title=_text(told.get("headline")) or _first(told.get("headlines"), "value"),
        outlet=_text(told.get("copyrightholder"))
        or _text(told.get("provider"))
        or _first(told.get("infosources"), "name"),
        published=first or version,
        modified=version,
        language=_text(told.get("language")),
    )


def _bodies(told: Mapping[str, Any]) -> dict[str, str]:
    """The words of an item, as a page and as a text, as far as it has them."""
    found = {kind: words for key, kind in _BODIES.items() if (words := _text(told.get(key)))}
    several = told.get("bodies")
    for each in several if isinstance(several, list) else ():
        lower = {str(key).lower(): value for key, value in each.items()} if isinstance(each, dict) else {}
        words, media_type = _text(lower.get("value")), (_text(lower.get("contenttype")) or "text/plain").lower()
        if words and media_type.partition(";")[0] in ("text/html", "application/xhtml+xml", "text/plain"):
            found.setdefault("text" if media_type.startswith("text/plain") else "html", words)
    return found


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _first(several: object, key: str) -> str | None:
    """The first of several that has words under a key."""
    listed = several if isinstance(several, list) else []
    return next((words for each in listed if isinstance(each, dict) and (words := _text(each.get(key)))), None)
