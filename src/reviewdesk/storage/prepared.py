"""Statements of SQLAlchemy's Core that are compiled once and handed to SQLite as they are.

For the few that run with every edit: an execution through Core costs as much as a fifth of the
sync that makes the edit durable. They run inside the same transaction.
"""

import sqlite3
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

_DIALECT = sqlite.dialect(paramstyle="named")


class Prepared:
    """One statement with named parameters."""

    def __init__(self, statement: sa.sql.expression.ClauseElement) -> None:
        self._statement = statement

    @cached_property
    def sql(self) -> str:
        """Compiled when it is first run: at a start, most never are."""
        return str(self._statement.compile(dialect=_DIALECT))

    def run(self, connection: sa.Connection, values: Mapping[str, Any]) -> sqlite3.Cursor:
        """Runs it on the connection SQLAlchemy holds; raises sqlite3's own errors."""
        return driver(connection).execute(self.sql, values)


def driver(connection: sa.Connection) -> sqlite3.Connection:
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise TypeError("the connection is not SQLite's")
    return found
