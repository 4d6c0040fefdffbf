"""The benchmark's own PostgreSQL: as durable as in production, gone at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from dom360.db import migrations
from dom360.launch.postgres import EmbeddedPostgres, temporary_postgres
from dom360.settings import Settings

DATABASE = "dom360_bench"
APP_PASSWORD = "bench"  # of a throw-away server on the loopback address
SQL = Path(__file__).with_name("sql")
# What an operator would set for such a machine; the rest is as `dom360 up` starts it.
TUNED = {"shared_buffers": "1GB", "max_wal_size": "8GB", "checkpoint_timeout": "15min"}
SHOWN = (
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "shared_buffers",
    "max_wal_size",
    "checkpoint_timeout",
    "server_version",
)


@dataclass(frozen=True)
class Cluster:
    server: EmbeddedPostgres

    @property
    def owner_url(self) -> str:
        return self.server.url(database=DATABASE)

    @property
    def app_url(self) -> str:
        return f"postgresql://dom360_app:{APP_PASSWORD}@127.0.0.1:{self.server.port}/{DATABASE}"

    @property
    def pid(self) -> int:
        return self.server.process.pid

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """As the superuser, in autocommit."""
        return psycopg.connect(self.owner_url, autocommit=True)

    def settings(self) -> dict[str, str]:
        with self.connect() as connection:
            return {
                name: str(
                    connection.execute(sql.SQL("show {}").format(sql.Identifier(name))).fetchall()[
                        0
                    ][0]
                )
                for name in SHOWN
            }


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Started, migrated and empty."""
    with temporary_postgres(Settings().state_dir, fsync=True, flags=TUNED) as server:
        made = Cluster(server)
        with psycopg.connect(server.url(database="postgres"), autocommit=True) as admin:
            admin.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
        migrations.migrate(made.owner_url, made.app_url)
        with made.connect() as connection:
            connection.execute((SQL / "functions.sql").read_bytes())
        yield made
