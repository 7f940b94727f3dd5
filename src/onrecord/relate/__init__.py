"""How facts of one report stand to facts of another, and which reports have one wording or tell of one incident."""

from onrecord.relate.linking import keys_of, link
from onrecord.relate.regrouping import regroup
from onrecord.relate.shelf import Memory, Shelf
from onrecord.relate.traces import trace
from onrecord.relate.versions import changes, differences, standing

__all__ = ["Memory", "Shelf", "changes", "differences", "keys_of", "link", "regroup", "standing", "trace"]
