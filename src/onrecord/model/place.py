"""A record's place: is it a file or an address, and how is it told without its secrets?

Only text is looked at: what is no address at all can be told, too. No message may have a password in it.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

# What begins as a URL does. One letter before the colon is no scheme.
_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+):(?P<slashes>/+)|(?P<bare>postgres(?:ql)?(?:\+\w+)?):", re.I)
_SCHEMES = frozenset(("postgresql", "postgres", "postgresql+psycopg"))
_HOST = re.compile(r"[^:/@?]*(?::[0-9]*)?(?:/[^?]*)?$")  # and a database: no user, no password


def is_address(place: str) -> bool:
    """Whether a place is written as an address, not as the path of a file."""
    return "://" in place or _ADDRESS.match(place) is not None


def is_url(place: str) -> bool:
    """Whether a place is a PostgreSQL database, not a file."""
    return is_address(place) and place.partition(":")[0].lower() in _SCHEMES


def is_web(locator: str) -> bool:
    """Whether a locator is an address of the web, not the path of a file."""
    return locator[:8].lower().startswith(("http://", "https://"))


def shown(place: str) -> str:
    """A place without the secrets in it: a user's password, passwords among the options."""
    if not is_address(place):
        return place
    scheme, _, rest = place.partition(":")
    bare = rest.lstrip("/")
    begin = f"{scheme}:{rest[: len(rest) - len(bare)]}"
    if "@" in bare and not _HOST.match(bare.partition("?")[0]):
        before_query = bare.partition("?")[0]
        whole = before_query if "@" in before_query else bare  # a password may have a question mark in it
        user, _, _ = whole.rpartition("@")
        name, colon, _ = user.partition(":")
        bare = f"{name}{':***' if colon else ''}@{bare[len(user) + 1 :]}"
    address, mark, query = bare.partition("?")
    kept = [option for option in query.split("&") if "password" not in unquote(option.partition("=")[0]).lower()]
    return begin + address + (mark if any(kept) else "") + "&".join(kept)
