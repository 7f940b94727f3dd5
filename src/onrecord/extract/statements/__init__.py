"""Who said what: cues, whose they are, and where what was said begins and ends."""

from onrecord.extract.statements.statements import attributions

__all__ = ["attributions"]
