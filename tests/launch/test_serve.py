import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from dom360.launch.parts import answers
from dom360.launch.postgres import free_port
from dom360.launch.serve import GRACEFUL_SECONDS
from dom360.settings import environment

SERVER = """
import sys
from dom360.launch.ports import PortUse
from dom360.launch.serve import _serve_asgi
use = PortUse("backend", int(sys.argv[1]), "DOM360_BACKEND_PORT", "127.0.0.1")
_serve_asgi(f"fake_app:{sys.argv[2]}", use, workers=int(sys.argv[3]))
"""


@pytest.fixture
def serve():
    started = []

    def start(port, *, factory="create_app", workers=1):
        command = [sys.executable, "-c", SERVER, str(port), factory, str(workers)]
        env = environment(PYTHONPATH=str(Path(__file__).parent))
        started.append(subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        # A worker that lives on would hold the pipe.
        process.communicate(timeout=20)


def test_a_service_ends_on_sigterm_with_its_workers(serve, gone):
    port = free_port()
    main = serve(port, workers=2)
    _wait_until_answers(port)
    workers = [one.pid for one in psutil.Process(main.pid).children(recursive=True)]

    main.terminate()

    assert main.wait(timeout=12) == 0
    assert len(workers) == 2
    gone(workers, seconds=1)


def test_workers_do_not_outlive_a_killed_main_process(serve, gone):
    port = free_port()
    main = serve(port, workers=2)
    _wait_until_answers(port)
    workers = [one.pid for one in psutil.Process(main.pid).children(recursive=True)]

    main.kill()
    main.wait()

    gone(workers)


def test_a_worker_that_lost_its_signal_does_not_outlive_the_main_process_either(serve, gone):
    port = free_port()
    main = serve(port, factory="deaf")
    _wait_until_answers(port)
    worker = _worker_of(port)

    main.kill()
    main.wait()

    gone([worker], seconds=GRACEFUL_SECONDS + 3)


def test_a_single_worker_that_dies_takes_the_service_with_it(serve):
    port = free_port()
    main = serve(port)
    _wait_until_answers(port)

    psutil.Process(_worker_of(port)).send_signal(signal.SIGKILL)

    assert main.wait(timeout=10) == 1


def test_one_of_several_workers_is_replaced(serve):
    port = free_port()
    main = serve(port, workers=2)
    _wait_until_answers(port)
    killed = _worker_of(port)

    psutil.Process(killed).send_signal(signal.SIGKILL)
    time.sleep(1)

    assert main.poll() is None
    assert _worker_of(port) != killed


def test_an_application_that_does_not_load_ends_the_service(serve):
    main = serve(free_port(), factory="broken")

    _, said = main.communicate(timeout=10)

    assert main.returncode == 1
    assert "this application does not load" in said


def test_a_service_refuses_a_port_that_another_one_serves(serve):
    port = free_port()
    serve(port)
    _wait_until_answers(port)

    second = serve(port)
    _, said = second.communicate(timeout=10)

    assert second.returncode == 1
    assert f"Port {port} for the backend is taken" in said


def _wait_until_answers(port):
    deadline = time.monotonic() + 15
    while not answers(f"http://127.0.0.1:{port}/") and time.monotonic() < deadline:
        time.sleep(0.05)


def _worker_of(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as response:
        return int(response.read())
