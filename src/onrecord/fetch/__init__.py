"""Addresses of the web → bytes, or why not: the one room that asks other machines."""

from onrecord.fetch.addresses import shown
from onrecord.fetch.fetcher import Bounds, Fetched, Fetcher, Unchanged, Validators

__all__ = ["Bounds", "Fetched", "Fetcher", "Unchanged", "Validators", "shown"]
