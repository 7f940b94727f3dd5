"""The one tree of errors: every message says what is wrong, where, and what to do."""

from __future__ import annotations


class OnrecordError(Exception):
    """Root of every error that onrecord raises on purpose."""


class InputError(OnrecordError):
    """Something given to onrecord (a path, a record, a date) cannot be used as it is."""


class SettingsError(OnrecordError):
    """A setting in a file, the environment or a flag is not understood."""


class RecordError(OnrecordError):
    """The record (a database) cannot be opened, read or written as it is."""


class RefusedError(RecordError):
    """The record cannot take the values of one report; the record itself is sound, and takes others."""


class DamagedError(RecordError):
    """One thing that the record keeps is damaged; everything else on it can be read."""
