"""The record as a program uses it: `with onrecord.open("onrecord.db") as record: …`."""
