"""Anybody's citations held against the texts on the record."""

from onrecord.prove.citations import read
from onrecord.prove.verdicts import judge

__all__ = ["judge", "read"]
