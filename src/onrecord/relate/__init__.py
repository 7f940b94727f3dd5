"""How facts of one report stand to facts of another."""
