"""The product in a real browser: frontend, backend, agents and database as users meet them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.journeys import PATIENCE_S, run_journeys
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.world import Maker, TenantWorld

pytestmark = pytest.mark.timeout(PATIENCE_S + 60)


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


async def test_budgets(product: str, backend_url: str, make: Maker):
    world = await make.tenant()
    await run_journeys("budgets", product, **await _company(world, backend_url, make))


async def test_contacts(product: str, backend_url: str, make: Maker):
    world = await make.tenant()
    await run_journeys("contacts", product, **await _company(world, backend_url, make))


async def test_dashboards(product: str, backend_url: str, make: Maker):
    world = await make.tenant()
    await make.tenant()  # whom only the platform's administrators see
    await run_journeys(
        "dashboards",
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
        "settings",
        product,
        ADMIN=world.admin_email,
        VIEWER=await make.person(world.tenant_id, "VIEWER"),
        READER=await make.person(world.tenant_id, "VIEWER"),
        MASTER=await make.master(),
        SLUG=other.slug,
        OTHER_ADMIN=other.admin_email,
    )
