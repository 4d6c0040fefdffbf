"""The leak test's look at the catalogue: could one tenant reach another's rows?

The checks are generic. They know the roles, `tenant_id` and a short list of reasoned exceptions, no
table by name, so a table that somebody adds tomorrow is checked as well. That row security also
*works* is not seen here: it takes a connection as dom360_app and rows of two tenants.
"""

from pathlib import Path
from typing import Any, cast

import psycopg

from dom360.db.named_queries import load_queries

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "isolation.sql")
_FACTS = _SQL["facts"]

CHECKS = tuple(name for name in _SQL if name not in {"plain_names", "facts"})


def findings(connection: psycopg.Connection[Any]) -> list[str]:
    """One line for each breach, naming the object; empty on a sound database.

    Any role that may connect will do. Changes nothing, and leaves an open transaction as it was.
    """
    return [line for name in CHECKS for line in check(connection, name)]


def check(connection: psycopg.Connection[Any], name: str) -> list[str]:
    """The findings of one of CHECKS."""
    with connection.transaction(force_rollback=True):
        connection.execute(_SQL["plain_names"])
        rows = connection.execute(_FACTS + b"\n" + _SQL[name]).fetchall()
    return sorted(cast("str", row[0]) for row in rows)
