"""What agencies send by wire (ninjs, NewsML-G2) → the report in it, with what came beside it."""
