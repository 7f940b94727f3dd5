"""Many documents at once: documents in, reports out, by several processes."""

from onrecord.batch.processes import Died, each

__all__ = ["Died", "each"]
