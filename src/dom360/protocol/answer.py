"""What an agent service answers, and how it describes itself."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    JsonValue,
    ValidationInfo,
    field_validator,
    model_validator,
)

from dom360.protocol.codes import AgentErrorCode
from dom360.protocol.request import is_blank
from dom360.protocol.wire import Count, Flag, Id, Wire

API_VERSION = "1"
# How many milliseconds the Backend waits for an answer; only the platform's own agents are told.
TIMEOUT_HEADER = "X-Agent-Timeout-Ms"
# More than any context window: a larger number is a broken agent, not a long conversation.
MAX_TOKENS = 10_000_000
MAX_ITEMS = 200

Tokens = Annotated[int, Field(strict=True, ge=0, le=MAX_TOKENS)]


class ToolRefusal(Wire):
    """Why a tool did not do it, in the words of the one who refused."""

    code: str | None = Field(None, max_length=100)
    message: str | None = Field(None, max_length=2000)
    details: dict[str, JsonValue] | None = None


class ToolCall(Wire):
    """One call that the agent made. On the wire it may be the bare name."""

    name: str = Field(min_length=1, max_length=200)
    arguments: dict[str, JsonValue] | None = None
    ok: Flag | None = None
    ms: Count | None = None
    refusal: ToolRefusal | None = None


def _name_to_call(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _count_or_nothing(value: object) -> object:
    """Agents that were there before may mean something else by it: that costs no answer."""
    return value if type(value) is int and value >= 0 else None


class RagHit(Wire):
    """`position`: the passage's place in its document, counted from 0. Not required."""

    doc_id: Id
    score: float | None = Field(None, strict=True)
    snippet: str | None = None
    source: str | None = None
    position: Annotated[Count | None, BeforeValidator(_count_or_nothing)] = None


class AgentOutput(Wire):
    text: str = ""
    tool_calls: list[Annotated[ToolCall, BeforeValidator(_name_to_call)]] = Field(
        default_factory=list, max_length=MAX_ITEMS
    )
    rag_context: list[RagHit] = Field(default_factory=list, max_length=MAX_ITEMS)
    structured: dict[str, JsonValue] = Field(default_factory=dict)


class AgentUsage(Wire):
    """Tokens of one answer. `total_tokens` is always input plus output.

    Cached tokens are a part of the input (some services count them beside it), so they don't enter
    the sum. A total that disagrees with its parts is replaced: metering adds up the parts.
    """

    input_tokens: Tokens
    output_tokens: Tokens
    cached_tokens: Tokens = 0
    total_tokens: Annotated[int, Field(strict=True, ge=0, le=2 * MAX_TOKENS)] = Field(
        default=0, validate_default=True
    )
    model: str = Field("unknown", min_length=1, max_length=200)

    @field_validator("total_tokens")
    @classmethod
    def _sum(cls, value: int, info: ValidationInfo) -> int:
        parts = info.data
        if "input_tokens" not in parts or "output_tokens" not in parts:
            return value  # the parts' own errors are reported
        total: int = parts["input_tokens"] + parts["output_tokens"]
        return total


class Handoff(Wire):
    """The agent asks that a person takes over."""

    reason: str = Field("", max_length=2000)


class NextAction(Wire):
    reply_to_user: Flag = True
    reply_type: str = Field("text", max_length=50)
    handoff: Handoff | None = None


class AgentAnswer(Wire):
    trace_id: str = Field("", max_length=200)
    request_id: Id | None = None
    agent_output: AgentOutput
    usage: AgentUsage
    latency_ms: Count = 0
    session: Id | None = None
    next_action: NextAction = NextAction()

    @model_validator(mode="after")
    def _a_reply_has_words(self) -> Self:
        if self.next_action.reply_to_user and is_blank(self.agent_output.text):
            raise ValueError("agent_output.text is empty although reply_to_user is true")
        return self


class AgentError(Wire):
    code: AgentErrorCode
    message: str = ""
    details: dict[str, JsonValue] = Field(default_factory=dict)

    @field_validator("code", mode="before")
    @classmethod
    def _unknown_is_internal(cls, value: object) -> object:
        # Other services may have codes of their own; to us those are all "it failed inside".
        known = isinstance(value, str) and value in AgentErrorCode.__members__
        return value if known else AgentErrorCode.INTERNAL_ERROR


class AgentErrorAnswer(Wire):
    """The envelope of every error. The nulls are part of the format."""

    trace_id: str = Field("", max_length=200)
    request_id: Id | None = None
    agent_output: None = None
    usage: None = None
    latency_ms: Count = 0
    session: None = None
    next_action: NextAction = NextAction(reply_to_user=False)
    error: AgentError

    def to_wire_dict(self) -> dict[str, object]:
        shown = self.model_dump(mode="json")
        shown["next_action"] = self.next_action.to_wire_dict()
        return shown


class HealthDetails(Wire):
    knowledge_base: str
    agent: str


class HealthView(Wire):
    status: Literal["ok", "degraded", "error"]
    model: str
    version: str
    timestamp: datetime
    details: HealthDetails


class RateLimits(Wire):
    """Null means that there is no such limit."""

    requests_per_minute: int | None = None
    requests_per_hour: int | None = None


class AgentConfig(Wire):
    api_version: str
    agent_types: list[str]
    capabilities: dict[str, list[str]]
    rate_limits: RateLimits = RateLimits()
    supported_languages: list[str]

    def to_wire_dict(self) -> dict[str, object]:
        return self.model_dump(mode="json")
