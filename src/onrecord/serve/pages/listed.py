"""A page that lists something, under its path and the same with `.json`, `.csv` and `.jsonl`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import get
from litestar.handlers import HTTPRouteHandler

from onrecord.serve.answers import FORMS


def listed(path: str, *, summary: str) -> Callable[[Callable[..., Any]], list[HTTPRouteHandler]]:
    """A handler for each form, since a handler of several paths cannot run in a thread."""

    def made(function: Callable[..., Any]) -> list[HTTPRouteHandler]:
        return [get(f"{path}{ending}", sync_to_thread=True, summary=summary)(function) for ending in ("", *FORMS)]

    return made
