"""Databases of these tests' own: nothing here may disturb the shared backend's."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from dom360.db import migrations
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
