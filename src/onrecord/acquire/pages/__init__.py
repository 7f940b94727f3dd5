"""Web pages → documents: the main text with its blocks, and what a page says of its report."""
