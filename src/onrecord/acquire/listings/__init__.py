"""Feeds and sitemaps → the addresses that they list; nothing is fetched."""
