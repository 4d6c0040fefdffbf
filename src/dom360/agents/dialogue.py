"""One turn of SDR while it is being put together."""

from dataclasses import dataclass, field

from dom360.agents.knowledge import Reading
from dom360.agents.memory import Memory
from dom360.agents.phrasing import Catalogue, Topic
from dom360.agents.text import clean_name
from dom360.agents.wording import catalogue, pick
from dom360.protocol import AgentRequest, Handoff, RagHit


@dataclass(slots=True)
class Dialogue:
    request: AgentRequest
    memory: Memory
    # What the documents say to each question of the message; None where there are none to ask.
    readings: list[tuple[str, Reading | None]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    topic: Topic | None = None
    handoff: Handoff | None = None
    # A note that the team should find with the lead.
    note: str | None = None

    @property
    def texts(self) -> Catalogue:
        return catalogue(self.memory)

    @property
    def tenant(self) -> str:
        return clean_name(self.request.tenant.name) or self.texts.unnamed_tenant

    @property
    def hits(self) -> tuple[RagHit, ...]:
        """What was looked at, each passage once."""
        found = [hit for _, reading in self.readings if reading for hit in reading.hits]
        return tuple({(hit.doc_id, hit.snippet): hit for hit in found}.values())

    def say(self, wordings: tuple[str, ...], **values: str) -> None:
        self.parts.append(pick(self.memory, wordings, **values))

    def text(self) -> str:
        """One paragraph; a link ends its line so that no following character sticks to it."""
        text = ""
        for part in self.parts:
            after_link = "://" in text.rsplit(" ", 1)[-1]
            text += ("\n" if after_link else " " if text else "") + part
        return text
