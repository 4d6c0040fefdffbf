"""Migrations go up, down and up again, by anybody who may, also when they are interrupted."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from dom360.db import migrations
from dom360.db.migrations import MigrationRefused
from dom360.db.schema_dump import SCHEMA_FILE
from dom360.db.urls import BadDatabaseUrl
from dom360.errors import Dom360Error, Unavailable
from tests.db.catalogue import catalogue_of, schema_of
from tests.support.postgres import Cluster, ScratchDatabase

REVISIONS = sorted(
    file.name.split("_")[0]
    for file in (Path(migrations.__file__).parents[1] / "sql/migrations").glob("*.up.sql")
)
HEAD = REVISIONS[-1]


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[ScratchDatabase]:
    """Nothing in it yet. The roles are there: the server has other DOM360 databases."""
    with cluster.new_database(template=None) as made:
        yield made


@pytest.fixture(scope="module")
def migrated(cluster: Cluster) -> Iterator[ScratchDatabase]:
    """Migrated from nothing. Every test leaves it complete."""
    with cluster.new_database(template=None) as made:
        migrations.migrate(made.owner_url, made.app_url)
        yield made


@pytest.fixture(scope="module")
def complete(cluster: Cluster, migrated: ScratchDatabase) -> tuple[object, ...]:
    return catalogue_of(cluster, migrated)


def test_schema_sql_is_what_the_migrations_build(cluster: Cluster, migrated: ScratchDatabase):
    built = schema_of(cluster, migrated)

    assert built == SCHEMA_FILE.read_text(), "The schema changed. Run: make schema"


def test_status_before_and_after(empty: ScratchDatabase):
    before = migrations.status(empty.owner_url)

    migrations.migrate(empty.owner_url, empty.app_url)

    assert (before.current, before.head, before.up_to_date) == (None, HEAD, False)
    assert "functions/begin_turn.sql" in before.changed_objects
    after = migrations.status(empty.owner_url)
    assert (after.current, after.changed_objects, after.up_to_date) == (HEAD, (), True)


def test_asking_for_the_status_changes_nothing(cluster: Cluster, empty: ScratchDatabase):
    before = catalogue_of(cluster, empty)

    migrations.status(empty.owner_url)

    assert catalogue_of(cluster, empty) == before


def test_up_down_up_leaves_the_same_catalogue(
    cluster: Cluster, migrated: ScratchDatabase, complete: tuple[object, ...]
):
    for target in [*reversed(REVISIONS[:-1]), "base"]:
        migrations.downgrade(migrated.owner_url, target)
        current = migrations.status(migrated.owner_url).current
        assert current == (None if target == "base" else target)
    left = migrated.rows("select nspname from pg_namespace where starts_with(nspname, 'dom360')")
    migrations.migrate(migrated.owner_url, migrated.app_url)

    assert left == []
    assert catalogue_of(cluster, migrated) == complete


@pytest.mark.parametrize("target", [*REVISIONS[:-1], "base"])
def test_down_to_any_revision_and_up_again(
    cluster: Cluster, migrated: ScratchDatabase, complete: tuple[object, ...], target: str
):
    migrations.downgrade(migrated.owner_url, target)
    migrations.migrate(migrated.owner_url, migrated.app_url)

    assert catalogue_of(cluster, migrated) == complete


def test_down_from_nothing_does_nothing(empty: ScratchDatabase):
    migrations.downgrade(empty.owner_url, "base")

    assert migrations.status(empty.owner_url).current is None


def test_a_second_migration_applies_nothing(
    cluster: Cluster, migrated: ScratchDatabase, complete: tuple[object, ...]
):
    applied = "select path, sha256, applied_at from dom360.applied_objects order by 1"
    before = migrated.rows(applied)

    migrations.migrate(migrated.owner_url, migrated.app_url)

    assert migrated.rows(applied) == before
    assert catalogue_of(cluster, migrated) == complete


DAMAGES = {
    "functions/turn_lease.sql": "alter function dom360.turn_lease immutable",
    "functions/find_session.sql": "drop function dom360.find_session",
    "functions/base/set_tenant.sql": "alter function dom360.set_tenant security definer",
    "triggers/messages_t10_index.sql": "drop trigger t10_index on dom360.messages",
    "views/consumption_daily.sql": "drop view dom360.consumption_daily",
}


def test_objects_whose_text_changed_are_applied_again(
    cluster: Cluster, migrated: ScratchDatabase, complete: tuple[object, ...]
):
    for path, damage in DAMAGES.items():
        migrated.rows("update dom360.applied_objects set sha256 = 'older' where path = %s", path)
        migrated.rows(damage)
    assert sorted(migrations.status(migrated.owner_url).changed_objects) == sorted(DAMAGES)

    migrations.migrate(migrated.owner_url, migrated.app_url)

    assert catalogue_of(cluster, migrated) == complete
    assert migrations.status(migrated.owner_url).up_to_date


def test_every_object_can_be_applied_again(
    cluster: Cluster, migrated: ScratchDatabase, complete: tuple[object, ...]
):
    """A release may change any of them; one that belongs to dom360_lookup is not the owner's."""
    migrated.rows("update dom360.applied_objects set sha256 = 'older'")

    migrations.migrate(migrated.owner_url, migrated.app_url)

    assert catalogue_of(cluster, migrated) == complete


def test_two_at_once_both_succeed(
    cluster: Cluster, empty: ScratchDatabase, complete: tuple[object, ...]
):
    both = [_migrate_process(empty) for _ in range(2)]

    outputs = [process.communicate(timeout=60)[0].decode() for process in both]

    assert [process.returncode for process in both] == [0, 0], outputs
    assert catalogue_of(cluster, empty) == complete


def test_a_killed_migration_leaves_nothing_half_done(
    cluster: Cluster, migrated: ScratchDatabase, complete: tuple[object, ...]
):
    migrations.downgrade(migrated.owner_url, "0003")
    halfway = catalogue_of(cluster, migrated)

    with psycopg.connect(migrated.owner_url) as blocker:
        # 0004 has made its table by then, and waits for the foreign key's other end.
        blocker.execute("lock dom360.conversations in access exclusive mode")
        process = _migrate_process(migrated)
        backend = _wait_for_blocked(migrated)
        process.kill()
        process.wait(timeout=10)
        migrated.rows("select pg_terminate_backend(%s, 5000)", backend)

    assert catalogue_of(cluster, migrated) == halfway
    migrations.migrate(migrated.owner_url, migrated.app_url)
    assert catalogue_of(cluster, migrated) == complete


def test_an_error_takes_the_whole_migration_back(cluster: Cluster, empty: ScratchDatabase):
    # In the way of the very last step.
    empty.rows("create schema dom360_queue authorization dom360_owner")
    empty.rows("create type dom360_queue.procrastinate_job_status as enum ('todo')")
    before = catalogue_of(cluster, empty)

    with pytest.raises(psycopg.errors.DuplicateObject):
        migrations.migrate(empty.owner_url, empty.app_url)

    assert catalogue_of(cluster, empty) == before


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://someone:Geheim%40x@127.0.0.1:1/dom360",
        "postgresql://someone:Geheim@x@127.0.0.1:1/dom360",
        "postgresql://someone:Geheim/x@127.0.0.1:1/dom360",
        "postgresql://someone:Geheim?x@127.0.0.1:1/dom360",
        "postgresql://someone:Geheim#x@127.0.0.1:1/dom360",
        "postgresql://someone:Geheim%x@127.0.0.1:1/dom360",
        "postgresql://someone:Geheim@127.0.0.1:port/dom360",
        "postgresql://someone:Geheim@127.0.0.1:99999/dom360",
        "postgresql://someone:Geheim@127.0.0.1:1/dom360?Geheim=1",
        "mysql://someone:Geheim@127.0.0.1/dom360",
        "Geheim",
        "",
    ],
)
def test_a_bad_address_is_refused_without_its_password(url: str):
    app_url = "postgresql://dom360_app:x@127.0.0.1:1/dom360"

    for call in (lambda: migrations.migrate(url, app_url), lambda: migrations.status(url)):
        with pytest.raises(Dom360Error, match="DATABASE_URL") as caught:
            call()

        assert isinstance(caught.value, Unavailable | BadDatabaseUrl)
        assert "Geheim" not in f"{caught.value} {caught.value.__cause__}"


@pytest.mark.parametrize(
    "app_url", ["Geheim", "postgresql://me:Geheim@127.0.0.1/x", "postgresql://dom360_app@h/x"]
)
def test_a_bad_application_address_changes_nothing(
    cluster: Cluster, empty: ScratchDatabase, app_url: str
):
    before = catalogue_of(cluster, empty)

    with pytest.raises(BadDatabaseUrl, match="DATABASE_APP_URL") as caught:
        migrations.migrate(empty.owner_url, app_url)

    assert "Geheim" not in str(caught.value)
    assert catalogue_of(cluster, empty) == before


def test_the_command_tells_a_wrong_password_in_one_paragraph(empty: ScratchDatabase):
    wrong = empty.owner_url.replace("postgres:", "postgres:Geheim", 1)

    process = _process(ScratchDatabase(wrong, empty.app_url), "-m", "dom360", "db", "status")
    output = process.communicate(timeout=30)[0].decode()

    assert process.returncode == 1
    assert "password authentication failed" in output
    assert "Traceback" not in output
    assert "Geheim" not in output


def test_a_role_without_rights_is_told_what_to_do(cluster: Cluster, empty: ScratchDatabase):
    with _role(empty, "t_nobody") as url, pytest.raises(MigrationRefused, match="CREATEROLE"):
        migrations.migrate(url, empty.app_url)


def test_a_member_of_the_owner_migrates_what_others_set_up(
    cluster: Cluster, migrated: ScratchDatabase, complete: tuple[object, ...]
):
    migrations.downgrade(migrated.owner_url, "0002")

    with _role(migrated, "t_deployer") as url:
        with psycopg.connect(migrated.owner_url, autocommit=True) as admin:
            admin.execute("grant dom360_owner to t_deployer with inherit false")
            admin.execute(f"grant connect on database {admin.info.dbname} to t_deployer")  # type: ignore[call-overload]
        migrations.migrate(url, migrated.app_url)
        assert migrations.status(url).up_to_date

    assert catalogue_of(cluster, migrated) == complete


@contextmanager
def _role(database: ScratchDatabase, name: str) -> Iterator[str]:
    """The address of a role that signs in and has no right, for as long as the test needs it."""
    database.rows(f"create role {name} login password 'x'")
    try:
        yield f"postgresql://{name}:x@{database.owner_url.rpartition('@')[2]}"
    finally:
        database.rows(f"drop owned by {name}")
        database.rows(f"drop role {name}")


def _migrate_process(database: ScratchDatabase) -> subprocess.Popen[bytes]:
    code = (
        "import os; from dom360.db.migrations import migrate;"
        "migrate(os.environ['DATABASE_URL'], os.environ['DATABASE_APP_URL'])"
    )
    return _process(database, "-c", code)


def _process(database: ScratchDatabase, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        env={
            **os.environ,
            "DATABASE_URL": database.owner_url,
            "DATABASE_APP_URL": database.app_url,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _wait_for_blocked(database: ScratchDatabase) -> int:
    """The process id of the server's side that waits for a lock."""
    query = (
        "select pid from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = database.rows(query)
        if found:
            return int(found[0][0])
        time.sleep(0.05)
    raise AssertionError("the migration did not come to the lock")
