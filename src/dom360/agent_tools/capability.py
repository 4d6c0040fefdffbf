"""Capabilities: what an agent gets with a turn so that its tools can call back.

A signed token (JWT, HS256) for one tenant, one conversation, one attempt of one turn and a few
named scopes. It ends with the turn's lease; `open_tool_call` in the database ends it sooner, when
the turn does. Nothing else accepts it, and the tools accept nothing else.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, Self, get_args
from uuid import UUID

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import OctKey

from dom360.agent_tools.errors import CapabilityExpired, CapabilityInvalid
from dom360.conversations.schemas import AgentType
from dom360.protocol.request import Callback
from dom360.settings import SettingMissing, Settings
from dom360.turns.models import TurnState

Scope = Literal[
    "leads:own",  # the lead of this conversation's contact, and no other
    "leads:all",  # every lead of the tenant
    "crm:read",
    "conversations:read",
    "usage:read",
    "meetings:offer",
    "conversation:handoff",
    "knowledge:search",
]
# SDR talks with people from outside: whatever they talk it into, it reaches their own lead only.
SCOPES: dict[str, frozenset[Scope]] = {
    "SDR": frozenset({"leads:own", "meetings:offer", "conversation:handoff", "knowledge:search"}),
    "COPILOT": frozenset(
        {"leads:all", "crm:read", "conversations:read", "usage:read", "knowledge:search"}
    ),
}

_ALGORITHM = "HS256"
_ISSUER = "dom360"
_AUDIENCE = "dom360-agent-tools"
_MIN_SECRET_BYTES = 32
_MAX_TOKEN_CHARS = 4096
_CLAIMS = jwt.JWTClaimsRegistry(
    leeway=0,
    iss={"essential": True, "value": _ISSUER},
    aud={"essential": True, "value": _AUDIENCE},
    exp={"essential": True},
    tid={"essential": True},
    cid={"essential": True},
    trn={"essential": True},
    att={"essential": True},
    agt={"essential": True},
    scope={"essential": True},
)


@dataclass(frozen=True)
class Capability:
    """What a token says, proven by its signature."""

    tenant_id: UUID
    conversation_id: UUID
    turn_id: UUID
    attempt: int
    agent_type: AgentType
    scopes: frozenset[str]


class CapabilityIssuer:
    """Makes and reads the tokens. One for a process."""

    def __init__(self, secret: str, base_url: str) -> None:
        if len(secret.encode()) < _MIN_SECRET_BYTES:
            raise SettingMissing(
                "DOM360_CALLBACK_SECRET is too short. Give it at least 32 random characters."
            )
        self._key = OctKey.import_key(secret)
        self._base_url = base_url

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """None where there is no secret: agents answer without tools then."""
        secret = settings.callback_secret.get_secret_value() if settings.callback_secret else ""
        return cls(secret, settings.agent_callback_url) if secret else None

    def callback(self, tenant_id: UUID, turn: TurnState) -> Callback:
        """What goes to the agent of a turn that was just claimed."""
        assert turn.context is not None, "a claimed turn has its context"
        expires_at = datetime.fromisoformat(turn.context["lease_until"]).astimezone(UTC)
        agent_type: AgentType = turn.context["agent_type"]
        capability = Capability(
            tenant_id=tenant_id,
            conversation_id=turn.conversation_id,
            turn_id=turn.turn_id,
            attempt=turn.attempt,
            agent_type=agent_type,
            scopes=frozenset(SCOPES[agent_type]),
        )
        return Callback.model_validate(
            {
                "base_url": self._base_url,
                "token": self.sign(capability, expires_at),
                "expires_at": expires_at,
            }
        )

    def sign(self, capability: Capability, expires_at: datetime) -> str:
        claims: dict[str, Any] = {
            "iss": _ISSUER,
            "aud": _AUDIENCE,
            "exp": int(expires_at.timestamp()),
            "tid": str(capability.tenant_id),
            "cid": str(capability.conversation_id),
            "trn": str(capability.turn_id),
            "att": capability.attempt,
            "agt": capability.agent_type,
            "scope": " ".join(sorted(capability.scopes)),
        }
        return jwt.encode({"alg": _ALGORITHM}, claims, self._key, algorithms=[_ALGORITHM])

    def read(self, token: str) -> Capability:
        """Raises CapabilityInvalid for anything that we did not sign, CapabilityExpired."""
        if len(token) > _MAX_TOKEN_CHARS:
            raise CapabilityInvalid
        try:
            claims = jwt.decode(token, self._key, algorithms=[_ALGORITHM]).claims
            _CLAIMS.validate(claims)
            return _capability(claims)
        except ExpiredTokenError:
            raise CapabilityExpired from None
        except (JoseError, ValueError, TypeError, KeyError):
            raise CapabilityInvalid from None


def _capability(claims: dict[str, Any]) -> Capability:
    words = (claims["tid"], claims["cid"], claims["trn"], claims["agt"], claims["scope"])
    if not all(isinstance(word, str) for word in words) or type(claims["att"]) is not int:
        raise CapabilityInvalid
    if claims["agt"] not in get_args(AgentType):
        raise CapabilityInvalid
    return Capability(
        tenant_id=UUID(claims["tid"]),
        conversation_id=UUID(claims["cid"]),
        turn_id=UUID(claims["trn"]),
        attempt=claims["att"],
        agent_type=claims["agt"],
        scopes=frozenset(claims["scope"].split()),
    )
