"""Reports in other people's formats, and people's corrections back out of them."""
