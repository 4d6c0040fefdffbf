"""The event trigger: whoever makes a table with a tenant_id, gets it with the wall around it."""

import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from dom360.db import isolation, migrations
from tests.db.tenants import StoredTenant
from tests.support.postgres import Cluster, ScratchDatabase

WALL = """
select relrowsecurity, relforcerowsecurity,
       array(select polname::text from pg_policy where polrelid = c.oid order by 1)
  from pg_class c where oid = %s::regclass
"""
WHOLE = (True, True, ["tenant_isolation", "tenant_rows"])

MAKINGS = {
    "CREATE TABLE": "create table dom360.notes (tenant_id uuid not null primary key)",
    "CREATE TABLE AS": "create table dom360.notes as select tenant_id, id from dom360.contacts",
    "SELECT INTO": "select tenant_id, id into dom360.notes from dom360.contacts",
    "LIKE": "create table dom360.notes (like dom360.contacts including all)",
    "ADD COLUMN": "create table dom360.notes (); alter table dom360.notes add tenant_id uuid",
    "RENAME": "create table dom360.notes (t uuid); alter table dom360.notes rename t to tenant_id",
    "SET SCHEMA": (
        "create table public.notes (tenant_id uuid); alter table public.notes set schema dom360"
    ),
    "PARTITION OF": (
        "create table dom360.notes partition of dom360.messages"
        " for values from ('2001-01-01') to ('2001-02-01')"
    ),
}


@pytest.mark.parametrize("role", ["postgres", "dom360_owner"])
@pytest.mark.parametrize("making", MAKINGS.values(), ids=MAKINGS)
def test_a_new_table_is_walled(owner: psycopg.Connection[Any], making: str, role: str):
    if role == "dom360_owner" and "public" in making:
        making = making.replace("public", "dom360_queue")
    with owner.transaction(force_rollback=True):
        owner.execute("grant select on dom360.contacts to dom360_owner")
        owner.execute(f"set local role {role}")  # type: ignore[call-overload]
        owner.execute(making)  # type: ignore[call-overload]

        assert owner.execute(WALL, ["dom360.notes"]).fetchone() == WHOLE


@pytest.mark.parametrize(
    "breach",
    [
        "alter table dom360.contacts disable row level security",
        "alter table dom360.contacts no force row level security",
        "alter table dom360.tenants disable row level security",
        "alter table dom360.contacts no force row level security, disable row level security",
    ],
)
def test_taking_the_wall_down_puts_it_back(owner: psycopg.Connection[Any], breach: str):
    with owner.transaction(force_rollback=True):
        owner.execute(breach)  # type: ignore[call-overload]

        assert isolation.check(owner, "row_security_off") == []
        assert isolation.check(owner, "policy_missing") == []


def test_switched_off_it_does_nothing(owner: psycopg.Connection[Any]):
    """The proof that it is the trigger that does it."""
    with owner.transaction(force_rollback=True):
        owner.execute("alter event trigger dom360_guard disable")
        owner.execute("create table dom360.notes (tenant_id uuid)")

        assert owner.execute(WALL, ["dom360.notes"]).fetchone() == (False, False, [])


def test_other_tables_are_left_alone(owner: psycopg.Connection[Any]):
    with owner.transaction(force_rollback=True):
        owner.execute("create table dom360.prices (model text)")
        owner.execute("create table public.notes (tenant_id uuid)")
        owner.execute("create temp table notes (tenant_id uuid)")

        for name in ("dom360.prices", "public.notes", "pg_temp.notes"):
            assert owner.execute(WALL, [name]).fetchone() == (False, False, [])


def test_a_month_is_attached_beside_it(owner: psycopg.Connection[Any]):
    with owner.transaction(force_rollback=True):
        made = owner.execute("select dom360.ensure_month_partitions('messages', 9)").fetchone()

        assert made is not None
        assert made[0] >= 6
        assert isolation.findings(owner) == []


def test_a_dump_comes_back(
    cluster: Cluster, scratch: ScratchDatabase, mine: StoredTenant, tmp_path: Path
):
    file = tmp_path / "dump"
    _run(cluster, scratch, "pg_dump", "-Fc", "-f", str(file))
    with cluster.new_database(template=None) as other:
        _run(
            cluster,
            other,
            "pg_restore",
            "--exit-on-error",
            "--enable-row-security",
            "-d",
            "",
            str(file),
        )

        assert migrations.status(other.owner_url).guarded
        with psycopg.connect(other.owner_url, autocommit=True) as connection:
            assert isolation.check(connection, "row_security_off") == []
            assert isolation.check(connection, "policy_missing") == []
        count = "select count(*) from dom360.messages"
        assert other.value(count) == scratch.value(count) > 0


def test_migrating_again_switches_it_on(scratch: ScratchDatabase):
    scratch.rows("alter event trigger dom360_guard disable")
    assert not migrations.status(scratch.owner_url).guarded

    migrations.migrate(scratch.owner_url, scratch.app_url)

    assert migrations.status(scratch.owner_url).guarded


def _run(cluster: Cluster, database: ScratchDatabase, program: str, *arguments: str) -> None:
    parts = conninfo_to_dict(database.owner_url)
    environment = cluster.installation.environment(
        PGHOST=str(parts["host"]), PGPORT=str(parts["port"]), PGUSER=str(parts["user"]),
        PGPASSWORD=str(parts["password"]), PGDATABASE=str(parts["dbname"]),
    )  # fmt: skip
    command = [cluster.installation.program(program), *arguments]
    command = [str(parts["dbname"]) if one == "" else one for one in command]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
