"""Plain texts → documents: the lines as they are, and the blocks that they make."""
