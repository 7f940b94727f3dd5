"""Archives of the web → the pages in them, each with its address and the moment in which it was read."""
