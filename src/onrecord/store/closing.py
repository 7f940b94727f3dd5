"""What holds a database is given back at the end of a `with` block."""

from __future__ import annotations

from typing import Self


class Closing:
    """Something with a `close`, for a `with` block."""

    __slots__ = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give it back."""
        raise NotImplementedError
