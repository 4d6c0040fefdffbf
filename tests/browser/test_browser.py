"""The product in a real browser: frontend, backend, agents and database as users meet them."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dom360.settings import Settings
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.world import PASSWORD, Maker

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def product(database: ScratchDatabase, log_dir: Path) -> Iterator[str]:
    """The page's address. The agents are the product's own, not the fake one."""
    with (
        services.agent(log_dir) as agent,
        services.backend(database, agent.url, log_dir) as backend,
        services.frontend(backend, log_dir) as frontend,
    ):
        yield frontend.url.replace("127.0.0.1", "localhost")


async def test_journeys(product: str, make: Maker):
    world = await make.tenant()
    pictures = REPOSITORY / "tests" / "artifacts"
    pictures.mkdir(exist_ok=True)
    tools = Settings().state_dir / "tools" / "bin"  # Node, where the machine has none
    env = {
        **os.environ,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "BASE_URL": product,
        "EMAIL": world.admin_email,
        "PASSWORD": PASSWORD,
        "SHOTS": str(pictures),
    }

    run = subprocess.run(  # noqa: ASYNC221 - nothing else runs in this loop meanwhile
        ["node", "--test", "--test-reporter=spec", "e2e/chat.test.mjs"],
        cwd=REPOSITORY / "frontend",
        env=env,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
