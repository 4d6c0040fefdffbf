"""Checks of the database, as its owner and as the application's role."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib import resources

import psycopg
from psycopg.rows import dict_row
from pydantic import SecretStr

from dom360.dashboards.platform import queries as platform
from dom360.dashboards.platform.queries import Proven
from dom360.db.database import Database
from dom360.db.partitions import MonthsAhead, months_ahead
from dom360.db.retention import DueMonth, list_due
from dom360.db.startup_check import SAFE_VERSION
from dom360.db.urls import BadDatabaseUrl, check_url
from dom360.db.vault import Vault
from dom360.errors import Dom360Error
from dom360.kit.keyring import Keyring
from dom360.launch.doctor.findings import Finding, Level, fail, ok, warn
from dom360.launch.embedded_env import uses_own_database
from dom360.launch.run_record import is_up
from dom360.settings import Settings

CONNECT_SECONDS = 3
OLDEST_MAJOR = 15
# It is filled every night; one missed night is no reason to worry.
OLDEST_SUMMARY_H = 50
OLDEST_VECTOR = (0, 8, 2)


def check_database(settings: Settings) -> list[Finding]:
    """Reachable, new enough, migrated, and the application's role as weak as it has to be."""
    if not _text(settings.database_url):
        return [warn("database", "none is known yet", "Start 'dom360 up', or set DATABASE_URL.")]
    own = uses_own_database(settings)
    try:
        check_url(_text(settings.database_url), "DATABASE_URL")
        if settings.database_app_url:
            check_url(_text(settings.database_app_url), "DATABASE_APP_URL")
    except BadDatabaseUrl as problem:
        return [fail("database", "its address can't be read", problem.detail)]
    try:
        with _connection(settings.database_url) as connection:
            version = connection.info.server_version
    except psycopg.Error as problem:
        return [_unreachable(settings, problem, own=own)]
    migrations = _check_migrations(settings)
    found = [_judge_version(version, own=own), check_role(settings), *migrations]
    found.append(check_summary(settings))
    if migrations[0].level is Level.OK:
        found += [*_check_months(settings), check_keys(settings), check_vectors(settings)]
        found.append(check_counters(settings))
    return found


def _unreachable(settings: Settings, problem: psycopg.Error, *, own: bool) -> Finding:
    why = _first_line(problem)
    if own:
        return fail("database", why, "Check DATABASE_URL, and that PostgreSQL runs there.")
    if is_up(settings.state_dir):
        log = settings.state_dir / "logs" / "postgres.log"
        return fail("database", why, f"'dom360 up' runs, but not its database: see {log}.")
    return warn("database", "the embedded database is not running", "Start 'dom360 up'.")


def _judge_version(number: int, *, own: bool) -> Finding:
    version = f"server {number // 10000}.{number % 10000}"
    if number // 10000 < OLDEST_MAJOR:
        return fail("database", version, f"DOM360 needs PostgreSQL {OLDEST_MAJOR} or newer.")
    if number < SAFE_VERSION and own:
        advice = "For production take 18.6 or newer: older ones have known holes (CVE-2026-14672)."
        return warn("database", version, advice)
    return ok("database", version + ("" if own else ", embedded: for trying out, not production"))


def check_role(settings: Settings) -> Finding:
    """Whether the application's role is as weak as the tenant policies need it."""
    try:
        with _connection(settings.database_app_url) as connection:
            rights = connection.cursor(row_factory=dict_row).execute(_APP_ROLE).fetchone() or {}
    except psycopg.Error as problem:
        advice = "Check DATABASE_APP_URL; 'dom360 db migrate' creates its role."
        return fail("role", _first_line(problem), advice)
    excess = ", ".join(name.replace("_", " ") for name, has in rights.items() if has)
    if excess:
        advice = "Tenants would not be kept apart. Use the role that 'dom360 db migrate' makes."
        return fail("role", f"the application's role is {excess}", advice)
    return ok("role", "the application's role can't bypass row security")


def check_keys(settings: Settings) -> Finding:
    """Whether the encryption keys are there and are this database's own."""
    advice = "See docs/secrets.md: secrets are lost without the keys they were encrypted with."
    try:
        keyring = settings.keyring()
        if keyring is None:
            return warn("keys", "none is set, so no secret can be stored", advice)
        asyncio.run(_confirm_keys(settings, keyring))
    except Dom360Error as problem:
        return fail("keys", problem.detail, advice)
    except psycopg.Error as problem:
        return fail("keys", _first_line(problem), "Check DATABASE_APP_URL.")
    return ok("keys", "the encryption keys are this database's")


async def _confirm_keys(settings: Settings, keyring: Keyring) -> None:
    async with _database(settings) as db:
        await Vault(db, keyring).confirm()


def check_vectors(settings: Settings) -> Finding:
    """Whether the knowledge base is searched by meaning, or by words only."""
    try:
        with _connection(settings.database_url) as connection:
            row = connection.execute(_VECTORS).fetchone()
    except psycopg.Error as problem:
        return fail("knowledge", _first_line(problem), "Check DATABASE_URL.")
    schema, version, indexed = row or (None, None, False)
    if version is None:
        advice = "Install pgvector 0.8.2 or newer on the server, then run 'dom360 db migrate'."
        return warn("knowledge", "searched by words only: pgvector is missing", advice)
    if schema != "dom360_vector":
        advice = (
            "A superuser's ALTER EXTENSION vector SET SCHEMA dom360_vector, then 'dom360 db "
            "migrate'. docs/knowledge.md says why."
        )
        return warn("knowledge", f"searched by words only: pgvector is in {schema}", advice)
    if tuple(map(int, version.split(".")[:3])) < OLDEST_VECTOR:
        advice = "Update pgvector to 0.8.2 or newer: before, searches of small companies miss."
        return warn("knowledge", f"pgvector is {version}", advice)
    if not indexed:
        return warn("knowledge", "pgvector has no index yet", "Run 'dom360 db migrate'.")
    return ok("knowledge", f"searched by meaning and by words, pgvector {version}")


def _check_migrations(settings: Settings) -> list[Finding]:
    from dom360.db.migrations import status

    try:
        found = status(_text(settings.database_url))
    except psycopg.Error as problem:
        return [fail("migrations", _first_line(problem), "Check DATABASE_URL.")]
    except Dom360Error as problem:
        return [fail("migrations", "their state can't be read", problem.detail)]
    if not found.up_to_date:
        message = (
            f"the database is at {found.current or 'nothing'}, this version needs {found.head}"
        )
        return [fail("migrations", message, "Run 'dom360 db migrate'.")]
    guard = ok("guard", "an event trigger guards new tables")
    if not found.guarded:
        advice = (
            "A superuser's 'dom360 db migrate' makes it; 'dom360 doctor --isolation' does without."
        )
        guard = warn("guard", "no event trigger guards new tables", advice)
    return [ok("migrations", f"at {found.head}"), guard]


def _check_months(settings: Settings) -> list[Finding]:
    """How far the months reach, and whether some wait for an archive."""
    try:
        tables, due = asyncio.run(_months(settings))
    except (psycopg.Error, Dom360Error) as problem:
        return [fail("months", str(problem).strip().splitlines()[0], "Check DATABASE_APP_URL.")]
    found = []
    for table in tables:
        message = f"{table.parent} has {max(table.ahead, 0)} months ahead"
        advice = "The worker makes them: see that it runs, and its log for 'partitions.'."
        judge = fail if table.ahead < 1 else warn
        found.append(judge("months", message, advice) if table.is_alarm else ok("months", message))
    if waiting := [month.month for month in due if month.archive]:
        message = f"{', '.join(waiting)} can go to the archive"
        found.append(warn("retention", message, "Run 'dom360 db retain --apply'."))
    return found


async def _months(settings: Settings) -> tuple[list[MonthsAhead], list[DueMonth]]:
    async with _database(settings) as db:
        return await months_ahead(db), await list_due(db)


def check_summary(settings: Settings) -> Finding:
    """How old the monthly summary is."""
    try:
        with _connection(settings.database_app_url) as connection:
            row = connection.execute(_SUMMARY_AGE).fetchone()
    except psycopg.Error as problem:
        return warn("summary", _first_line(problem), "Run 'dom360 db migrate'.")
    hours = row[0] if row else None
    advice = "The worker fills it every night: is it running? Or run 'dom360 usage refresh'."
    if hours is None:
        return warn("summary", "the monthly summary was never filled", advice)
    message = f"the monthly summary is {hours:.0f} hours old"
    return warn("summary", message, advice) if hours > OLDEST_SUMMARY_H else ok("summary", message)


def check_counters(settings: Settings) -> Finding:
    """What the last comparison of counters and sums with their messages found."""
    try:
        proven = asyncio.run(_proven(settings))
    except psycopg.Error as problem:
        return fail("counters", _first_line(problem), "Check DATABASE_APP_URL.")
    if proven.differing:
        return fail(
            "counters",
            f"those of {proven.differing} of {proven.companies} companies differ from messages",
            "Run 'dom360 usage reconcile' to see where, and with --repair to put it right.",
        )
    return ok("counters", f"{proven.equal} of {proven.companies} companies' were found equal")


async def _proven(settings: Settings) -> Proven:
    async with _database(settings) as db, db.platform_tx("dom360_admin") as tx:
        return await platform.count_proven(tx)


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    db = Database(_text(settings.database_app_url), pool_size=1)
    try:
        yield db
    finally:
        await db.close()


@contextmanager
def _connection(url: SecretStr | None) -> Iterator[psycopg.Connection]:
    with psycopg.connect(_text(url), connect_timeout=CONNECT_SECONDS) as connection:
        yield connection


def _text(url: SecretStr | None) -> str:
    return url.get_secret_value() if url else ""


def _first_line(problem: psycopg.Error) -> str:
    return (str(problem).strip().splitlines() or [type(problem).__name__])[0]


_APP_ROLE = resources.files("dom360.launch").joinpath("sql", "app_role.sql").read_bytes()
_SUMMARY_AGE = resources.files("dom360.launch").joinpath("sql", "summary_age.sql").read_bytes()
_VECTORS = resources.files("dom360.launch").joinpath("sql", "vectors.sql").read_bytes()
