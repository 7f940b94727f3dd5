"""Time expressions: words of time, calendar arithmetic, the grammar, and what each expression means."""

from onrecord.extract.times.times import times

__all__ = ["times"]
