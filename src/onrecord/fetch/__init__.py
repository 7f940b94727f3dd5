"""Addresses of the web → bytes, or why not: the one room that asks other machines."""

from onrecord.fetch.addresses import is_web, without_fragment
from onrecord.fetch.fetcher import Bounds, Fetched, Fetcher, Unchanged, Validators

__all__ = ["Bounds", "Fetched", "Fetcher", "Unchanged", "Validators", "is_web", "without_fragment"]
