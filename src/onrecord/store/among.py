"""A column among several values, these as one value: the statement is the same for any number of them.

So a database prepares it once, and no bound of its parameters is met. An array on PostgreSQL, JSON on SQLite.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Dialect, String, Text, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine


class _Values(TypeDecorator[list[Any]]):
    """Several values as one."""

    impl = Text
    cache_ok = True

    def __init__(self, *, numbers: bool) -> None:
        super().__init__()
        self.numbers = numbers

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """What the database is given."""
        if dialect.name == "sqlite":
            return Text()
        return ARRAY(BigInteger() if self.numbers else String())

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> Any:
        """As the database is given it."""
        return json.dumps(value) if dialect.name == "sqlite" else value


class _Among(FunctionElement[Any]):
    """`column, values`."""

    type = NullType()  # a Boolean would be compared with 1 on SQLite, which no index knows
    inherit_cache = True
    name = "among"


@compiles(_Among)
def _any(element: _Among, compiler: SQLCompiler, **given: Any) -> str:
    column, values = (compiler.process(one, **given) for one in element.clauses)
    return f"{column} = ANY({values})"


@compiles(_Among, "sqlite")
def _in(element: _Among, compiler: SQLCompiler, **given: Any) -> str:
    column, values = (compiler.process(one, **given) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"


def among(column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """Whether a column has one of the values, which are all text or all numbers."""
    several = list(values)
    numbers = column.type.python_type is int
    return _Among(column, bindparam(None, several, type_=_Values(numbers=numbers), unique=True))
