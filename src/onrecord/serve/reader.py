"""A text → its record, read by a process beside the server, which is ended where it takes too long.

One text is read at a time; whoever comes meanwhile waits a little, then is told to come again.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http import HTTPStatus

from onrecord.batch.worker import Ended, Raised, Worker
from onrecord.errors import OnrecordError
from onrecord.model import Failure

LARGEST = 1_000_000  # bytes of a text
SECONDS = 60.0  # for reading one; the engine is loaded by the first
PATIENCE = 20.0  # seconds until whoever waits is told to come again


@dataclass(slots=True)
class UnreadError(OnrecordError):
    """No record came of a text."""

    status: HTTPStatus
    why: str

    def __str__(self) -> str:
        return self.why


@dataclass(slots=True)
class Reader:
    """A process that reads, started by the first text."""

    seconds: float = SECONDS
    patience: float = PATIENCE
    _worker: Worker | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def read(self, text: str, published: str | None) -> bytes:
        """The sealed record as one JSON line. Raises UnreadError."""
        if not self._turn.acquire(timeout=self.patience):
            raise UnreadError(HTTPStatus.SERVICE_UNAVAILABLE, "others are being read; come again in a moment")
        try:
            return self._read(text, published)
        finally:
            self._turn.release()

    def _read(self, text: str, published: str | None) -> bytes:
        if self._worker is None:
            self._worker = Worker()
            self._worker.begin(read_one)
        timer = threading.Timer(self.seconds, self._worker.kill)
        timer.start()
        try:
            came = self._worker.do((text, published))
        finally:
            timer.cancel()
        if isinstance(came, Ended):
            self.close()
            told = f"the text was not read within {self.seconds:g} seconds; send a shorter one"
            raise UnreadError(HTTPStatus.SERVICE_UNAVAILABLE, told)
        if isinstance(came, Raised):
            raise came.error
        if isinstance(came, Failure):
            raise UnreadError(HTTPStatus.UNPROCESSABLE_ENTITY, f"{came.reason}; {came.remedy}")
        assert isinstance(came, bytes)
        return came

    def close(self) -> None:
        """End the process."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None


def read_one(given: tuple[str, str | None]) -> bytes | Failure:
    """What the process does."""
    from onrecord.codec import encode
    from onrecord.pipeline import read_text

    report = read_text(*given)
    return report if isinstance(report, Failure) else encode(report)
