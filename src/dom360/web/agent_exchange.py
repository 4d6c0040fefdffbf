"""What went over the wire of one call, for a person who looks into it.

Secrets are taken out wherever they stand, also where an agent repeats one in its answer.
"""

from dataclasses import dataclass, field

from dom360.protocol import AgentRequest, WireError, load_json
from dom360.web.agent_call import AgentCall, Outgoing

HIDDEN = "••••••"
# Enough to look into; what is longer would only make the page slow.
MAX_SHOWN_BYTES = 256_000


@dataclass(slots=True)
class Exchange:
    """`answer` is None where none came, or none in JSON; `status` where nobody was reached."""

    request: dict[str, object] | None = None
    status: int | None = None
    answer: object = None
    _secrets: tuple[str, ...] = field(default=(), repr=False)

    def sent(self, call: AgentCall, outgoing: Outgoing) -> None:
        self._secrets = _secrets_of(call)
        self.request = {
            "method": "POST",
            "url": str(outgoing.url),
            "headers": self._clean(outgoing.headers),
            "body": self._read(outgoing.body),
        }

    def heard(self, raw: bytes | bytearray) -> None:
        """The whole answer: the body, or what the stream's last event held."""
        self.answer = self._read(raw)

    def shown(self) -> dict[str, object]:
        return {"request": self.request, "status": self.status, "answer": self.answer}

    def _read(self, raw: bytes | bytearray) -> object:
        if len(raw) > MAX_SHOWN_BYTES:
            return {"left_out": f"{len(raw)} bytes"}
        try:
            return self._clean(load_json(raw))
        except WireError:
            return None

    def _clean(self, value: object) -> object:
        if isinstance(value, dict):
            return {self._clean(name): self._clean(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self._clean(part) for part in value]
        if isinstance(value, str):
            for secret in self._secrets:
                value = value.replace(secret, HIDDEN)
        return value


def _secrets_of(call: AgentCall) -> tuple[str, ...]:
    found = [call.agent_key]
    if isinstance(call.request, AgentRequest):
        callback, agent = call.request.callback, call.request.agent
        found.append(callback.token.get_secret_value() if callback else None)
        key = agent.model.api_key if agent and agent.model else None
        found.append(key.get_secret_value() if key else None)
    return tuple(one for one in found if one)
