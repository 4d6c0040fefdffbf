"""The product in a real browser: frontend, backend, agents and database as users meet them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.journeys import PATIENCE_S, run_journeys
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.world import Maker

pytestmark = pytest.mark.timeout(PATIENCE_S + 60)


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
    await run_journeys("chat", product, EMAIL=world.admin_email)


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
        "inbox",
        inbox_page,
        EMAIL=world.admin_email,
        VIEWER=await make.person(world.tenant_id, "VIEWER"),
        BACKEND_URL=backend.url,
        AGENT_URL=fake_agent.url,
        API_KEY=world.api_key,
        INBOX_ID=str(world.inbox_id),
    )


async def test_administration(product: str, make: Maker):
    world, other = await make.tenant(), await make.tenant()
    await run_journeys(
        "settings",
        product,
        ADMIN=world.admin_email,
        VIEWER=await make.person(world.tenant_id, "VIEWER"),
        READER=await make.person(world.tenant_id, "VIEWER"),
        MASTER=await make.master(),
        SLUG=other.slug,
        OTHER_ADMIN=other.admin_email,
    )
