"""`dom360 doctor --isolation`: could one tenant reach another's rows?

First the catalogue (`dom360.db.isolation`), then the attempt: as the roles that serve tenants, with
no tenant, an empty, a malformed and another tenant set, read and write all that they can name. Each
attempt is rolled back, waits for nobody and ends after three seconds: a customer may run it on
production. It needs the services' address only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import class_row, scalar_row

from dom360.db import isolation
from dom360.db.named_queries import load_queries
from dom360.db.urls import ServiceRole, check_url, role_url
from dom360.errors import Unavailable

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "leak_test.sql")
_ROLES: tuple[ServiceRole, ...] = ("dom360_app", "dom360_jobs")
_SETTINGS = {"set_nothing": "no tenant set", "set_empty": "an empty tenant",
             "set_malformed": "a malformed tenant"}  # fmt: skip
# Refused before row security had its say, or by it.
_REFUSALS = psycopg.errors.InsufficientPrivilege
# The row came past row security and failed at a rule of the table only.
_CAME_THROUGH = (
    psycopg.errors.NotNullViolation,
    psycopg.errors.CheckViolation,
    psycopg.errors.UniqueViolation,
    psycopg.errors.ForeignKeyViolation,
)
# Shorter strings are words that two tenants may share.
_TELLING = 12


@dataclass(frozen=True)
class LeakReport:
    """What was found, and how much was tried."""

    findings: tuple[str, ...]
    relations: int
    functions: int


@dataclass(frozen=True)
class _Pair:
    mine: UUID
    theirs: UUID

    @property
    def names(self) -> dict[str, UUID]:
        return {"mine": self.mine, "theirs": self.theirs}


@dataclass(frozen=True)
class _Relation:
    """A relation and the statements to try on it; None where the role has no right to."""

    name: str
    is_shared: bool
    read_any: str | None
    read_foreign: str | None
    read_theirs: str | None
    sample: str | None
    insert_theirs: str | None
    delete_theirs: str | None
    update_theirs: str | None
    give_away: str | None


@dataclass(frozen=True)
class _Function:
    name: str
    takes_ids: bool
    call: str


def run(app_url: str) -> LeakReport:
    """Raises Unavailable where a role cannot sign in."""
    check_url(app_url, "DATABASE_APP_URL")
    with _connect(app_url, "dom360_app") as app:
        findings = isolation.findings(app)
        pair = _find_pair(app_url, app)
        if pair is None:
            findings.append(
                "the database: fewer than two tenants have messages, so nothing is proven. "
                "Try it where there are some, or run 'dom360 db seed' and chat with both."
            )
            return LeakReport(tuple(findings), 0, 0)
        functions = _rows(app, _Function, "list_functions")
        findings += _call_all(app, pair, functions)
    count = 0
    for role in _ROLES:
        with _connect(app_url, role) as connection:
            relations = _rows(connection, _Relation, "list_relations")
            count += len(relations)
            for finding in _try_all(connection, pair, relations):
                findings.append(f"{finding} ({role})")
    return LeakReport(tuple(findings), count, len(functions))


@contextmanager
def _connect(app_url: str, role: ServiceRole) -> Iterator[psycopg.Connection[Any]]:
    try:
        connection = psycopg.connect(
            role_url(app_url, role), autocommit=True, application_name="dom360 leak test"
        )
    except psycopg.OperationalError as problem:
        raise Unavailable(
            f"{role} cannot sign in by DATABASE_APP_URL. {problem}", code="DATABASE_UNAVAILABLE"
        ) from None
    with connection:
        yield connection


def _find_pair(app_url: str, app: psycopg.Connection[Any]) -> _Pair | None:
    """The first two tenants with messages. The administrator knows who there is, no rows."""
    with _connect(app_url, "dom360_admin") as admin:
        tenants = admin.cursor(row_factory=scalar_row).execute(_SQL["list_tenants"]).fetchall()
    found: list[UUID] = []
    for tenant_id in tenants:
        with _attempt(app, tenant_id):
            row = app.execute(_SQL["has_rows"], {"tenant_id": tenant_id}).fetchone()
        found += [tenant_id] if row == (True,) else []
        if len(found) == 2:
            return _Pair(*found)
    return None


def _rows(connection: psycopg.Connection[Any], row: type[Any], name: str) -> list[Any]:
    with _attempt(connection, "set_nothing"):
        return connection.cursor(row_factory=class_row(row)).execute(_SQL[name]).fetchall()


@contextmanager
def _attempt(
    connection: psycopg.Connection[Any], tenant: UUID | str, *, read_only: bool = True
) -> Iterator[None]:
    """A short transaction that leaves nothing behind. `tenant`: an id, or the name of a setting."""
    with connection.transaction(force_rollback=True):
        if read_only:
            connection.execute(_SQL["only_read"])
        connection.execute(_SQL["be_brief"])
        if isinstance(tenant, UUID):
            connection.execute(_SQL["set_tenant"], {"tenant_id": tenant})
        else:
            connection.execute(_SQL[tenant])
        yield


def _try_all(
    connection: psycopg.Connection[Any], pair: _Pair, relations: list[_Relation]
) -> Iterator[str]:
    for relation in relations:
        yield from _read(connection, pair, relation)
        yield from _write(connection, pair, relation)
    with _attempt(connection, "set_nothing"):
        shown = connection.execute(_SQL["statistics_that_show"]).fetchall()
    for (name,) in shown:
        yield f"{name}: pg_stats shows its values"


def _read(connection: psycopg.Connection[Any], pair: _Pair, relation: _Relation) -> Iterator[str]:
    for setting, words in _SETTINGS.items():
        if not relation.is_shared and _reaches(connection, relation.read_any, pair, setting):
            yield f"{relation.name}: rows can be read with {words}"
    foreign = _reaches(connection, relation.read_foreign, pair, pair.mine)
    if foreign is None:
        # Too big to look through in time: ask for the one tenant, whom an index finds.
        foreign = _reaches(connection, relation.read_theirs, pair, pair.mine)
    if foreign:
        yield f"{relation.name}: a tenant reads another's rows"


def _write(connection: psycopg.Connection[Any], pair: _Pair, relation: _Relation) -> Iterator[str]:
    attempts = {
        "writes a row for another": relation.insert_theirs,
        "deletes another's row": relation.delete_theirs,
        "changes another's row": relation.update_theirs,
        "gives a row to another": relation.give_away,
    }
    for words, statement in attempts.items():
        if _reaches(connection, statement, pair, pair.mine, read_only=False):
            yield f"{relation.name}: a tenant {words}"
        for setting, context in _SETTINGS.items():
            if _reaches(connection, statement, pair, setting, read_only=False):
                yield f"{relation.name}: who has {context} {words.replace('another', 'a tenant')}"


def _reaches(
    connection: psycopg.Connection[Any],
    statement: str | None,
    pair: _Pair,
    tenant: UUID | str,
    *,
    read_only: bool = True,
) -> bool | None:
    """Whether a statement came to a row. None: it was not done in time."""
    if statement is None:
        return False
    try:
        with _attempt(connection, tenant, read_only=read_only):
            return connection.execute(statement.encode(), pair.names).rowcount > 0
    except _REFUSALS:
        return False
    except _CAME_THROUGH as error:
        # A trigger's own refusal, or a missing partition, names no constraint and proves nothing.
        has_rule = error.diag.constraint_name or error.diag.column_name
        return bool(has_rule)
    except psycopg.errors.QueryCanceled:
        return None
    except psycopg.DatabaseError:
        # A malformed tenant (22P02), a view that takes no rows, a lock that somebody holds.
        return False


def _call_all(
    app: psycopg.Connection[Any], pair: _Pair, functions: list[_Function]
) -> Iterator[str]:
    """Functions with another's rights, called with the other tenant's id: do they tell its rows?"""
    relations = _rows(app, _Relation, "list_relations")
    secrets = _strings(app, relations, pair.theirs) - _strings(app, relations, pair.mine)
    for function in functions:
        known = secrets - {str(pair.theirs)} if function.takes_ids else secrets
        try:
            with _attempt(app, pair.mine):
                rows = app.execute(function.call.encode(), pair.names).fetchall()
        except psycopg.DatabaseError:
            continue
        said = "\n".join(str(row[0]) for row in rows)
        if any(secret in said for secret in known):
            yield f"{function.name}: it returns another tenant's rows"


def _strings(app: psycopg.Connection[Any], relations: list[_Relation], tenant_id: UUID) -> set[str]:
    """What only this tenant's rows say: ids and longer texts of a few rows of each relation."""
    found: set[str] = {str(tenant_id)}
    for relation in relations:
        if relation.sample is None:
            continue
        try:
            with _attempt(app, tenant_id):
                cursor = app.execute(relation.sample.encode(), {"tenant_id": tenant_id})
                found.update(chain.from_iterable(_texts(row[0]) for row in cursor))
        except psycopg.DatabaseError:
            # Not every column of it may be read.
            continue
    return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from chain.from_iterable(_texts(one) for one in value.values())
    elif isinstance(value, list):
        yield from chain.from_iterable(_texts(one) for one in value)
    elif isinstance(value, str) and len(value) >= _TELLING:
        yield value
