"""Databases of these tests' own: nothing here may disturb the shared backend's."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import psycopg
import pytest

from dom360.db import migrations
from dom360.db.database import Database
from tests.db.old_months import month, say
from tests.db.tenants import StoredTenant, store_tenant
from tests.support import postgres as pg


@pytest.fixture(scope="module")
def scratch(cluster: pg.Cluster) -> Iterator[pg.ScratchDatabase]:
    """A database as a customer has it. A copy of the template lacks the database's own grants and
    settings, which CREATE DATABASE does not copy; migrating once more brings them."""
    with cluster.new_database() as made:
        migrations.migrate(made.owner_url, made.app_url)
        yield made


@pytest.fixture(scope="module")
def owner(scratch: pg.ScratchDatabase) -> Iterator[psycopg.Connection[Any]]:
    """The superuser, whom no policy binds. Autocommit."""
    with psycopg.connect(scratch.owner_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def app(scratch: pg.ScratchDatabase) -> Iterator[psycopg.Connection[Any]]:
    """The role that serves. Autocommit, so a test says where its transactions begin and end."""
    with psycopg.connect(scratch.app_url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def mine(owner: psycopg.Connection[Any]) -> StoredTenant:
    return store_tenant(owner)


@pytest.fixture(scope="module")
def foreign(owner: psycopg.Connection[Any]) -> StoredTenant:
    """The other tenant, with a row in every table."""
    return store_tenant(owner)


@pytest.fixture(scope="package")
def filled(cluster: pg.Cluster) -> Iterator[str]:
    """Two tenants with messages of one, three and five months ago: the name of the database."""
    with cluster.new_database() as made:
        with psycopg.connect(made.owner_url, autocommit=True) as owner:
            tenants = [store_tenant(owner) for _ in range(2)]
            for back in (1, 3, 5):
                with owner.transaction():
                    owner.execute("set local role dom360_owner")
                    owner.execute("select dom360.make_month('messages', %s)", [month(back).date()])
                for tenant in tenants:
                    say(owner, tenant, back)
        yield made.owner_url.rpartition("/")[2]


@pytest.fixture
def kept(cluster: pg.Cluster, filled: str) -> Iterator[pg.ScratchDatabase]:
    with cluster.new_database(template=filled) as made:
        yield made


@pytest.fixture
async def kept_db(kept: pg.ScratchDatabase) -> AsyncIterator[Database]:
    connections = Database(kept.app_url)
    yield connections
    await connections.close()
