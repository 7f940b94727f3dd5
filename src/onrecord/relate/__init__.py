"""How facts of one report stand to facts of another."""

from onrecord.relate.versions import changes, differences, standing

__all__ = ["changes", "differences", "standing"]
