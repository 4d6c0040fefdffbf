"""The fake agent, for the tests of itself."""

from tests.fixtures_agent import fake_agent, fake_agent_server

__all__ = ["fake_agent", "fake_agent_server"]
