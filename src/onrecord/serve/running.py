"""A reading room on an address: uvicorn, one process, until it is stopped."""

from __future__ import annotations

import uvicorn

from onrecord.serve.door import Door


def run(door: Door, *, host: str, port: int) -> None:
    """Answer requests until the keyboard or a signal ends it."""
    uvicorn.run(
        door,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=64 * 1024,
        ws="none",
    )
