"""The whole product in a real browser, with its own agents and a worker, started from nothing."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.journeys import PATIENCE_S, run_journeys
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.services import from_nothing
from tests.support.world import Maker

pytestmark = pytest.mark.timeout(PATIENCE_S + 60)


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
        services.backend(database, agents, log_dir, start=from_nothing) as backend,
        services.agent(log_dir, at=port, start=from_nothing, DOM360_CALLBACK_URL=backend.url),
        services.worker(database, agents, log_dir, start=from_nothing),
        services.frontend(backend, log_dir, start=from_nothing) as frontend,
    ):
        yield Product(frontend.url.replace("127.0.0.1", "localhost"), backend.url)


@pytest.mark.parametrize("journeys", ["leads", "knowledge"])
async def test_journeys(whole_product: Product, make: Maker, journeys: str):
    world = await make.tenant()
    await run_journeys(
        journeys,
        whole_product.page,
        BACKEND_URL=whole_product.backend,
        EMAIL=world.admin_email,
        VIEWER=await make.person(world.tenant_id, "VIEWER"),
        API_KEY=world.api_key,
        INBOX_ID=str(world.inbox_id),
    )


@pytest.mark.skipif("ALL_PAGES" not in os.environ, reason="minutes; `make pages` runs it")
async def test_every_page(whole_product: Product, make: Maker):
    world, empty = await make.tenant(), await make.tenant()
    await run_journeys(
        "pages",
        whole_product.page,
        BACKEND_URL=whole_product.backend,
        ADMIN=world.admin_email,
        EMPTY=empty.admin_email,
        MASTER=await make.master(),
        API_KEY=world.api_key,
        INBOX_ID=str(world.inbox_id),
    )
