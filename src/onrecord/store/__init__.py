"""Facts ⇄ database: the one room with SQL in it."""
