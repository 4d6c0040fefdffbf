"""Databases to copy, and servers to copy them to. Made once: the tests here only read them."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from dom360.backup import dump
from dom360.db import migrations
from dom360.launch.accounts import postgres_account
from dom360.launch.home import locate_home
from dom360.launch.postgres import temporary_postgres
from dom360.settings import Settings, environment
from tests.db.tenants import StoredTenant, store_tenant
from tests.support import warm_start
from tests.support.postgres import APP_PASSWORD, Cluster, ScratchDatabase

CANARIES = ("canario-de-um", "canario-de-outro")


@pytest.fixture(scope="session")
def home() -> Path:
    """Where the embedded PostgreSQL's programs are."""
    return locate_home(Settings().state_dir, postgres_account(None))


@pytest.fixture(scope="module")
def source(cluster: Cluster) -> Iterator[ScratchDatabase]:
    """A database in use: two tenants with a row in every table."""
    with cluster.new_database() as made:
        migrations.migrate(made.owner_url, made.app_url)
        yield made


@pytest.fixture(scope="module")
def tenants(source: ScratchDatabase) -> tuple[StoredTenant, StoredTenant]:
    """Each one's name, contacts and messages carry its canary."""
    with psycopg.connect(source.owner_url, autocommit=True) as owner:
        one, other = store_tenant(owner), store_tenant(owner)
        # Its secret was made with no key, and a restore reads every secret.
        owner.execute("delete from dom360.second_factors")
        for tenant, canary in zip((one, other), CANARIES, strict=True):
            for column, table, key in (
                ("name", "tenants", "id"), ("name", "contacts", "tenant_id"),
                ("content", "messages", "tenant_id"), ("name", "users", "tenant_id"),
            ):  # fmt: skip
                owner.execute(
                    f"update dom360.{table} set {column} = %s where {key} = %s",
                    [f"{column} {canary}", tenant.tenant_id],
                )
    return one, other


@pytest.fixture(scope="module")
def copy(
    source: ScratchDatabase,
    tenants: tuple[StoredTenant, StoredTenant],
    home: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A backup of it."""
    target = tmp_path_factory.mktemp("backups")
    return dump.backup(source.owner_url, target, home=home, tell=lambda _: None)


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[ScratchDatabase]:
    with cluster.new_database(template=None) as made:
        yield made


@contextmanager
def fresh_cluster() -> Iterator[tuple[Cluster, ScratchDatabase]]:
    """Another server, which never heard of DOM360, with an empty database."""
    with temporary_postgres(Settings().state_dir) as server:
        url = f"postgresql://dom360_app:{APP_PASSWORD}@127.0.0.1:{server.port}/dom360"
        yield Cluster(server, server.installation), ScratchDatabase(server.url(), url)


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def dom360() -> Run:
    """The command line, as its users meet it."""

    def run(
        *arguments: str, database: ScratchDatabase, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        addresses = {"DATABASE_URL": database.owner_url, "DATABASE_APP_URL": database.app_url}
        return warm_start.dom360(arguments, environment(**addresses), said=stdin)

    return run
