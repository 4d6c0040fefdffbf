"""The tools of a turn in a model's hands: what it asks for is checked, counted, and fenced."""

import hashlib
import json
from typing import Any

from pydantic_ai.messages import ToolCallPart
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.tools import ToolDefinition

from dom360.agents.knowledge import CALL as SEARCH
from dom360.agents.model.fence import fence
from dom360.agents.thinking import Tell
from dom360.agents.tools import ModelTools, ToolOffer
from dom360.protocol import Handoff, RagHit, ToolCall, WireError, load_json
from dom360.protocol.wire import check_storable

HAND_OVER = "hand_to_human"
QUALIFY = "update_qualification"
_MOST_ARGUMENT_BYTES = 20_000
_MOST_HITS = 20
_REASON_CHARS = 500
_FAREWELL_CHARS = 4_000


class Toolbox:
    """`handoff` and `farewell` are set when the model passed the conversation on."""

    def __init__(
        self, tools: ModelTools | None, offers: list[ToolOffer], limit: int, tell: Tell
    ) -> None:
        self._tools = tools
        self._offers = {offer.name: offer for offer in offers}
        self._limit = limit
        self._tell = tell
        self._asked = 0
        self.hits: list[RagHit] = []
        self.learned: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.handoff: Handoff | None = None
        self.farewell: str | None = None

    @property
    def offered(self) -> bool:
        return bool(self._offers)

    @property
    def exhausted(self) -> bool:
        return self._asked >= self._limit

    @property
    def names_called(self) -> list[str]:
        return [call.name for call in self._tools.made] if self._tools is not None else []

    def parameters(self) -> ModelRequestParameters:
        return ModelRequestParameters(
            function_tools=[
                ToolDefinition(
                    name=offer.name,
                    description=offer.description,
                    parameters_json_schema=offer.schema,
                    strict=False,
                )
                for offer in self._offers.values()
            ]
        )

    async def run(self, call: ToolCallPart) -> str:
        """What the model gets back. Never raises for what the model did wrong: it is told."""
        if self.exhausted:
            return _refusal("No more tool calls in this turn. Answer with what you know.")
        self._asked += 1
        if call.tool_name not in self._offers or self._tools is None:
            return _refusal(f"There is no such tool. There are: {', '.join(self._offers)}.")
        arguments = _arguments(call)
        if arguments is None:
            return _refusal("The arguments are no valid JSON object. Call the tool again.")
        if call.tool_name == HAND_OVER:
            return self._hand_over(self._tools, arguments)
        return await self._call(self._tools, call.tool_name, arguments)

    async def _call(self, tools: ModelTools, name: str, arguments: dict[str, Any]) -> str:
        outcome = await tools.ask(name, arguments, call_id=_call_id(name, arguments))
        self._tell("tool_call", tools.made[-1].to_wire_dict())
        if outcome.result is None:
            told = outcome.refusal.message if outcome.refusal else None
            told = told or "The tool cannot be reached. Answer without it."
            return _refusal(f"{told} {outcome.errors}".strip())
        if name == SEARCH:
            self._found(outcome.result)
        elif name == QUALIFY:
            self.learned.append((arguments, outcome.result))
        return fence(outcome.result)

    def _hand_over(self, tools: ModelTools, arguments: dict[str, Any]) -> str:
        """Not sent to the Backend: it would drop this turn's answer. The answer itself asks for it,
        and the conversation goes to a person together with its last words."""
        reason, farewell = arguments.get("reason"), arguments.get("farewell")
        if not isinstance(reason, str) or not reason.strip():
            return _refusal("Say the reason. Call the tool again.")
        self.handoff = Handoff(reason=reason.strip()[:_REASON_CHARS])
        if isinstance(farewell, str) and farewell.strip():
            self.farewell = farewell.strip()[:_FAREWELL_CHARS]
        tools.made.append(ToolCall(name=HAND_OVER, arguments=arguments, ok=True, ms=0))
        self._tell("tool_call", tools.made[-1].to_wire_dict())
        return fence({"handed_over": True, "next": "Say goodbye in one sentence, no question."})

    def _found(self, result: dict[str, Any]) -> None:
        for one in result.get("passages", []):
            if len(self.hits) < _MOST_HITS:
                hit = RagHit(
                    doc_id=one["doc_id"],
                    score=one["score"],
                    snippet=one["snippet"],
                    source=one["source"],
                    position=one.get("position"),
                )
                self.hits.append(hit)
                self._tell("rag_context", hit.to_wire_dict())


def _arguments(call: ToolCallPart) -> dict[str, Any] | None:
    """As the model wrote them; None for what is no storable JSON object."""
    raw = call.args
    if isinstance(raw, str):
        if len(raw.encode(errors="ignore")) > _MOST_ARGUMENT_BYTES:
            return None
        try:
            raw = load_json(raw.encode(errors="replace") or b"{}")  # type: ignore[assignment]
        except WireError:
            return None
    found: Any = raw if raw is not None else {}
    if not isinstance(found, dict):
        return None
    try:
        check_storable(found)
    except WireError:
        return None
    return found


def _call_id(name: str, arguments: dict[str, Any]) -> str:
    """From what is asked: the same call acts once in a turn, also when the turn is repeated."""
    said = json.dumps([name, arguments], sort_keys=True)
    return f"model-{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _refusal(text: str) -> str:
    return fence({"refused": text})
