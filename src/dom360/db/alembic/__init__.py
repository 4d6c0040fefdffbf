"""Alembic's side of the migrations: the revisions are the SQL files in `sql/migrations`."""

from collections.abc import Callable
from pathlib import Path

from alembic import op

_FILES = Path(__file__).parents[2] / "sql" / "migrations"


def sql_files(name: str) -> tuple[Callable[[], None], Callable[[], None]]:
    """The upgrade and downgrade functions of a revision: they run its two SQL files as they are."""

    def run(direction: str) -> None:
        text = (_FILES / f"{name}.{direction}.sql").read_bytes()
        connection = op.get_bind().connection.driver_connection
        assert connection is not None, "migrations run against a database, never as printed SQL"
        connection.execute(text)

    return lambda: run("up"), lambda: run("down")
