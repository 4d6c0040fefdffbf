"""Fixtures around the fake agent: a conftest imports both, or names this module as a plugin."""

from collections.abc import Iterator

import pytest

from tests.doubles.fake_agent import FakeAgent

__all__ = ["fake_agent", "fake_agent_server"]


@pytest.fixture(scope="session")
def fake_agent_server() -> Iterator[FakeAgent]:
    """One server for the whole run; a test takes `fake_agent`, which is clean each time."""
    with FakeAgent() as agent:
        yield agent


@pytest.fixture
def fake_agent(fake_agent_server: FakeAgent) -> Iterator[FakeAgent]:
    fake_agent_server.clear()
    yield fake_agent_server
    fake_agent_server.release()
    fake_agent_server.clear()
