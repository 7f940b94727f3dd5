"""Anybody's citations held against the texts on the record."""
