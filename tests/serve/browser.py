"""A real browser and a real server: `browser` is Debian's Chromium, `served` starts `onrecord serve` on a free port.

scripts/chromium.sh gets the browser. Both end with the session of the tests.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
UNPACKED = ROOT / ".cache" / "chromium"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WAIT = 60.0  # seconds for a server to answer
# Root has no sandbox to give; the rest keeps the browser from looking for its makers' servers.
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
SERIOUS = """axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations
    .filter((each) => ['serious', 'critical'].includes(each.impact))
    .map((each) => each.id + ': ' + each.nodes
        .map((node) => node.html + ' ' + (node.any[0]?.message ?? '')).join(' | ')))"""
Served = Callable[..., str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**_chromium(), args=[*QUIET])
        yield opened
        opened.close()


def _chromium() -> dict[str, Any]:
    found = shutil.which("chromium")
    if found:
        return {"executable_path": found}
    unpacked = UNPACKED / "usr" / "lib" / "chromium" / "chromium"
    assert unpacked.exists(), "there is no chromium; sh scripts/chromium.sh gets one"
    libraries = [UNPACKED / "usr" / "lib", *(UNPACKED / "usr" / "lib").glob("*-linux-gnu")]
    return {"executable_path": str(unpacked), "env": {"LD_LIBRARY_PATH": ":".join(map(str, libraries))}}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`served("onrecord.db", "--review")` is the address of a room."""
    running: list[subprocess.Popen[bytes]] = []

    def start(record: Path, *options: str) -> str:
        port = _port()
        program = str(Path(sys.executable).parent / "onrecord")
        command = [program, "serve", "--record", str(record), "--port", str(port), *options]
        errors = tmp_path_factory.mktemp("served") / "errors"
        with errors.open("wb") as stream:
            running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stream))
        address, until = f"http://localhost:{port}", time.monotonic() + WAIT
        while time.monotonic() < until and running[-1].poll() is None:
            try:
                urlopen(f"{address}/robots.txt", timeout=5).close()
                return address
            except HTTPError:  # it asks for a token: it is there
                return address
            except (URLError, OSError):
                time.sleep(0.05)
        raise AssertionError(errors.read_text())

    yield start
    for each in running:
        each.terminate()
    for each in running:
        each.wait(timeout=20)


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Watched:
    """A page whose console is listened to: what a browser complains of, and where it tries to go."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", lambda message: self._heard(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._spoken)
        page.on("request", lambda request: self._asked(request.url))

    def go(self, path: str) -> Page:
        """Open a page of the room."""
        self.page.goto(self.address + path)
        return self.page

    def violations(self) -> list[str]:
        """What axe-core finds that keeps somebody from using the page: serious and critical."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(SERIOUS)
        assert isinstance(found, list)
        return found

    def _heard(self, kind: str, words: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(words)

    def _spoken(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.elsewhere.append(url)
