"""Brings a database to this version's schema: roles, numbered migrations, then functions,
triggers and views. One transaction does it all, so a killed run leaves nothing half done.
"""

import hashlib
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import sqlalchemy
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from procrastinate.schema import SchemaManager

from dom360.db.named_queries import load_queries
from dom360.db.roles import become_owner, ensure_roles
from dom360.db.urls import check_url
from dom360.errors import Dom360Error, Unavailable

_SQL_DIR = Path(__file__).parents[1] / "sql"
_SQL = load_queries(_SQL_DIR / "objects.sql")
_GUARD = load_queries(_SQL_DIR / "guard.sql")
_BASE = "functions/base"
# A minute's worth: longer, and somebody has to look at who holds what.
_TRIES = 60


class MigrationRefused(Dom360Error):
    """The role of DATABASE_URL lacks a right."""

    code = "MIGRATION_REFUSED"


@dataclass(frozen=True)
class MigrationStatus:
    """`current` is None on an empty database. `changed_objects` are paths below `dom360/sql`;
    `guarded`: the event trigger of `sql:guard.sql` is at work."""

    current: str | None
    head: str
    changed_objects: tuple[str, ...]
    guarded: bool = True

    @property
    def up_to_date(self) -> bool:
        return self.current == self.head and not self.changed_objects


def migrate(owner_url: str, app_url: str) -> None:
    """Create or update everything. Safe to run again, by two at once (the second one waits), and
    while the services work: it never waits long for a table, but lets go and tries again.

    `owner_url` signs in as the database's owner, who may create roles; a superuser is not needed.
    Later migrations can be run by any member of dom360_owner. `app_url` gives dom360_app its
    password (see `dom360.db.urls`). Raises BadDatabaseUrl, Unavailable or MigrationRefused.
    """
    check_url(app_url, "DATABASE_APP_URL")
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(random.uniform(0.2, 1.0))  # noqa: S311  # jitter, no secret
        try:
            _migrate_once(owner_url, app_url)
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            continue
        return
    raise Unavailable(
        "Another transaction holds a table that the migration needs, and does not end. Nothing "
        "was changed. docs/database.md has the query that finds it; then migrate again.",
        code="MIGRATION_BLOCKED",
    )


def _migrate_once(owner_url: str, app_url: str) -> None:
    with _migration(owner_url) as (connection, alchemy):
        connection.execute(_SQL["limit_waiting"])
        ensure_roles(connection, app_url)
        connection.execute(_SQL["make_register"])
        connection.execute(_SQL["lend_create"])
        _apply_objects(connection, base=True)
        command.upgrade(_alembic(alchemy), "head")
        _apply_objects(connection, base=False)
        connection.execute(_SQL["open_personal_data"])
        connection.execute(_SQL["open_to_purge"])
        connection.execute(_SQL["ensure_knowledge_indexes"])
        connection.execute(_SQL["take_create_back"])
        _install_queue(connection)
        _install_guard(connection)


def downgrade(owner_url: str, target: str) -> None:
    """Go back to a revision, or to "base": an empty database. What is dropped is gone.

    Functions, triggers and views go in any case: `migrate` brings them back.
    """
    with _migration(owner_url) as (connection, alchemy):
        if not _is_true(connection, "schema_exists"):
            return
        become_owner(connection)
        names = ",".join(path.stem for path in _object_files(base=True))
        connection.execute(_SQL["name_base_functions"], {"names": names})
        connection.execute(_SQL["drop_objects"])
        connection.execute(_SQL["forget_all"])
        command.downgrade(_alembic(alchemy), target)
        if target == "base":
            connection.execute(_SQL["drop_queue"])
            connection.execute(_SQL["drop_schema"])


def status(owner_url: str) -> MigrationStatus:
    """How far the database is. Changes nothing."""
    with _refusals(), _connect(owner_url) as connection:
        if _is_true(connection, "schema_exists"):
            become_owner(connection)
        return MigrationStatus(
            current=_current_revision(connection),
            head=newest_revision(),
            changed_objects=tuple(path for path, _, _ in _changed(connection)),
            guarded=_ask(connection, _GUARD["is_guarded"]),
        )


def newest_revision() -> str:
    """What this version of the code migrates to."""
    head = ScriptDirectory.from_config(_alembic(None)).get_current_head()
    assert head is not None
    return head


@contextmanager
def _migration(owner_url: str) -> Iterator[tuple[psycopg.Connection, sqlalchemy.Connection]]:
    engine = sqlalchemy.create_engine(
        "postgresql+psycopg://",
        creator=lambda: _connect(owner_url),
        poolclass=sqlalchemy.NullPool,
    )
    with _refusals(), engine.connect() as alchemy:
        connection = alchemy.connection.driver_connection
        assert isinstance(connection, psycopg.Connection)
        connection.execute(_SQL["lock_migrations"])
        alchemy.commit()
        with alchemy.begin():
            yield connection, alchemy


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as refusal:
        raise MigrationRefused(
            f"The role of DATABASE_URL lacks a right: {refusal.diag.message_primary}. To set up a "
            "database it must own it and may create roles (ALTER DATABASE … OWNER TO …, ALTER ROLE "
            "… CREATEROLE). Where DOM360's roles were made by somebody else, let them say: "
            "GRANT dom360_owner TO …"
        ) from refusal


def _connect(owner_url: str) -> psycopg.Connection:
    check_url(owner_url, "DATABASE_URL")
    try:
        return psycopg.connect(owner_url)
    except psycopg.OperationalError as problem:
        raise Unavailable(
            f"DATABASE_URL does not lead to a database. {problem}", code="DATABASE_UNAVAILABLE"
        ) from None


def _alembic(connection: sqlalchemy.Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("alembic")))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _apply_objects(connection: psycopg.Connection, *, base: bool) -> None:
    for path, sha256, text in list(_changed(connection)):
        if path.startswith(_BASE) == base:
            connection.execute(text)
            connection.execute(_SQL["remember"], {"path": path, "sha256": sha256})


def _install_queue(connection: psycopg.Connection) -> None:
    """The job queue's tables are Procrastinate's own, in a schema of their own."""
    if _is_true(connection, "queue_exists"):
        return
    connection.execute(_SQL["enter_queue"])
    connection.execute(SchemaManager.get_schema())
    connection.execute(_SQL["leave_queue"])


def _install_guard(connection: psycopg.Connection) -> None:
    """Where a superuser migrates. Elsewhere `status` says that there is none."""
    connection.execute(_GUARD["become_self"])
    if _ask(connection, _GUARD["may_guard"]):
        connection.execute(_GUARD["create_guard"])
    become_owner(connection)


def _is_true(connection: psycopg.Connection, question: str) -> bool:
    return _ask(connection, _SQL[question])


def _ask(connection: psycopg.Connection, question: bytes) -> bool:
    row = connection.execute(question).fetchone()
    return bool(row and row[0])


def _changed(connection: psycopg.Connection) -> Iterator[tuple[str, str, bytes]]:
    """Files whose text is not what was applied last: path, hash and text."""
    applied: dict[str, str] = {}
    if _is_true(connection, "register_exists"):
        applied = {row[0]: row[1] for row in connection.execute(_SQL["list_applied"])}
    for file in (*_object_files(base=True), *_object_files(base=False)):
        path, text = file.relative_to(_SQL_DIR).as_posix(), file.read_bytes()
        sha256 = hashlib.sha256(text).hexdigest()
        if applied.get(path) != sha256:
            yield path, sha256, text


def _object_files(*, base: bool) -> list[Path]:
    folders = [_BASE] if base else ["functions", "triggers", "views"]
    return [file for folder in folders for file in sorted((_SQL_DIR / folder).glob("*.sql"))]


def _current_revision(connection: psycopg.Connection) -> str | None:
    if not _is_true(connection, "revision_table_exists"):
        return None
    row = connection.execute(_SQL["current_revision"]).fetchone()
    return str(row[0]) if row else None
