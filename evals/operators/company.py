"""A small company behind COPILOT's tools: what they would answer, without a backend.

The leads answer to their ids, phones and names, so that a request for the wrong one is found out;
filters by state, score and period are checked by the arguments instead.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from dom360.protocol import ToolCall, ToolRefusal


def _lead(
    number: int, name: str, phone: str, state: str, score: int, company: str
) -> dict[str, Any]:
    return {
        "id": f"a0000000-0000-4000-8000-{number:012d}",
        "name": name,
        "phone": phone,
        "state": state,
        "score": score,
        "fields": {
            "company": {"value": company, "confidence": 0.9, "message_index": 1},
            "employees": {"value": 40, "confidence": 0.9, "message_index": 3},
        },
        "interest": "high",
        "source": "Instagram",
        "owner_name": None,
        "meeting_at": None,
        "created_at": "2026-11-20T12:00:00+00:00",
        "last_activity_at": "2026-11-24T12:00:00+00:00",
    }


LEADS = (
    _lead(1, "Ana Souza", "+5511987654321", "QUALIFIED", 72, "Clínica Sorriso"),
    _lead(2, "Davi Rocha", "+5519911112222", "NEW", 0, "Madeireira Boa Vista"),
    _lead(3, "Bruno Silva", "+5521911113333", "NURTURING", 55, "Loja do Bruno"),
    _lead(4, "Carla Silva", "+5531911114444", "SCHEDULED", 88, "Studio Carla"),
)
_COMMENTS = [{"text": "pediu desconto", "by": "Rita", "at": "2026-11-24T13:00:00+00:00"}]
_CONVERSATION = {
    "conversation": {
        "id": "c0000000-0000-4000-8000-000000000001",
        "contact_name": "Ana Souza",
        "contact_phone": "+5511987654321",
        "status": "open",
        "handled_by": "agent",
        "message_count": 3,
    },
    "lead": LEADS[0],
    "earlier_messages_left_out": False,
    "messages": [
        {"message_index": 1, "role": "user", "text": "oi, quanto custa o clareamento?"},
        {"message_index": 2, "role": "assistant", "text": "Olá, Ana! Posso agendar uma avaliação."},
        {"message_index": 3, "role": "user", "text": "pode ser na quinta"},
    ],
}
_TOTALS = {
    "messages": 321,
    "answers": 160,
    "errors": 2,
    "input_tokens": 10_000,
    "output_tokens": 2_345,
    "total_tokens": 12_345,
    "cost_micro_usd": 1_234_567,
    "conversations": 45,
    "unpriced_answers": 0,
}
_DAYS = [{**_TOTALS, "day": "2026-11-24", "inbox_id": inbox} for inbox in ("i1", "i2")]
_STEPS = (
    ("NEW", 4),
    ("QUALIFYING", 2),
    ("QUALIFIED", 1),
    ("SCHEDULED", 1),
    ("COMPLETED", 1),
    ("CLOSED", 1),
)
_PASSAGE = {
    "doc_id": "d1",
    "source": "politica-de-troca.md",
    "heading": "Trocas",
    "snippet": "Trocas são aceitas em até 30 dias após a compra, com a nota fiscal.",
    "score": 0.9,
    "text_match": 0.8,
}


class Company:
    """Scripted tools. `refuses` names the tools that say no, and why."""

    def __init__(self, refuses: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self.made: list[ToolCall] = []
        self._refuses = refuses or {}

    async def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        why = self._refuses.get(name)
        refusal = ToolRefusal.model_validate(dict(why)) if why is not None else None
        self.made.append(
            ToolCall(name=name, arguments=dict(arguments), ok=refusal is None, refusal=refusal)
        )
        return None if refusal else _answer(name, arguments)


def _answer(name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    match name:
        case "query_leads":
            return _leads(said)
        case "search_lead_by_phone":
            return _by_phone(str(said["phone"]))
        case "create_lead":
            new = _lead(9, said.get("name") or "", str(said["phone"]), "NEW", 0, "")
            return {"created": True, "lead": {**new, "fields": {}}}
        case "add_comment_to_lead":
            return {"lead_id": said["lead_id"], "added": True}
        case "summarize_conversation":
            return _CONVERSATION
        case "query_consumption":
            first, last = said.get("first_day", "2026-10-27"), said.get("last_day", "2026-11-25")
            return {"first_day": first, "last_day": last, "totals": _TOTALS, "days": _DAYS}
        case "query_funnel":
            steps = [{"state": state, "leads": leads} for state, leads in _STEPS]
            return {"total": 10, "steps": steps}
        case "search_knowledge_base":
            asks = "troca" in str(said["query"]) or "trocar" in str(said["query"])
            return {"passages": [_PASSAGE] if asks else []}
    return _records(name, said)


def _records(name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    if name == "list_crm_entities":
        names = ("leads", "conversations", "inboxes", "consumption")
        return {"entities": [{"name": one, "about": one} for one in names]}
    described: dict[str, Any] = {"about": "", "fields": [{"name": "id"}, {"name": "score"}]}
    if said.get("entity") == "inboxes":
        described["records"] = [{"id": "i1", "name": "Vendas"}, {"id": "i2", "name": "Suporte"}]
    return described


def _leads(said: Mapping[str, Any]) -> dict[str, Any]:
    found = list(LEADS)
    if "lead_id" in said:
        found = [lead for lead in found if lead["id"] == said["lead_id"]]
    if "search" in said:
        sought = _folded(str(said["search"]))
        found = [lead for lead in found if sought in _folded(_text_of(lead))]
    limit = int(said.get("limit", 20))
    return {
        "total": len(found),
        "total_is_at_least": False,
        "leads": found[:limit],
        "cursor": None,
    }


def _by_phone(phone: str) -> dict[str, Any]:
    digits = re.sub(r"\D", "", phone)[-11:]
    lead = next((one for one in LEADS if one["phone"].endswith(digits)), None)
    if lead is None:
        return {"found": False, "lead": None}
    return {"found": True, "lead": lead, "comments": _COMMENTS}


def _text_of(lead: Mapping[str, Any]) -> str:
    return f"{lead['name']} {lead['phone']} {lead['fields']['company']['value']}"


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in parts if not unicodedata.combining(char))
