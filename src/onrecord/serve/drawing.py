"""Templates → HTML. Everything that a template shows is escaped, and what cannot be seen in it is written out."""

from __future__ import annotations

import hashlib
import mimetypes
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.serve.shown import live_address, shown, web_address


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that the pages load: its bytes, their type and the hash that its address bears."""

    content: bytes
    media_type: str
    digest: str


@cache
def static() -> Mapping[str, File]:
    """Every file that the pages may load, by name; there are no others."""
    found: dict[str, File] = {}
    for entry in (files("onrecord.serve") / "static").iterdir():
        if entry.is_file() and not entry.name.startswith("."):
            content = entry.read_bytes()
            media_type = mimetypes.guess_type(entry.name)[0] or "application/octet-stream"
            digest = hashlib.sha256(content).hexdigest()[:16]
            found[entry.name] = File(content=content, media_type=media_type, digest=digest)
    return found


@cache
def environment() -> Environment:
    """The templates, with what they may call."""
    made = Environment(
        loader=PackageLoader("onrecord.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
        auto_reload=False,
    )
    made.globals |= {
        "wide": lambda filters: defaultdict(lambda: None, filters),
        "static": lambda name: f"/static/{name}?v={static()[name].digest}",
        "address": address,
        "web": web_address,
        "live": live_address,
        "part": lambda name: quote(name, safe=""),
    }
    made.tests["several"] = lambda many: len(many) > 1
    made.filters |= {"day": lambda value: value[:10] if value else "", "count": lambda value: f"{value:,}"}
    return made


def drawn(template: str, values: Mapping[str, Any]) -> str:
    """A page, or a part of one."""
    return environment().get_template(template).render(values)


def address(path: str, asked: Mapping[str, Any] | None = None, **more: Any) -> str:
    """A path with what is asked; what is None or empty is left out, and `more` goes over it."""
    values = {**(asked or {}), **more}
    left = {name: str(value) for name, value in values.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(left, quote_via=quote)}" if left else path


def _finalized(value: Any) -> Any:
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
