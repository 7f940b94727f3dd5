"""Many documents at once: documents or shards in, reports out, by several processes or machines."""

from onrecord.batch.engines import Engine, Runner, engine
from onrecord.batch.folder import Folder
from onrecord.batch.processes import Died, each, lost
from onrecord.batch.shards import FEW, INPUTS, Done, read_shards, shards

__all__ = [
    "FEW",
    "INPUTS",
    "Died",
    "Done",
    "Engine",
    "Folder",
    "Runner",
    "each",
    "engine",
    "lost",
    "read_shards",
    "shards",
]
