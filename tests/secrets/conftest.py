"""A database of this folder's own, its keys, and what an attacker with other means would write."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest

from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.kit.keyring import Keyring, new_key
from tests.support.postgres import Cluster, ScratchDatabase
from tests.support.world import Maker

KEYS = Keyring.parse(new_key("one"))
Session = Callable[..., AbstractContextManager[psycopg.Connection[Any]]]


@pytest.fixture(scope="module")
def own(cluster: Cluster) -> Iterator[ScratchDatabase]:
    with cluster.new_database() as made:
        yield made


@pytest.fixture(scope="module")
async def own_db(own: ScratchDatabase) -> AsyncIterator[Database]:
    connections = Database(own.app_url, pool_size=8)
    yield connections
    await connections.close()


@pytest.fixture(scope="module")
async def vault(own_db: Database) -> Vault:
    made = Vault(own_db, KEYS)
    await made.confirm()
    return made


@pytest.fixture(scope="module")
def own_make(own_db: Database) -> Maker:
    return Maker(own_db)


@pytest.fixture(scope="module")
def session(own: ScratchDatabase, vault: Vault) -> Iterator[Session]:
    """A transaction with a tenant and keys, rolled back at its end, as dom360_app or the owner."""
    with psycopg.connect(own.app_url) as app, psycopg.connect(own.owner_url) as owner:

        @contextmanager
        def open_session(
            tenant_id: UUID | None, keys: Keyring | None = KEYS, *, as_owner: bool = False
        ) -> Iterator[psycopg.Connection[Any]]:
            connection = owner if as_owner else app
            try:
                if tenant_id:
                    connection.execute("select dom360.set_tenant(%s)", [tenant_id])
                if keys:
                    connection.execute("select dom360.use_encryption_keys(%s)", [keys.for_database])
                yield connection
            finally:
                connection.rollback()

        yield open_session
