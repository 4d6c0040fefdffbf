"""SDR and COPILOT: an island that knows the protocol, models, and nothing of databases or HTTP.

`answer_turn(request)` is the only entrance. It answers with a model where one was chosen, else with
the built-in policy, which needs no model, no key and no network. Neither keeps any state: all that
they know stands in the request, or comes from the tools that the caller hands in.
"""

from dom360.agents.thinking import DEFAULT_SECONDS, Thinking, load_model_path
from dom360.agents.turn import (
    MODEL_NAME,
    TOOLS_CALLED,
    TurnResult,
    answer_by_policy,
    answer_turn,
)

__all__ = [
    "DEFAULT_SECONDS",
    "MODEL_NAME",
    "TOOLS_CALLED",
    "Thinking",
    "TurnResult",
    "answer_by_policy",
    "answer_turn",
    "load_model_path",
]
