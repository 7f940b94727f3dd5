"""How facts of one report stand to facts of another."""

from onrecord.relate.versions import changes, differences

__all__ = ["changes", "differences"]
