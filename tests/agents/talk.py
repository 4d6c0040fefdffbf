"""A contact who talks with the built-in policy, message after message."""

import asyncio
from dataclasses import dataclass, field

from dom360.agents import TurnResult, answer_turn
from dom360.protocol import AgentRequest


@dataclass
class Talk:
    contact: str = "Maria Souza"
    tenant: str = "Horizonte"
    locale: str = "pt-BR"
    booking_url: str | None = None
    agent_type: str = "SDR"
    history: list[dict[str, object]] = field(default_factory=list)
    replies: list[TurnResult] = field(default_factory=list)

    def say(self, text: str) -> TurnResult:
        result = asyncio.run(answer_turn(self.request(text)))
        self.history += [
            {"role": "user", "content": text, "message_index": len(self.history) + 1},
            {
                "role": "assistant",
                "content": result.output.text,
                "message_index": len(self.history) + 2,
            },
        ]
        self.replies.append(result)
        return result

    def request(self, text: str) -> AgentRequest:
        return AgentRequest.model_validate(
            {
                "request_id": f"turn-{len(self.history)}",
                "tenant": {"tenant_id": 1, "name": self.tenant, "locale": self.locale},
                "routing": {"inbox_id": 2, "agent_type": self.agent_type},
                "message": {"content": text},
                "sender": {"phone_e164": "+5511987654321", "name": self.contact},
                "conversation": {"id": 3, "history": self.history},
                "calendar_booking": {
                    "enabled": self.booking_url is not None,
                    "booking_url": self.booking_url,
                },
            }
        )

    @property
    def texts(self) -> list[str]:
        return [reply.output.text for reply in self.replies]

    @property
    def fields(self) -> dict[str, object]:
        learned = self.replies[-1].output.structured["fields"]
        assert isinstance(learned, dict)
        return {name: found["value"] for name, found in learned.items()}
