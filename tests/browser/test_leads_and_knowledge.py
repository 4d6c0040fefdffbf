"""Leads and knowledge in a real browser, with the product's own agents and a worker."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dom360.settings import Settings
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.world import PASSWORD, Maker

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Product:
    page: str
    backend: str


@pytest.fixture(scope="module")
def whole_product(database: ScratchDatabase, log_dir: Path) -> Iterator[Product]:
    # The agents' tools call the backend, so each has to know the other's address.
    port = services.free_port()
    agents = f"http://127.0.0.1:{port}"
    with (
        services.backend(database, agents, log_dir) as backend,
        services.agent(log_dir, at=port, DOM360_CALLBACK_URL=backend.url),
        services.worker(database, agents, log_dir),
        services.frontend(backend, log_dir) as frontend,
    ):
        yield Product(frontend.url.replace("127.0.0.1", "localhost"), backend.url)


@pytest.mark.timeout(260)
@pytest.mark.parametrize("journeys", ["leads", "knowledge"])
async def test_journeys(whole_product: Product, make: Maker, journeys: str):
    world = await make.tenant()
    pictures = REPOSITORY / "tests" / "artifacts"
    pictures.mkdir(exist_ok=True)
    tools = Settings().state_dir / "tools" / "bin"  # Node, where the machine has none
    env = {
        **os.environ,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "BASE_URL": whole_product.page,
        "BACKEND_URL": whole_product.backend,
        "EMAIL": world.admin_email,
        "VIEWER": await make.person(world.tenant_id, "VIEWER"),
        "PASSWORD": PASSWORD,
        "API_KEY": world.api_key,
        "INBOX_ID": str(world.inbox_id),
        "SHOTS": str(pictures),
    }

    run = await asyncio.to_thread(
        subprocess.run,
        ["node", "--test", "--test-reporter=spec", f"e2e/{journeys}.test.mjs"],
        cwd=REPOSITORY / "frontend",
        env=env,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
