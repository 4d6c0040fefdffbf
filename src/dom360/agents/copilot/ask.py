"""One request of an operator, with all that answering it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from dom360.agents.copilot.about import About
from dom360.agents.copilot.desk import Desk
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.periods import Found, find_periods
from dom360.agents.copilot.spans import Period
from dom360.agents.language import Language
from dom360.agents.moments import zone_of
from dom360.agents.phrasing.copilot import CopilotTexts
from dom360.protocol import AgentRequest


@dataclass(slots=True)
class Ask:
    """`answers` are what was said to our own questions, by what they asked for: phone, lead, text.
    `cited_id` is the one record that our last answer named, `about` the conversation beside which
    they ask.
    """

    request: AgentRequest
    heard: Heard
    language: Language
    texts: CopilotTexts
    desk: Desk
    answers: Mapping[str, str] = field(default_factory=dict)
    cited_id: str | None = None
    # The one lead that an earlier request of the same message found.
    found_id: str | None = None
    inherited: list[Period] = field(default_factory=list)
    about: About | None = None

    @property
    def today(self) -> date:
        return today_of(self.request)

    @property
    def found_periods(self) -> tuple[Found, ...]:
        return find_periods(self.heard.plain, self.today)

    @property
    def inbox_id(self) -> str:
        return str(self.request.routing.inbox_id)


def today_of(request: AgentRequest) -> date:
    """The tenant's day when the message was written."""
    return (request.message.created_at or datetime.now(UTC)).astimezone(zone_of(request)).date()
