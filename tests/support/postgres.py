"""One PostgreSQL server a run, one migrated template, one database for whoever needs their own."""

import os
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from dom360.db import migrations
from dom360.launch import postgres as launched
from dom360.launch.installation import Installation
from dom360.launch.postgres import EmbeddedPostgres, temporary_postgres
from dom360.settings import Settings

TEMPLATE = "dom360_template"
APP_PASSWORD = secrets.token_hex(12)

# The folder of another PostgreSQL, with bin/ in it, to run the tests on: /usr/lib/postgresql/15.
if OTHER_POSTGRES := os.environ.get("DOM360_TEST_POSTGRES"):
    launched.ensure_installation = lambda _: Installation(Path(OTHER_POSTGRES))
    launched.LOCALE[:] = ["--locale", "C.UTF-8"]  # The builtin locale is there from 17 on.


@dataclass(frozen=True)
class ScratchDatabase:
    """Addresses of one database: the cluster's superuser and the application's role."""

    owner_url: str
    app_url: str

    def rows(self, query: str, *params: Any) -> list[tuple[Any, ...]]:
        """As the superuser, who sees every tenant: for looking behind the application's back."""
        with psycopg.connect(self.owner_url, autocommit=True) as connection:
            cursor = connection.execute(query, params)  # type: ignore[call-overload]
            return list(cursor.fetchall()) if cursor.description else []

    def rows_with(self, query: str, **params: Any) -> list[tuple[Any, ...]]:
        """The same with named parameters."""
        with psycopg.connect(self.owner_url, autocommit=True) as connection:
            return list(connection.execute(query, params).fetchall())  # type: ignore[call-overload]

    def value(self, query: str, *params: Any) -> Any:
        return self.rows(query, *params)[0][0]


@dataclass(frozen=True)
class Cluster:
    server: EmbeddedPostgres
    installation: Installation

    def database(self, name: str) -> ScratchDatabase:
        owner = self.server.url(database=name)
        app = f"postgresql://dom360_app:{APP_PASSWORD}@127.0.0.1:{self.server.port}/{name}"
        return ScratchDatabase(owner, app)

    @contextmanager
    def new_database(self, *, template: str | None = TEMPLATE) -> Iterator[ScratchDatabase]:
        """A database of one's own: a copy of the migrated template, or empty (template=None)."""
        name = f"t_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self.server.url(database="postgres"), autocommit=True) as admin:
            source = f" template {template}" if template else ""
            admin.execute(f"create database {name}{source}")  # type: ignore[call-overload]
            try:
                yield self.database(name)
            finally:
                admin.execute(f"drop database {name} with (force)")  # type: ignore[call-overload]


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start the run's server, migrate the template, and leave nothing behind."""
    with temporary_postgres(Settings().state_dir) as server:
        made = Cluster(server, server.installation)
        with psycopg.connect(server.url(database="postgres"), autocommit=True) as admin:
            admin.execute(f"create database {TEMPLATE}")  # type: ignore[call-overload]
        template = made.database(TEMPLATE)
        migrations.migrate(template.owner_url, template.app_url)
        yield made
