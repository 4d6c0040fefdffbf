import json
import subprocess
import sys

import pytest

from dom360.cli.main import app
from dom360.launch.doctor.database import check_role
from dom360.launch.postgres import free_port
from dom360.settings import Settings, environment

COMMANDS = ["", "up", "serve", "serve backend", "serve agent", "serve worker", "serve frontend",
            "db", "db psql", "doctor", "reset"]  # fmt: skip

TAUGHT_BY_EXAMPLE = {"", "up", "serve", "db", "doctor", "reset"}
HELP_AND_TELL = """
import sys
from dom360.cli.main import app
app(["--help"], result_action="return_value")
heavy = ("fastapi", "psycopg", "granian", "aiohttp", "alembic", "pydantic")
print([name for name in heavy if name in sys.modules])
"""
SPY_ON_PSQL = """
import os
from dom360.cli.main import app
os.execvpe = lambda program, argv, env: print(argv, env["PGPASSWORD"], env["PGPORT"])
app(["db", "psql", "--", "-c", "select 1"])
"""
HOLD_THE_LOCK = """
import sys, time
from pathlib import Path
from dom360.launch.run_record import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(30)
"""


def dom360(*arguments, **env):
    clean = environment(without=["DATABASE_URL", "DATABASE_APP_URL"], COLUMNS="100", **env)
    command = [sys.executable, "-m", "dom360", *arguments]
    return subprocess.run(command, env=clean, capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_every_command(command, capsys):
    app([*command.split(), "--help"], result_action="return_value")

    told = capsys.readouterr().out
    assert "Usage: dom360" in told
    assert "For example:" in told or command not in TAUGHT_BY_EXAMPLE


def test_help_imports_none_of_the_heavy_libraries():
    answer = subprocess.run([sys.executable, "-c", HELP_AND_TELL], capture_output=True, text=True)

    assert answer.stdout.splitlines()[-1] == "[]"


def test_the_doctor_says_what_to_do(tmp_path):
    parts = ("FRONTEND", "BACKEND", "AGENT", "DATABASE")
    ports = {f"DOM360_{part}_PORT": str(free_port()) for part in parts}

    answer = dom360("doctor", "--json", DOM360_STATE_DIR=str(tmp_path / "none"),
                    DOM360_FRONTEND_DIST=str(tmp_path / "dist"), **ports)  # fmt: skip

    found = {finding["check"]: finding for finding in json.loads(answer.stdout)}
    assert answer.returncode == 1
    assert found["python"]["level"] == "OK"
    assert found["frontend"]["level"] == "FAIL"
    assert "make frontend" in found["frontend"]["advice"]
    assert found["agent"]["level"] == found["database"]["level"] == "WARN"
    assert all(finding["level"] == "OK" or finding["advice"] for finding in found.values())
    assert not (tmp_path / "none").exists()


def test_the_doctor_fails_on_a_database_that_does_not_answer(tmp_path):
    nobody = f"postgresql://owner:hidden-secret@127.0.0.1:{free_port()}/dom360"

    answer = dom360("doctor", DOM360_STATE_DIR=str(tmp_path), DATABASE_URL=nobody,
                    DATABASE_APP_URL=nobody)  # fmt: skip

    assert answer.returncode == 1
    assert "Check DATABASE_URL" in answer.stdout
    assert "hidden-secret" not in answer.stdout


def test_the_doctor_refuses_an_application_role_that_is_too_strong(postgres, tmp_path):
    settings = Settings(state_dir=tmp_path, database_app_url=postgres.superuser_url)

    finding = check_role(settings)

    assert finding.level == "FAIL"
    assert "superuser, bypassrls" in finding.message


def test_psql_keeps_the_password_out_of_the_list_of_processes(postgres):
    env = environment(DATABASE_URL=postgres.superuser_url)

    answer = subprocess.run(
        [sys.executable, "-c", SPY_ON_PSQL], env=env, capture_output=True, text=True
    )
    real = dom360("db", "psql", "--", "-Atc", "show port", DATABASE_URL=postgres.superuser_url)

    argv, password, port = answer.stdout.rsplit(" ", 2)
    assert postgres.password not in argv
    assert (password, port.strip()) == (postgres.password, str(postgres.port))
    assert real.stdout.strip() == str(postgres.port), real.stderr


def test_psql_without_a_database_says_where_one_comes_from(tmp_path):
    answer = dom360("db", "psql", DOM360_STATE_DIR=str(tmp_path), PATH="/usr/bin:/bin")

    assert answer.returncode == 1
    assert "dom360 up" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_reset_asks_and_then_removes_everything_but_the_tools(tmp_path):
    for folder in ("postgres/data", "logs", "tools/bin"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "embedded.env").touch()

    asked = dom360("reset", DOM360_STATE_DIR=str(tmp_path))
    assert asked.returncode == 1
    assert str(tmp_path / "embedded.env") in asked.stdout.replace("\n", "")
    assert (tmp_path / "embedded.env").exists()

    done = dom360("reset", "--yes", DOM360_STATE_DIR=str(tmp_path))
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["tools"]


def test_reset_does_not_pull_the_floor_from_under_a_running_one(tmp_path):
    command = [sys.executable, "-c", HOLD_THE_LOCK, str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        process.stdout.readline()

        refused = dom360("reset", "--yes", DOM360_STATE_DIR=str(tmp_path))
    finally:
        process.kill()
        process.communicate()

    assert refused.returncode == 1
    assert "already up" in refused.stderr
    assert (tmp_path / "up.lock").exists()
