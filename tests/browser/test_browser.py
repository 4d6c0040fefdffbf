"""The product in a real browser: frontend, backend, agents and database as users meet them."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dom360.settings import Settings
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.world import PASSWORD, Maker, TenantWorld

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def services_of_product(database: ScratchDatabase, log_dir: Path) -> Iterator[tuple[str, str]]:
    """The page's address and the backend's. The agents are the product's own, not the fake one."""
    with (
        services.agent(log_dir) as agent,
        services.backend(database, agent.url, log_dir) as backend,
        services.frontend(backend, log_dir) as frontend,
    ):
        yield frontend.url.replace("127.0.0.1", "localhost"), backend.url


@pytest.fixture
def product(services_of_product: tuple[str, str]) -> str:
    return services_of_product[0]


@pytest.fixture
def backend_url(services_of_product: tuple[str, str]) -> str:
    return services_of_product[1]


async def test_journeys(product: str, make: Maker):
    world = await make.tenant()
    await run_journeys("chat.test.mjs", product, EMAIL=world.admin_email)


@pytest.fixture(scope="module")
def inbox_page(backend: services.Service, log_dir: Path) -> Iterator[str]:
    """The same before the agent that does what it is told: it can be made to take its time."""
    with services.frontend(backend, log_dir) as frontend:
        yield frontend.url.replace("127.0.0.1", "localhost")


async def test_operators_at_work(
    inbox_page: str, backend: services.Service, fake_agent: FakeAgent, make: Maker
):
    world = await make.tenant()
    await run_journeys(
        "inbox.test.mjs",
        inbox_page,
        EMAIL=world.admin_email,
        VIEWER=await make.person(world.tenant_id, "VIEWER"),
        BACKEND_URL=backend.url,
        AGENT_URL=fake_agent.url,
        API_KEY=world.api_key,
        INBOX_ID=str(world.inbox_id),
    )


async def test_budgets(product: str, backend_url: str, make: Maker):
    world = await make.tenant()
    await run_journeys("budgets.test.mjs", product, **await _company(world, backend_url, make))


@pytest.mark.timeout(240)
async def test_dashboards(product: str, backend_url: str, make: Maker):
    world = await make.tenant()
    await make.tenant()  # whom only the platform's administrators see
    await run_journeys(
        "dashboards.test.mjs",
        product,
        **await _company(world, backend_url, make),
        MASTER=await make.master(),
        SLUG=world.slug,
    )


async def _company(world: TenantWorld, backend_url: str, make: Maker) -> dict[str, str]:
    return {
        "EMAIL": world.admin_email,
        "VIEWER": await make.person(world.tenant_id, "VIEWER"),
        "BACKEND_URL": backend_url,
        "API_KEY": world.api_key,
        "INBOX_ID": str(world.inbox_id),
    }


async def test_administration(product: str, make: Maker):
    world, other = await make.tenant(), await make.tenant()
    await run_journeys(
        "settings.test.mjs",
        product,
        ADMIN=world.admin_email,
        VIEWER=await make.person(world.tenant_id, "VIEWER"),
        READER=await make.person(world.tenant_id, "VIEWER"),
        MASTER=await make.master(),
        SLUG=other.slug,
        OTHER_ADMIN=other.admin_email,
    )


async def run_journeys(journeys: str, product: str, **more: str) -> None:
    pictures = REPOSITORY / "tests" / "artifacts"
    pictures.mkdir(exist_ok=True)
    tools = Settings().state_dir / "tools" / "bin"  # Node, where the machine has none
    env = {
        **os.environ,
        **more,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "BASE_URL": product,
        "PASSWORD": PASSWORD,
        "SHOTS": str(pictures),
    }

    # In a thread: the fake agent's fixtures live in this loop.
    run = await asyncio.to_thread(
        subprocess.run,
        ["node", "--test", "--test-reporter=spec", f"e2e/{journeys}"],
        cwd=REPOSITORY / "frontend",
        env=env,
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
