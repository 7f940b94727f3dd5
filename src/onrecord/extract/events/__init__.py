"""Words, times and names → events: what is reported to have happened, or not, each mention in its place."""

from onrecord.extract.events.events import events
from onrecord.extract.events.since import since_events

__all__ = ["events", "since_events"]
