import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from dom360.launch.processes import Stopping, spawn, stop
from dom360.settings import environment

STARTER = """
import os, subprocess, sys, time
from dom360.launch.guard import command_line
sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
command = command_line(sleeper, parent=os.getpid(), sig={signal}, account=None)
if {watch}:
    command.insert(command.index("--signal"), "--watch")
child = subprocess.Popen(command, start_new_session=True)
time.sleep(1)
print(child.pid, flush=True)
time.sleep(60)
"""
FAMILY = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("ready", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("watch", [False, True], ids=["by the kernel", "by watching"])
def test_a_guarded_program_ends_with_its_killed_starter(watch, gone):
    script = STARTER.format(signal="15", watch=watch)
    starter = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    child = psutil.Process(int(starter.stdout.readline()))
    family = [child.pid, *(one.pid for one in child.children(recursive=True))]

    starter.kill()
    starter.wait()

    assert len(family) == (2 if watch else 1)
    gone(family, seconds=5)


def test_a_starter_that_is_gone_already_is_noticed(tmp_path):
    guard = [sys.executable, "-m", "dom360.launch.guard", "--signal", "15"]

    ended = subprocess.run([*guard, "--parent", "1", "--", "sleep", "60"], timeout=10)

    assert ended.returncode == -signal.SIGTERM


def test_stop_ends_the_whole_group_of_a_deaf_program(tmp_path, gone):
    log = tmp_path / "family.log"
    process = spawn([sys.executable, "-c", FAMILY], log=log, env=environment())
    _wait_for(lambda: "ready" in log.read_text())
    family = [process.pid, *(one.pid for one in psutil.Process(process.pid).children())]

    stop(process, Stopping(patience_s=0.3))

    assert len(family) == 2
    gone(family, seconds=1)


def test_stop_ends_what_outlived_its_leader(tmp_path, gone):
    log = tmp_path / "family.log"
    process = spawn([sys.executable, "-c", FAMILY], log=log, env=environment())
    _wait_for(lambda: "ready" in log.read_text())
    (orphan,) = psutil.Process(process.pid).children()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    stop(process, Stopping(patience_s=0.3))

    gone([orphan.pid], seconds=1)


def _wait_for(condition):
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert condition()
