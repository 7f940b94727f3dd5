"""The record as a program uses it: `with onrecord.open("onrecord.db") as record: …`.

One module an arrow: `adding` (locators → record), `proving` (record → lies), and so on; `Record` holds them together.
"""

from onrecord.record.exporting import Kept
from onrecord.record.record import Record, moment, open_record
from onrecord.store import Proved

__all__ = ["Kept", "Proved", "Record", "moment", "open_record"]
