"""Our own Agent API, with the backend whose tools it may call."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.world import Client

AnsweredBy = Callable[[Client, str], None]


@pytest.fixture(scope="module")
def own_agents(backend: services.Service, log_dir: Path) -> Iterator[services.Service]:
    with services.agent(log_dir, DOM360_CALLBACK_URL=backend.url) as service:
        yield service


@pytest.fixture
def answered_by(database: ScratchDatabase) -> AnsweredBy:
    """Sends the turns of the client's tenant to the agents at an address."""

    def send(client: Client, url: str) -> None:
        assert client.world
        database.rows(
            "update dom360.account_vars set agents_endpoint_url = %s where tenant_id = %s",
            url,
            client.world.tenant_id,
        )

    return send
