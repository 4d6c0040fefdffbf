import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from dom360.launch.parts import answers
from dom360.launch.postgres import free_port
from dom360.settings import environment

DRIVER = Path(__file__).with_name("drive_up.py")
# Never connected to: migrations and seed are fakes here.
OWN_DATABASE = {
    "DATABASE_URL": "postgresql://owner:secret@127.0.0.1:1/dom360",
    "DATABASE_APP_URL": "postgresql://dom360_app:secret@127.0.0.1:1/dom360",
}


class Up:
    """One `dom360 up` with fake services, in a process of its own."""

    def __init__(self, state, dist, ports):
        self.state, self.dist, self.ports = state, dist, ports
        self.processes = []

    def start(self, *manners, ready=True, own_database=False):
        names = {f"DOM360_{part}_PORT": str(port) for part, port in self.ports.items()}
        env = environment(
            without=["DATABASE_URL", "DATABASE_APP_URL"],
            DOM360_STATE_DIR=str(self.state),
            DOM360_FRONTEND_DIST=str(self.dist),
            COLUMNS="200",
            **names,
            **(OWN_DATABASE if own_database else {}),
        )
        command = [sys.executable, str(DRIVER), *manners]
        process = subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.processes.append(process)
        if ready:
            self.wait_until_ready(process)
        return process

    def wait_until_ready(self, process):
        url = f"http://127.0.0.1:{self.ports['FRONTEND']}/"
        deadline = time.monotonic() + 30
        while not answers(url) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.2)
        assert process.poll() is None, process.stdout.read()

    def family(self):
        return [one.pid for one in psutil.Process(self.processes[-1].pid).children(recursive=True)]

    def clean(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
            process.stdout.close()


@pytest.fixture
def up(state, tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html>")
    ports = {part: free_port() for part in ("FRONTEND", "BACKEND", "AGENT", "DATABASE")}
    up = Up(state, tmp_path, ports)
    yield up
    up.clean()


def test_a_first_start_shows_the_sign_in_once_and_ctrl_c_leaves_nothing(up, gone):
    first = up.start()
    family = up.family()
    first.send_signal(signal.SIGINT)
    said, _ = first.communicate(timeout=60)

    assert first.returncode == 130
    assert "ana@acme.test  acme-secret" in said
    assert "master@dom360.test  master-secret" in said
    assert re.findall(r"✓ (\w+) stopped", said) == ["frontend", "backend", "agent", "postgres"]
    gone(family, seconds=1)

    started = time.monotonic()
    second = up.start()
    assert time.monotonic() - started < 10
    second.terminate()
    said, _ = second.communicate(timeout=60)

    assert second.returncode == 128 + signal.SIGTERM
    assert "secret" not in said
    assert "first-run.json" in said


def test_first_run_json_tells_scripts_what_they_need(up):
    up.start()
    file = up.state / "first-run.json"

    told = json.loads(file.read_text())

    assert file.stat().st_mode & 0o777 == 0o600
    assert told["frontend_url"] == f"http://localhost:{up.ports['FRONTEND']}"
    assert told["database_url"].startswith("postgresql://postgres:")
    assert told["database_app_url"].startswith("postgresql://dom360_app:")
    assert told["master"]["email"] == "master@dom360.test"
    assert [tenant["slug"] for tenant in told["tenants"]] == ["acme", "zeta"]


def test_the_crash_of_one_part_stops_all_and_names_it(up, gone):
    process = up.start("backend=crash", ready=False)
    said, _ = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "The backend ended with exit code 3" in said
    assert "something broke" in said
    assert str(up.state / "logs" / "backend.log") in said.replace("\n", "")
    assert not (up.state / "run.json").exists()
    assert not (up.state / "postgres" / "data" / "postmaster.pid").exists()


def test_a_killed_supervisor_leaves_no_orphans_and_the_next_start_works(up, gone):
    killed = up.start()
    family = up.family()
    assert len(family) > 4

    killed.kill()
    killed.wait()
    again = up.start()  # at once: it waits for what is still on its way out
    gone(family, seconds=1)

    again.send_signal(signal.SIGHUP)
    assert again.wait(timeout=60) == 128 + signal.SIGHUP


def test_a_taken_port_stops_the_start_before_anything_runs(up):
    with socket.create_server(("127.0.0.1", up.ports["AGENT"])):
        process = up.start(ready=False)
        said, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert f"Port {up.ports['AGENT']} for the agent is taken" in said
    assert "DOM360_AGENT_PORT" in said
    assert not (up.state / "embedded.env").exists()


def test_a_second_up_in_the_same_place_is_refused(up):
    first = up.start(own_database=True)

    second = up.start(ready=False, own_database=True)
    said, _ = second.communicate(timeout=60)

    assert second.returncode == 1
    assert f"already up in {up.state} (pid {first.pid})" in said.replace("\n", " ")
    assert first.poll() is None


def test_an_own_database_is_used_instead_of_the_embedded_one(up):
    process = up.start(own_database=True)
    told = json.loads((up.state / "first-run.json").read_text())

    process.terminate()
    said, _ = process.communicate(timeout=60)

    assert told["database_url"] == OWN_DATABASE["DATABASE_URL"]
    assert "PostgreSQL" not in said
    assert not (up.state / "embedded.env").exists()


def test_a_second_ctrl_c_does_not_wait_for_a_deaf_part(up, gone):
    process = up.start("backend=deaf", own_database=True)
    family = up.family()

    process.send_signal(signal.SIGINT)
    time.sleep(1)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=10) == 130
    gone(family, seconds=1)


def test_an_interrupted_start_stops_what_had_started(up, gone):
    process = up.start(ready=False)
    deadline = time.monotonic() + 20
    while not (up.state / "run.json").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    family = up.family()

    os.kill(process.pid, signal.SIGTERM)

    assert process.wait(timeout=60) == 128 + signal.SIGTERM
    gone(family, seconds=1)
