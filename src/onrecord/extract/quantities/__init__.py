"""How many, of what: numbers, bounds, units, what is counted, and what became of people."""

from onrecord.extract.quantities.quantities import quantities

__all__ = ["quantities"]
