import os
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from dom360.launch import home as homes
from dom360.launch.errors import LaunchError
from dom360.launch.home import outside_home, postgres_home
from dom360.launch.installation import ensure_installation
from dom360.launch.postgres import EmbeddedPostgres

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands PostgreSQL to another user")
HOLDER = """
import sys, time
from pathlib import Path
from dom360.launch.postgres import temporary_postgres
with temporary_postgres(Path(sys.argv[1])) as server:
    print(server.process.pid, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def cluster(state, installation, account):
    return EmbeddedPostgres(
        postgres_home(state, account), installation, password="first", fsync=False, account=account
    )


def test_the_server_is_set_up_as_the_hardening_rules_say(postgres):
    wanted = {
        "listen_addresses": "127.0.0.1",
        "password_encryption": "scram-sha-256",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "data_checksums": "on",
        "server_encoding": "UTF8",
        "jit": "off",
    }

    with psycopg.connect(postgres.superuser_url) as connection:
        found = {name: _show(connection, name) for name in wanted}
        methods = connection.execute("select distinct auth_method from pg_hba_file_rules")

        assert found == wanted
        assert methods.fetchall() == [("scram-sha-256",)]


def test_the_extensions_are_there(postgres):
    with psycopg.connect(postgres.superuser_url) as connection:
        for extension in ("pgcrypto", "vector", "pg_trgm", "unaccent"):
            connection.execute(f"create extension {extension}")


def test_fsync_is_on_unless_a_test_says_otherwise(state, installation, account):
    home = postgres_home(state, account)

    with (
        EmbeddedPostgres(home, installation, password="first", account=account) as server,
        psycopg.connect(server.superuser_url) as connection,
    ):
        assert _show(connection, "fsync") == "on"
        assert _show(connection, "full_page_writes") == "on"


def test_a_second_start_finds_the_data_and_is_fast(cluster):
    with cluster, psycopg.connect(cluster.superuser_url) as connection:
        connection.execute("create table kept as select 42 as answer")

    started = time.monotonic()
    with cluster, psycopg.connect(cluster.superuser_url) as connection:
        assert time.monotonic() - started < 5
        assert connection.execute("select answer from kept").fetchone() == (42,)


def test_a_password_that_does_not_fit_the_data_is_explained(cluster):
    with cluster:
        pass

    cluster.password = "second"

    with pytest.raises(LaunchError, match="make reset"):
        cluster.start()
    assert not (cluster.data / "postmaster.pid").exists()


def test_data_of_another_major_version_is_left_alone(cluster):
    with cluster:
        pass
    (cluster.data / "PG_VERSION").write_text("15\n")

    with pytest.raises(LaunchError, match="written by PostgreSQL 15"):
        cluster.start()


def test_a_server_that_cannot_start_says_why(cluster, postgres):
    cluster.port = postgres.port

    with pytest.raises(LaunchError, match="could not bind"):
        cluster.start()


def test_an_initdb_that_was_cut_short_is_done_again(cluster):
    (cluster.home / "data.unfinished").mkdir(parents=True)
    (cluster.home / "data.unfinished" / "half").touch()

    with cluster:
        assert cluster.returncode() is None


def test_the_server_ends_with_a_killed_test_run(state, gone):
    command = [sys.executable, "-c", HOLDER, str(state)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    server = psutil.Process(int(holder.stdout.readline()))
    family = [server.pid, *(one.pid for one in server.children())]

    holder.kill()
    holder.wait()

    gone(family)


@as_root
def test_root_hands_the_server_to_somebody_else(postgres, installation):
    assert psutil.Process(postgres.process.pid).uids().effective != 0
    assert Path(installation.program("postgres")).stat().st_uid == 0


@as_root
def test_a_closed_checkout_gets_its_home_elsewhere(tmp_path, account, monkeypatch):
    elsewhere = Path("/var/tmp") / f"dom360-test-{secrets.token_hex(4)}"
    monkeypatch.setattr(homes, "SHARED_STATE", elsewhere)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    state_dir = closed / ".dom360"
    try:
        home = postgres_home(state_dir, account)
        installation = ensure_installation(home)

        with EmbeddedPostgres(home, installation, password="x", fsync=False, account=account):
            assert home.is_relative_to(elsewhere)
        assert outside_home(state_dir) == home
    finally:
        shutil.rmtree(elsewhere)


@as_root
def test_a_home_follows_a_moved_checkout_but_not_a_copied_one(tmp_path, account, monkeypatch):
    monkeypatch.setattr(homes, "SHARED_STATE", tmp_path / "elsewhere")
    tmp_path.chmod(0o700)
    original = tmp_path / "original"
    home = postgres_home(original, account)
    shutil.copytree(original, tmp_path / "copy")

    assert outside_home(tmp_path / "copy") is None
    assert postgres_home(tmp_path / "copy", account) != home

    original.rename(tmp_path / "moved")
    assert postgres_home(tmp_path / "moved", account) == home


def _show(connection, name):
    return connection.execute(f"show {name}").fetchone()[0]
