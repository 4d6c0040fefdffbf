"""The Backend's tools as SDR sees them, kept in memory: one lead and a few documents."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from dom360.agent_tools.schemas import OfferMeeting, UpdateQualification
from dom360.agents.text import fold
from dom360.leads.actions import path
from dom360.leads.models import LockedLead
from dom360.protocol import ToolCall
from evals.leads.script import Document

LINK = "https://agenda.example/horizonte?mes=1"
_POINTS = {"budget": 25, "authority": 30, "pain": 35, "timeline": 10}
_ENOUGH = 0.7


class Backend:
    """Follows the rules of `leads.actions` and `bant_points`; the tools of one turn after another.

    Arguments are checked by the real schemas: what the Backend would refuse fails the eval.
    """

    def __init__(self, documents: tuple[Document, ...]) -> None:
        self.made: list[ToolCall] = []
        self._documents = documents
        self._known: dict[str, tuple[Any, float]] = {}
        self._lead: LockedLead | None = None

    @property
    def state(self) -> str | None:
        return self._lead.state if self._lead else None

    def next_turn(self) -> None:
        self.made = []

    async def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        self.made.append(ToolCall(name=name, arguments=dict(arguments), ok=True))
        if name == "search_knowledge_base":
            return {"passages": self._search(str(arguments["query"]))}
        self._lead = self._lead or _new_lead()
        if name == "update_qualification":
            self._qualify(UpdateQualification.model_validate(dict(arguments)))
        elif name == "offer_meeting":
            self._offer(OfferMeeting.model_validate(dict(arguments)))
        return {}

    def _search(self, query: str) -> list[dict[str, Any]]:
        asked = fold(query)
        return [
            {"doc_id": f"doc-{number}", "source": one.source, "heading": None,
             "snippet": one.text, "score": 0.9, "text_match": 0.9}
            for number, one in enumerate(self._documents)
            if any(fold(word) in asked for word in one.about)
        ]  # fmt: skip

    def _qualify(self, said: UpdateQualification) -> None:
        for name in type(said.fields).model_fields:
            learned = getattr(said.fields, name)
            if learned is not None:
                self._known[name] = (learned.model_dump(mode="json")["value"], learned.confidence)
        assert self._lead
        met = sum(self._is_met(name) for name in _POINTS)
        self._lead = replace(
            self._lead, criteria_met=met, interest=said.interest or self._lead.interest
        )
        self._move(path(self._lead, said.fit))

    def _offer(self, offer: OfferMeeting) -> None:
        assert self._lead
        if not offer.accepted:
            return
        at: datetime | None = offer.meeting_at
        if at is not None:
            self._lead = replace(self._lead, meeting_at=at)
        states = list(path(self._lead))
        if at is None and (states[-1:] or [self._lead.state]) == ["QUALIFIED"]:
            states.append("SCHEDULED")
        self._move(states)

    def _move(self, states: list[Any]) -> None:
        assert self._lead
        for state in states:
            self._lead = replace(self._lead, state=state)

    def _is_met(self, name: str) -> bool:
        """Half of its points, like the database."""
        if name not in self._known:
            return False
        value, confidence = self._known[name]
        clear = 1.0
        if name == "budget":
            clear = 1.0 if value.get("amount") else 0.0
        elif name == "authority":
            clear = {"self": 1.0, "shared": 2 / 3, "other": 1 / 3}[value["decides"]]
        elif name == "timeline":
            days = value.get("within_days")
            clear = 1.0 if days is not None and days <= 90 else 0.5
        return clear * min(1.0, confidence / _ENOUGH) >= 0.5


def _new_lead() -> LockedLead:
    values: dict[str, Any] = dict.fromkeys(LockedLead.__dataclass_fields__)
    values |= {"id": UUID(int=1), "state": "NEW", "criteria_met": 0, "currency": "BRL"}
    return LockedLead(**values)
