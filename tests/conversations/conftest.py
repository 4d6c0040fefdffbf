"""Held turns, as the agents' tests have them."""

from tests.agent_tools.conftest import sdr, start_turn

__all__ = ["sdr", "start_turn"]
