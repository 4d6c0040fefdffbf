from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from dom360.db.database import Database
from tests.doubles.fake_agent import FakeAgent
from tests.support import postgres as pg
from tests.support.ledger import assert_books_agree
from tests.support.services import Service
from tests.support.stage import Stage, quick_backend


@pytest.fixture(scope="session")
def stage_database(cluster: pg.Cluster) -> Iterator[pg.ScratchDatabase]:
    """Apart from the shared backend's: here connections are cut and processes killed."""
    with cluster.new_database() as made:
        yield made


@pytest.fixture(scope="session")
async def stage_db(stage_database: pg.ScratchDatabase) -> AsyncIterator[Database]:
    connections = Database(stage_database.app_url, pool_size=8)
    yield connections
    await connections.close()


@pytest.fixture(scope="session")
def survivor(
    stage_database: pg.ScratchDatabase, fake_agent_server: FakeAgent, log_dir: Path
) -> Iterator[Service]:
    """A copy of the Backend API that no accident befalls."""
    with quick_backend(stage_database, fake_agent_server.url, log_dir) as service:
        yield service


@pytest.fixture
def stage(
    stage_database: pg.ScratchDatabase,
    stage_db: Database,
    survivor: Service,
    http: aiohttp.ClientSession,
    fake_agent: FakeAgent,
    log_dir: Path,
) -> Iterator[Stage]:
    """Whatever accident a test plays, the books agree when it is over."""
    made = Stage(stage_database, stage_db, survivor, http, fake_agent, log_dir)
    yield made
    made.forget_open_turns()
    fake_agent.release()
    assert_books_agree(stage_database)
