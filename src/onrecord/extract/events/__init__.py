"""Words, times and names → events: what is reported to have happened, or not, each mention in its place."""

from onrecord.extract.events.events import events

__all__ = ["events"]
