"""A database's errors in plain words: what is wrong, where, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from onrecord.errors import RecordError, RefusedError
from onrecord.model.place import shown

# What SQLite's messages mean for who keeps a record.
_SQLITE = (
    ("database or disk is full", "the disk is full", "make room, then run it again: nothing was lost"),
    ("disk i/o error", "the disk cannot be written or read", "check the disk and its free space, then run it again"),
    ("readonly database", "the file may not be written", "give yourself the right to write it and its folder"),
    ("database is locked", "another program has been writing to it for long", "wait until it is done"),
    ("unable to open database file", "the file cannot be opened", "check its permissions and those of its folder"),
    ("malformed", "the file is damaged or cut off", "restore it from a backup; what can be read is left as it is"),
    ("file is not a database", "the file is no record, or damaged", "restore it from a backup, or name another file"),
)


# What a database says of values that it does not take: by PEP 249, and PostgreSQL of a word that no index holds.
_OF_VALUES = frozenset(("IntegrityError", "DataError", "ProgramLimitExceeded"))


@contextmanager
def told(place: str) -> Iterator[None]:
    """What goes wrong in the database inside comes out as a RecordError: RefusedError where values are at fault."""
    try:
        yield
    except RecordError:
        raise
    except DBAPIError as error:
        raise _told(place, error.orig or error) from error
    except UnicodeDecodeError as error:  # of a message about tables whose names are no text any more
        raise RecordError(f"{shown(place)}: the file is damaged ({error.reason}); restore it from a backup") from error
    except UnicodeEncodeError as error:
        reason = "a value holds half of a character (a lone surrogate), which no record keeps"
        raise RefusedError(f"{shown(place)}: {reason}; write it anew as UTF-8") from error
    except Exception as error:
        if isinstance(error, sqlite3.Error) or _of_psycopg(error):  # a driver that was asked without SQLAlchemy
            raise _told(place, error) from error
        raise


def _told(place: str, error: BaseException) -> RecordError:
    refused = any(kind.__name__ in _OF_VALUES for kind in type(error).__mro__)
    return (RefusedError if refused else RecordError)(f"{shown(place)}: {_words(error)}")


def _of_psycopg(error: Exception) -> bool:
    """Whether PostgreSQL's driver raised it, which is loaded only where it is used."""
    return any(kind.__module__.partition(".")[0] == "psycopg" for kind in type(error).__mro__)


def _words(error: BaseException | None) -> str:
    said = " ".join(str(error).split())
    for sign, meaning, remedy in _SQLITE:
        if sign in said.lower():
            return f"{meaning} ({said}); {remedy}"
    return f"the database says: {said}; check its address and its state, then run it again"
