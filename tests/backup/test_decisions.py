"""Somebody decided for every table: whether an export carries it, what an erasure leaves of it."""

from typing import Any
from uuid import UUID

import psycopg
import pytest

from dom360.backup.archive import LEFT_OUT
from dom360.backup.facts import SQL
from tests.db.tenants import StoredTenant, store_tenant
from tests.support.postgres import Cluster, ScratchDatabase


def _undecided(owner: psycopg.Connection[Any], tenant_id: UUID) -> list[str]:
    """Tenant tables that an export neither carries nor leaves out for a reason, and columns of
    which nobody said what becomes of them when a person is erased."""
    with psycopg.connect(str(owner.info.dsn), password=owner.info.password) as app:
        app.execute("set local role dom360_app")
        tables = app.execute(SQL["list_tenant_tables"], {"tenant_id": tenant_id}).fetchall()
    columns = owner.execute(
        "select table_name || '.' || column_name from dom360.personal_treatments()"
        " where treatment is null"
    ).fetchall()
    # Whoever belongs to a person must be found through a foreign key.
    loose = owner.execute(
        "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
        " where c.relnamespace = 'dom360'::regnamespace and c.relkind in ('r', 'p')"
        " and not c.relispartition and a.attname in ('contact_id', 'conversation_id', 'lead_id')"
        " and c.relname not in (select name from dom360.person_tables(null, null))"
    ).fetchall()
    return sorted(
        [name for name, readable, _ in tables if not readable and name not in LEFT_OUT]
        + [str(row[0]) for row in (*columns, *loose)]
    )


def test_every_table_of_a_tenant_has_its_decision(
    source: ScratchDatabase, tenants: tuple[StoredTenant, StoredTenant]
):
    """Red? Grant the table to dom360_app or give its reason in LEFT_OUT, and say in
    functions/personal_data.sql what becomes of its columns."""
    with psycopg.connect(source.owner_url) as owner:
        assert _undecided(owner, tenants[0].tenant_id) == []


def test_a_table_that_nobody_thought_of_is_noticed_and_stops_an_erasure(
    cluster: Cluster,
):
    with (
        cluster.new_database() as own,
        psycopg.connect(own.owner_url, autocommit=True) as owner,
    ):
        tenant = store_tenant(owner)
        owner.execute(
            "create table dom360.notes (tenant_id uuid, id uuid, contact_id uuid, words text,"
            " primary key (tenant_id, id),"
            " foreign key (tenant_id, contact_id) references dom360.contacts);"
            "create table dom360.loose (tenant_id uuid primary key, lead_id uuid);"
        )

        assert _undecided(owner, tenant.tenant_id) == ["loose", "loose", "notes", "notes.words"]
        with psycopg.connect(own.app_url) as app:
            app.execute("select dom360.set_tenant(%s)", [tenant.tenant_id])
            with pytest.raises(psycopg.DatabaseError, match=r"notes\.words") as refused:
                app.execute(
                    "select dom360.erase_contact(%s, %s)", [tenant.tenant_id, tenant.contact_id]
                )
    assert refused.value.sqlstate == "DM003"
