"""What a person calls a report → its name on the record: as it is written, else as others write it.

Urls with and without a scheme, `www.`, a slash at the end, a query or a fragment; paths in another spelling.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from onrecord.errors import RecordError
from onrecord.store import Store

LISTED = 10  # names that an error lists


def name_of(store: Store, what: str) -> str:
    """The name under which the record has something.

    Raises RecordError where it has nothing, or several reports of one file or folder, which are then listed.
    """
    for name in (what, *_paths(what), *spellings(what)):
        if store.named(name):
            return name
    for name in (what, *_paths(what)):
        keys = store.keys_in(name)
        if len(keys) == 1:
            return keys[0]
        if keys:
            listed = ", ".join(key[:200] for key in keys[:LISTED])
            more = f" … ({len(keys):,} in all)" if len(keys) > LISTED else ""
            raise RecordError(f"{what[:200]}: several reports are of it, name one of them: {listed}{more}")
    remedy = "give a url, a key or an id of a report, a sighting or a fact; `onrecord search` finds them"
    raise RecordError(f"{what[:200]}: is not on the record; {remedy}")


def spellings(url: str) -> Iterator[str]:
    """The same address with and without what people add to it or leave out: a scheme, `www.`, a slash, a fragment."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return
    bare = parts.netloc.removeprefix("www.")
    for query in dict.fromkeys((parts.query, "")):
        for path in dict.fromkeys((parts.path, parts.path.rstrip("/"), f"{parts.path.rstrip('/')}/")):
            for host in dict.fromkeys((parts.netloc, bare, f"www.{bare}")):
                for scheme in ("https", "http"):
                    yield urlunsplit((scheme, host, path, query, ""))


def _paths(what: str) -> list[str]:
    """A path as it may have been given when it was added: from the working folder, or without its dots."""
    if not what or "://" in what or "\0" in what:
        return []
    bare = os.path.normpath(what)
    whole = Path(bare).absolute()
    near = os.path.relpath(bare) if whole == Path(bare) else bare
    return [path for path in dict.fromkeys((bare, near, f"./{near}", str(whole))) if path != what]
