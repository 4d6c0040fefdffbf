"""SDR and COPILOT: an island that knows the protocol and nothing of databases or HTTP.

`answer_turn(request)` is the only entrance. Today it asks the built-in policy, which needs no
model, no key and no network, and keeps no state: everything it knows stands in the request, or
comes from the tools that the caller hands in.
"""

from dom360.agents.turn import MODEL_NAME, TOOLS_CALLED, TurnResult, answer_turn

__all__ = ["MODEL_NAME", "TOOLS_CALLED", "TurnResult", "answer_turn"]
