"""What stands in an address → a query of the record, and the filters in force as a page repeats them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from litestar.params import QueryParameter

from onrecord.errors import InputError
from onrecord.model.query import Query, asked, dates

Words = Annotated[str | None, QueryParameter(description='Words: `flood "its banks" evacuat* dam OR dyke -drill`.')]
Who = Annotated[str | None, QueryParameter(description="Who said it, or is whom a figure is according to.")]
About = Annotated[str | None, QueryParameter(description="Who or what its words mention.")]
Place = Annotated[str | None, QueryParameter(description="Where it was.")]
Outlet = Annotated[str | None, QueryParameter(description="Who published it.")]
Days = Annotated[str | None, QueryParameter(description="2031, 2031-05-14, 2031-05..2031-08 or 2031..")]
Sure = Annotated[float | None, QueryParameter(ge=0, le=1, description="At least so sure.")]
Newest = Annotated[bool | None, QueryParameter(description="Of the newest version of each report alone.")]
Limit = Annotated[int, QueryParameter(ge=1, le=500, description="How many at most.")]
After = Annotated[str | None, QueryParameter(description="The cursor of the answer before (`next`), to go on.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and its filters as they stand in an address."""

    query: Query
    filters: Mapping[str, Any]


def query(**filters: Any) -> Asked:
    """The query of filters as they stand in an address. Raises InputError for one that is not understood."""
    given = {name: value for name, value in filters.items() if value is not None}
    for name in ("who", "about", "place", "outlet"):
        if name in given and not any(letter.isalnum() for letter in given[name]):
            raise InputError(f"{name}: {given[name][:80]!r} is no name; give one with a letter or digit in it")
    if any("\0" in value for value in given.values() if isinstance(value, str)):
        raise InputError("a NUL character stands in no report; leave it away")
    ranges = {name: dates(given[name], name) for name in ("said", "published") if name in given}
    asked(given.get("words", ""))
    fields: dict[str, Any] = given | ranges
    return Asked(Query(**fields), given)
