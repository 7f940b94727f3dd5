"""Facts ⇄ database: the one room with SQL in it."""

from onrecord.store.closing import Closing
from onrecord.store.failures import Failed, path_given, path_kept, path_same
from onrecord.store.overview import Overview
from onrecord.store.proven_readings import Proved
from onrecord.store.reading import Stored
from onrecord.store.store import Store, Turn, open_store
from onrecord.store.traces import TraceShelf
from onrecord.store.writing import Entry, Outcome

__all__ = [
    "Closing",
    "Entry",
    "Failed",
    "Outcome",
    "Overview",
    "Proved",
    "Store",
    "Stored",
    "TraceShelf",
    "Turn",
    "open_store",
    "path_given",
    "path_kept",
    "path_same",
]
