"""Bodies of the web chat's endpoints."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from dom360.conversations.schemas import MessageRole
from dom360.kit.patch import Patch, absent
from dom360.kit.schema import Body, View
from dom360.kit.texts import Name, visible
from dom360.web_chat.models import Position

MAX_ORIGINS = 20
MAX_MESSAGE_CHARS = 4000
_PORTS = {"http": 80, "https": 443}


def origin(text: str) -> str:
    """As browsers write it: lower case, no path, no port where it is the usual one."""
    try:
        parts = urlsplit(text.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:
        raise _no_origin() from None
    odd = parts.username or parts.password or parts.query or parts.fragment or parts.path.strip("/")
    if parts.scheme not in _PORTS or not host or odd or "*" in host:
        raise _no_origin()
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (
        f":{port}" if port and port != _PORTS[parts.scheme] else ""
    )


def _no_origin() -> PydanticCustomError:
    return PydanticCustomError(
        "origin_form", "Write an origin like https://www.example.com, without a path"
    )


Origin = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(origin)]
Title = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(visible)]
Color = Annotated[
    str,
    Field(pattern=r"^#[0-9A-Fa-f]{6}$", examples=["#125f69"]),
    AfterValidator(str.lower),
]
WebAddress = Annotated[str, Field(max_length=500, pattern=r"^https?://[^\s]+$")]


class WebChatPatch(Patch):
    """Absent means unchanged, null means gone."""

    enabled: bool = absent()
    allowed_origins: Annotated[tuple[Origin, ...], Field(max_length=MAX_ORIGINS, strict=False)] = (
        absent()
    )
    title: Title | None = None
    color: Color = absent()
    position: Position = absent()
    privacy_url: WebAddress | None = None


class WebChatView(View):
    """`public_key` is null until it is first saved. It stands in the page and is no secret."""

    inbox_id: UUID
    enabled: bool
    public_key: str | None
    allowed_origins: list[str]
    title: str | None
    color: str
    position: Position
    privacy_url: str | None


class ChatConfig(View):
    """How the chat looks and greets. `title` is the company's name where none is set."""

    inbox_id: UUID
    title: str
    color: str
    position: Position
    privacy_url: str | None
    greeting: str | None
    away_message: str | None
    open_now: bool
    locale: str


class NewVisitor(Body):
    name: Name
    phone: str = Field(
        min_length=1,
        max_length=40,
        description="E.164, or as it is written in the company's country.",
    )


class VisitorSession(View):
    """The token is shown once; only its hash is stored. It names this visitor and nobody else."""

    token: str
    expires_at: datetime


class NewVisitorMessage(Body):
    message: str = Field(min_length=1, max_length=MAX_MESSAGE_CHARS)
    request_id: str = Field(
        min_length=1,
        max_length=64,
        pattern=r"^[A-Za-z0-9._:-]+$",
        description="Makes the call safe to repeat. Other visitors may use the same one.",
    )


MessageState = Literal["answering", "failed"]


class ThreadMessage(View):
    """`state` of a visitor's own message: whether it still gets its answer, or the answer failed
    and the same `request_id` may be sent again."""

    id: UUID
    conversation_id: UUID
    message_index: int
    role: MessageRole
    content: str
    created_at: datetime
    author_name: str | None = Field(description="The first name of the person who wrote it.")
    request_id: str | None
    answers: str | None = Field(description="The `request_id` of the message that this answers.")
    state: MessageState | None


class ThreadView(View):
    """What was said to this visitor, oldest first. `complete`: take it instead of what you have;
    else add it. `earlier`: there is more before it, which is not told."""

    messages: list[ThreadMessage]
    complete: bool
    earlier: bool
    last_state: MessageState | None = Field(description="Of the visitor's last message.")
    handled_by: Literal["agent", "human"]
    person_name: str | None = Field(description="The first name of who took the conversation over.")
    cursor: str = Field(description="Hand it back as Last-Event-ID, or as `after`.")
