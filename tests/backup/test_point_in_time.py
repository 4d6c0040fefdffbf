"""Point-in-time recovery, as docs/backup.md tells it: back to the moment before a mistake."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dom360.launch.accounts import give, postgres_account, run_as
from dom360.launch.home import postgres_home
from dom360.launch.installation import ensure_installation
from dom360.launch.postgres import EmbeddedPostgres
from dom360.settings import Settings


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that PostgreSQL's user can reach. The name begins with our process id, so that a
    killed run's is swept away by the next one."""
    account = postgres_account(None)
    throwaways = postgres_home(Settings().state_dir, account) / "temporary"
    throwaways.mkdir(exist_ok=True)
    made = throwaways / f"{os.getpid()}-pitr"
    made.mkdir(mode=0o755)
    give(made, account)
    yield made
    shutil.rmtree(made)


def _server(home: Path) -> EmbeddedPostgres:
    account = postgres_account(None)
    installation = ensure_installation(postgres_home(Settings().state_dir, account))
    return EmbeddedPostgres(home, installation, password="pitr", fsync=False, account=account)


def _configure(server: EmbeddedPostgres, **settings: str) -> None:
    with (server.data / "postgresql.conf").open("a") as file:
        for name, value in settings.items():
            file.write(f"\n{name} = '{value}'")


def _write(server: EmbeddedPostgres, text: str) -> str:
    """Commit a line. Returns the time right after."""
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        connection.execute("insert into said values (%s)", [text])
        time.sleep(0.1)
        row = connection.execute("select clock_timestamp()::text").fetchone()
        time.sleep(0.1)
    assert row
    return str(row[0])


def _base_backup(server: EmbeddedPostgres, target: Path) -> None:
    subprocess.run(
        [server.installation.program("pg_basebackup"), "--pgdata", str(target), "--host=127.0.0.1",
         f"--port={server.port}", "--username=postgres", "--checkpoint=fast", "--wal-method=none",
         "--no-sync"],
        env=server.installation.environment(PGPASSWORD=server.password),
        cwd="/",
        check=True,
        capture_output=True,
        **run_as(server.account),
    )  # fmt: skip


def _archive_the_rest(server: EmbeddedPostgres, archive: Path) -> None:
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        row = connection.execute("select pg_walfile_name(pg_switch_wal())").fetchone()
    assert row
    deadline = time.monotonic() + 10
    while not (archive / str(row[0])).exists():
        assert time.monotonic() < deadline, "PostgreSQL did not archive its log"
        time.sleep(0.05)


def test_a_database_goes_back_to_the_moment_before_a_mistake(place: Path):
    archive = place / "archive"
    archive.mkdir()
    give(archive, postgres_account(None))
    server = _server(place / "one")
    with server:
        pass  # makes the cluster
    _configure(server, archive_mode="on", archive_command=f"cp %p {archive}/%f")
    with server:
        with psycopg.connect(server.superuser_url) as connection:
            connection.execute("create table said (words text)")
        _write(server, "before the base backup")
        recovered = _server(place / "two")
        recovered.home.mkdir()
        give(recovered.home, server.account)
        _base_backup(server, recovered.data)
        moment = _write(server, "after it")
        _write(server, "the mistake")
        _archive_the_rest(server, archive)

    _configure(
        recovered,
        archive_mode="off",
        restore_command=f"cp {archive}/%f %p",
        recovery_target_time=moment,
        recovery_target_action="promote",
    )
    (recovered.data / "recovery.signal").touch()

    with recovered, psycopg.connect(recovered.superuser_url, autocommit=True) as connection:
        said = connection.execute("select words from said").fetchall()
    assert said == [("before the base backup",), ("after it",)]
