"""A backend, the product's own agents and a worker, all watched by one Prometheus and collector."""

import socket
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.doubles.fake_agent import FakeAgent
from tests.doubles.fake_model import FakeModel
from tests.doubles.otlp_receiver import Receiver
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.world import Client, Maker, TenantWorld

MODEL = "traced-model"
FALLBACK = "traced-fallback"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


METRICS_PORT = free_port()
WORKER_METRICS_PORT = free_port()
AGENT_METRICS_PORT = free_port()


@pytest.fixture(scope="package")
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


@pytest.fixture(scope="package")
def watched(
    database: ScratchDatabase, fake_agent_server: FakeAgent, log_dir: Path, receiver: Receiver
) -> Iterator[services.Service]:
    env = {"DOM360_METRICS_PORT": str(METRICS_PORT), "DOM360_OTLP_ENDPOINT": receiver.url}
    with services.backend(database, fake_agent_server.url, log_dir, **env) as service:
        yield service


@pytest.fixture(scope="package")
def watched_worker(
    database: ScratchDatabase, fake_agent_server: FakeAgent, log_dir: Path, receiver: Receiver
) -> Iterator[services.Service]:
    env = {
        "DOM360_WORKER_METRICS_PORT": str(WORKER_METRICS_PORT),
        "DOM360_OTLP_ENDPOINT": receiver.url,
        "DOM360_REPAIR_INTERVAL_S": "0.2",
    }
    with services.worker(database, fake_agent_server.url, log_dir, **env) as service:
        yield service


@pytest.fixture(scope="package")
def model() -> Iterator[FakeModel]:
    with FakeModel() as running:
        yield running


@pytest.fixture(scope="package")
def watched_agent(
    log_dir: Path, receiver: Receiver, watched: services.Service, model: FakeModel
) -> Iterator[services.Service]:
    """Thinks with a scripted model of the platform, and calls its tools in the watched backend."""
    with services.agent(
        log_dir,
        DOM360_CALLBACK_URL=watched.url,
        DOM360_OTLP_ENDPOINT=receiver.url,
        DOM360_AGENT_METRICS_PORT=str(AGENT_METRICS_PORT),
        DOM360_MODEL_PROVIDER="openai",
        DOM360_MODEL_NAME=MODEL,
        DOM360_MODEL_FALLBACK=FALLBACK,
        DOM360_MODEL_BASE_URL=model.url,
        DOM360_MODEL_API_KEY="sk-of-the-platform",
    ) as service:
        yield service


@pytest.fixture
def own_agent(
    watched_agent: services.Service, database: ScratchDatabase, tenant: TenantWorld
) -> services.Service:
    """The product's own agents answer this tenant."""
    database.rows(
        "update dom360.account_vars set agents_endpoint_url = %s where tenant_id = %s",
        watched_agent.url,
        tenant.tenant_id,
    )
    return watched_agent


@pytest.fixture
def caller(
    http: aiohttp.ClientSession,
    watched: services.Service,
    make: Maker,
    tenant: TenantWorld,
    fake_agent: FakeAgent,
) -> Client:
    return Client(http, watched.url, make, tenant)
