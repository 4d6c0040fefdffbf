"""What the tests start from a process that has imported the product is the same product."""

import os
import subprocess
import sys

import pytest

from dom360.settings import environment
from tests.support import warm_start

ASKED = [
    ["--version"],
    ["no-such-command"],
    ["db", "status"],
    ["tenant", "set-agent-key", "acme"],
]


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_a_command_says_the_same_and_ends_the_same(asked: list[str]):
    env = environment(
        without=["DATABASE_URL", "DATABASE_APP_URL"],
        DOM360_STATE_DIR=os.devnull,
        DATABASE_APP_URL="postgresql://dom360_app@127.0.0.1:1/none",
        COLUMNS="100",
    )

    warm = warm_start.dom360(asked, env, said="a key\n")
    cold = subprocess.run(
        [sys.executable, "-m", "dom360", *asked],
        env=env,
        input="a key\n",
        capture_output=True,
        text=True,
    )

    assert cold.stdout + cold.stderr
    assert (warm.returncode, warm.stdout, warm.stderr) == (
        cold.returncode,
        cold.stdout,
        cold.stderr,
    )


def test_a_start_that_is_cold_is_noticed(monkeypatch):
    monkeypatch.setattr(warm_start, "IMPORTED", ("dom360.not_there",))

    with pytest.raises(AssertionError, match="started cold"):
        warm_start._dom360([], {}, [])
