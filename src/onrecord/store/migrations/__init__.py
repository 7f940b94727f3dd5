"""How a record of an older version becomes one of this version: one module a step, in the order of their numbers."""
