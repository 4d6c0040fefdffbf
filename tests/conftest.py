"""Fixtures of the whole suite. Processes end with the run; every test brings its own tenants."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import aiohttp
import pytest

from dom360.db.database import Database
from tests.doubles.fake_agent import FakeAgent
from tests.support import postgres as pg
from tests.support import services
from tests.support.ledger import assert_books_agree
from tests.support.log_files import assert_logs_keep_secrets
from tests.support.world import Client, Maker, TenantWorld

pytest_plugins = ["tests.fixtures_agent"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[pg.Cluster]:
    with pg.cluster() as made:
        yield made


@pytest.fixture(scope="session")
def database(cluster: pg.Cluster) -> Iterator[pg.ScratchDatabase]:
    """The database that the shared backend serves. The books must agree when the run ends."""
    with cluster.new_database() as made:
        yield made
        assert_books_agree(made)


@pytest.fixture(scope="session")
async def db(database: pg.ScratchDatabase) -> AsyncIterator[Database]:
    """The application's own connections, for calling its functions without HTTP."""
    connections = Database(database.app_url, pool_size=8)
    yield connections
    await connections.close()


@pytest.fixture(scope="session")
def log_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where every service of the run writes its log. When the run ends, none holds a secret."""
    made = tmp_path_factory.mktemp("logs")
    yield made
    assert_logs_keep_secrets(made)


@pytest.fixture(scope="session")
def backend(
    database: pg.ScratchDatabase, fake_agent_server: FakeAgent, log_dir: Path
) -> Iterator[services.Service]:
    """The Backend API as its users meet it: another process, real HTTP."""
    with services.backend(database, fake_agent_server.url, log_dir) as service:
        yield service


@pytest.fixture(scope="module")
def strict_backend(
    request: pytest.FixtureRequest,
    database: pg.ScratchDatabase,
    fake_agent_server: FakeAgent,
    log_dir: Path,
) -> Iterator[services.Service]:
    """A backend of the module's own, with the settings that it lists in `LIMITS`."""
    limits: dict[str, str] = request.module.LIMITS
    with services.backend(database, fake_agent_server.url, log_dir, **limits) as service:
        yield service


@pytest.fixture(scope="session")
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    connector = aiohttp.TCPConnector(limit=200)
    async with aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.DummyCookieJar()
    ) as session:
        yield session


@pytest.fixture(scope="session")
def make(db: Database) -> Maker:
    return Maker(db)


@pytest.fixture
async def tenant(make: Maker) -> TenantWorld:
    return await make.tenant()


@pytest.fixture
async def other(make: Maker) -> TenantWorld:
    """The second tenant, from whom everything must stay hidden."""
    return await make.tenant()


@pytest.fixture
def client_of(
    http: aiohttp.ClientSession, backend: services.Service, make: Maker
) -> Callable[[TenantWorld | None], Client]:
    return lambda world: Client(http, backend.url, make, world)


@pytest.fixture
def client(
    client_of: Callable[[TenantWorld | None], Client], tenant: TenantWorld, fake_agent: FakeAgent
) -> Client:
    """Calls with the tenant's API key; the agent behind behaves well unless told otherwise."""
    return client_of(tenant)


@pytest.fixture
def other_client(client_of: Callable[[TenantWorld | None], Client], other: TenantWorld) -> Client:
    return client_of(other)
