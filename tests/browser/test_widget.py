"""The chat on a company's own site, in a real browser and on another origin."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from dom360.settings import Settings
from tests.browser.test_browser import run_journeys
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.world import Maker

MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def site(backend: services.Service, log_dir: Path) -> Iterator[str]:
    """Before the agent that does what it is told: it can be made to take its time."""
    with services.frontend(backend, log_dir) as frontend:
        yield frontend.url.replace("127.0.0.1", "localhost")


@pytest.mark.timeout(180)
async def test_visitors_on_a_site(
    site: str, backend: services.Service, fake_agent: FakeAgent, make: Maker
):
    world = await make.tenant()
    key = await make.key(world.tenant_id, "read", "conversations:write")
    await run_journeys(
        "widget.test.mjs",
        site,
        EMAIL=world.admin_email,
        BACKEND_URL=backend.url,
        AGENT_URL=fake_agent.url,
        API_KEY=key,
        TENANT_ID=str(world.tenant_id),
        INBOX_ID=str(world.inbox_id),
    )


def test_the_widget_is_one_small_file():
    """All of it: its styles, words and icons are inside, and it loads nothing more."""
    script = (Settings().frontend_dist / "widget.js").read_bytes()

    assert len(gzip.compress(script)) < MOST_BYTES
    assert b"import(" not in script
