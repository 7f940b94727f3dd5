"""Names of persons, organisations, places and groups, with titles and roles."""

from onrecord.extract.mentions.mentions import mentions

__all__ = ["mentions"]
