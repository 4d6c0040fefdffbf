"""A server of its own, as a customer's is: no superuser to be had, and no DOM360 role yet."""

from collections.abc import Iterator

import psycopg
import pytest

from dom360.db import isolation, migrations
from dom360.db.migrations import MigrationRefused
from dom360.db.urls import SERVICE_ROLES, role_url
from dom360.launch.postgres import EmbeddedPostgres, temporary_postgres
from dom360.settings import Settings
from tests.db.catalogue import catalogue_of
from tests.db.tenants import store_tenant
from tests.support.postgres import Cluster, ScratchDatabase


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedPostgres]:
    with temporary_postgres(Settings().state_dir) as made:
        yield made


@pytest.fixture(scope="module")
def customer(server: EmbeddedPostgres) -> ScratchDatabase:
    """A database whose owner may create roles, and nothing more."""
    with psycopg.connect(server.superuser_url, autocommit=True) as admin:
        admin.execute("create role customer login createrole password 'x'")
        admin.execute("create database customers owner customer")
    place = f"127.0.0.1:{server.port}/customers"
    return ScratchDatabase(
        f"postgresql://customer:x@{place}", f"postgresql://dom360_app:s%40fe@{place}"
    )


@pytest.fixture(scope="module")
def as_superuser(server: EmbeddedPostgres, customer: ScratchDatabase) -> ScratchDatabase:
    return ScratchDatabase(server.url(database="customers"), customer.app_url)


def test_the_owner_of_a_database_migrates_without_a_superuser(
    server: EmbeddedPostgres, customer: ScratchDatabase, as_superuser: ScratchDatabase
):
    migrations.migrate(customer.owner_url, customer.app_url)
    cluster = Cluster(server, server.installation)
    first = catalogue_of(cluster, as_superuser)

    migrations.downgrade(customer.owner_url, "base")
    migrations.migrate(customer.owner_url, customer.app_url)
    migrations.migrate(customer.owner_url, customer.app_url)

    assert catalogue_of(cluster, as_superuser) == first
    assert migrations.status(customer.owner_url).up_to_date
    with psycopg.connect(customer.owner_url, autocommit=True) as connection:
        assert isolation.findings(connection) == []


def test_every_service_role_signs_in_with_the_derived_password(customer: ScratchDatabase):
    for role in SERVICE_ROLES:
        with psycopg.connect(role_url(customer.app_url, role)) as connection:
            assert connection.execute("select current_user").fetchone() == (role,)


def test_a_whole_turn_works_there(as_superuser: ScratchDatabase):
    with psycopg.connect(as_superuser.owner_url, autocommit=True) as owner:
        stored = store_tenant(owner)

    with psycopg.connect(as_superuser.app_url, autocommit=True) as app:
        app.execute("select dom360.set_tenant(%s)", [stored.tenant_id])
        assert app.execute("select count(*) from turns").fetchone() == (0,)
        with app.transaction():
            app.execute("select dom360.set_tenant(%s)", [stored.tenant_id])
            assert app.execute("select count(*) from turns").fetchone() == (2,)


def test_roles_that_were_there_and_too_strong_are_weakened(
    as_superuser: ScratchDatabase, customer: ScratchDatabase
):
    for statement in (
        "alter role dom360_app bypassrls createdb replication",
        "alter role dom360_owner login superuser",
        "alter role dom360_jobs nologin reset statement_timeout",
    ):
        as_superuser.rows(statement.replace(" reset", "; alter role dom360_jobs reset"))

    with pytest.raises(MigrationRefused, match="alter role"):
        migrations.migrate(customer.owner_url, customer.app_url)
    migrations.migrate(as_superuser.owner_url, as_superuser.app_url)

    with psycopg.connect(as_superuser.owner_url, autocommit=True) as connection:
        assert isolation.findings(connection) == []
    with psycopg.connect(role_url(customer.app_url, "dom360_jobs")) as connection:
        assert connection.execute("show statement_timeout").fetchone() == ("5s",)
