"""The conversation as a model reads it: contact and agent in turn, the contact first."""

from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelResponse,
    TextPart,
    UserPromptPart,
)

from dom360.agents.memory import CONTACT_ROLES, recent
from dom360.agents.text import MAX_READ_CHARS
from dom360.protocol import AgentRequest

# Some providers refuse a conversation that the agent begins.
_BEGINNING = "…"
# The message to answer may be long; beyond this a model gets no wiser.
_MOST_CHARS = 12_000


def messages_of(request: AgentRequest, prompt: str) -> list[ModelMessage]:
    """Whoever wrote for the company (agent, operator, the platform) is on the agent's side."""
    turns: list[tuple[bool, str]] = []
    for message in recent(request):
        text = message.content[:MAX_READ_CHARS].strip()
        if text:
            _add(turns, message.role.lower() in CONTACT_ROLES, text)
    _add(turns, True, request.message.content[:_MOST_CHARS])
    if not turns[0][0]:
        turns.insert(0, (True, _BEGINNING))
    return [_message(theirs, text, prompt) for theirs, text in turns]


def _add(turns: list[tuple[bool, str]], theirs: bool, text: str) -> None:
    """Several messages of one side in a row become one: not every provider takes them apart."""
    if turns and turns[-1][0] == theirs:
        turns[-1] = (theirs, f"{turns[-1][1]}\n\n{text}")
    else:
        turns.append((theirs, text))


def _message(theirs: bool, text: str, prompt: str) -> ModelMessage:
    if theirs:
        return ModelRequest(parts=[UserPromptPart(content=text)], instructions=prompt)
    return ModelResponse(parts=[TextPart(content=text)])
