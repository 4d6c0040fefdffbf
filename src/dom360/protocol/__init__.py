"""The agent protocol, version 1, as both sides import it.

The Backend API builds an `AgentRequest` and reads an `AgentAnswer`; an agent service does the
reverse. Use `Model.parse(body)` and `model.to_wire()`: they keep the rules for what may travel.
"""

from dom360.protocol.answer import (
    API_VERSION,
    TIMEOUT_HEADER,
    AgentAnswer,
    AgentConfig,
    AgentError,
    AgentErrorAnswer,
    AgentOutput,
    AgentUsage,
    Handoff,
    HealthDetails,
    HealthView,
    NextAction,
    RagHit,
    RateLimits,
    ToolCall,
    ToolRefusal,
)
from dom360.protocol.codes import AgentErrorCode
from dom360.protocol.profile import AgentProfile, ModelChoice
from dom360.protocol.request import (
    PHONE_FORMAT,
    AgentRequest,
    AgentType,
    CalendarBooking,
    Callback,
    ConversationRef,
    HistoryMessage,
    IncomingMessage,
    RagOptions,
    Routing,
    Sender,
    TenantRef,
)
from dom360.protocol.sse import SseEvent, SseLimitError, SseParser, encode_comment, encode_event
from dom360.protocol.wire import WireError, load_json

__all__ = [
    "API_VERSION",
    "PHONE_FORMAT",
    "TIMEOUT_HEADER",
    "AgentAnswer",
    "AgentConfig",
    "AgentError",
    "AgentErrorAnswer",
    "AgentErrorCode",
    "AgentOutput",
    "AgentProfile",
    "AgentRequest",
    "AgentType",
    "AgentUsage",
    "CalendarBooking",
    "Callback",
    "ConversationRef",
    "Handoff",
    "HealthDetails",
    "HealthView",
    "HistoryMessage",
    "IncomingMessage",
    "ModelChoice",
    "NextAction",
    "RagHit",
    "RagOptions",
    "RateLimits",
    "Routing",
    "Sender",
    "SseEvent",
    "SseLimitError",
    "SseParser",
    "TenantRef",
    "ToolCall",
    "ToolRefusal",
    "WireError",
    "encode_comment",
    "encode_event",
    "load_json",
]
