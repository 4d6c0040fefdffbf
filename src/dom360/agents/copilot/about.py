"""The conversation that an operator has open while they ask: it comes after the question."""

import re
from dataclasses import dataclass

from dom360.agents.copilot.marks import UUID

_ABOUT = re.compile(
    rf"\s*\((?:Sobre a conversa|About the conversation) ({UUID.pattern})"
    r"(?: (?:com|with) (\+\d{7,15}))?\.\)\s*$"
)


@dataclass(frozen=True, slots=True)
class About:
    """`phone` is the contact's, None once they were erased."""

    conversation_id: str
    phone: str | None


def about_of(message: str) -> About | None:
    found = _ABOUT.search(message)
    return About(found[1], found[2]) if found else None


def without_about(message: str) -> str:
    return _ABOUT.sub("", message)
