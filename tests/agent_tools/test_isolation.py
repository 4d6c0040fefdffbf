"""Whatever an agent says to its tools, they stay with its tenant.

Client fails on a foreign canary.
"""

from typing import Any

import pytest

from tests.agent_tools.conftest import AgentTurn, StartTurn
from tests.leads.conftest import add_lead
from tests.support.postgres import ScratchDatabase
from tests.support.problems import rows_of
from tests.support.world import Client

NOBODY = "018f0000-0000-7000-8000-000000000000"


@pytest.fixture
async def their_ids(other_client: Client, start_turn: StartTurn) -> dict[str, str]:
    """What the other tenant has; every text of it carries its canary."""
    canary = other_client.world.canary
    lead = await add_lead(
        other_client, "+5511900000077", source=canary, fields={"company": f"Firma {canary}"}
    )
    await other_client.post(f"/api/leads/{lead['id']}/comments", {"text": f"nota {canary}"})
    chat = await other_client.chat(f"segredo {canary}", sender_phone="+5511900000077")
    return {
        "tenant": str(other_client.world.tenant_id),
        "inbox": str(other_client.world.inbox_id),
        "lead": lead["id"],
        "conversation": chat.json["conversation_id"],
        "phone": "+5511900000077",
        "canary": canary,
    }


def attempts(ids: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Arguments that point at the other tenant in every way that a tool knows, and some it does
    not."""
    return {
        "SDR": [
            {"tool": "search_lead_by_phone", "arguments": {"phone": ids["phone"]}},
            {"tool": "search_lead_by_phone", "arguments": {"tenant_id": ids["tenant"]}},
            {"tool": "create_lead", "arguments": {"name": "x", "tenant_id": ids["tenant"]}},
            {"tool": "create_lead", "arguments": {"name": ids["tenant"]}},
            {"tool": "add_comment_to_lead", "arguments": {"text": "x", "lead_id": ids["lead"]}},
            {"tool": "get_lead_comments", "arguments": {"lead_id": ids["lead"]}},
            {"tool": "get_lead_comments", "arguments": {}},
            {"tool": "update_qualification", "arguments": {"lead_id": ids["lead"]}},
            {"tool": "hand_to_human",
             "arguments": {"reason": "x", "conversation_id": ids["conversation"]}},
        ],
        "COPILOT": [
            {"tool": "query_leads", "arguments": {}},
            {"tool": "query_leads", "arguments": {"inbox_id": ids["inbox"]}},
            {"tool": "query_leads", "arguments": {"search": "Firma"}},
            {"tool": "query_leads", "arguments": {"search": "' or true --"}},
            {"tool": "query_leads", "arguments": {"source": "x' or '1'='1"}},
            {"tool": "query_leads", "arguments": {"owner_user_id": NOBODY}},
            {"tool": "search_lead_by_phone", "arguments": {"phone": ids["phone"]}},
            {"tool": "create_lead", "arguments": {"phone": ids["phone"]}},
            {"tool": "add_comment_to_lead", "arguments": {"lead_id": ids["lead"], "text": "x"}},
            {"tool": "summarize_conversation",
             "arguments": {"conversation_id": ids["conversation"]}},
            {"tool": "summarize_conversation", "arguments": {"phone": ids["phone"]}},
            {"tool": "query_consumption", "arguments": {"inbox_id": ids["inbox"]}},
            {"tool": "query_funnel", "arguments": {"inbox_id": ids["inbox"]}},
            {"tool": "query_funnel", "arguments": {}},
        ],
    }  # fmt: skip


@pytest.mark.parametrize("agent_type", ["SDR", "COPILOT"])
async def test_no_argument_reaches_another_tenant(
    start_turn: StartTurn,
    database: ScratchDatabase,
    other_client: Client,
    their_ids: dict[str, str],
    agent_type: str,
):
    turn = await start_turn(agent_type=agent_type)
    before = rows_of(database, other_client.world.tenant_id)

    answers = [
        (await turn.tool(one["tool"], one["arguments"]), one)
        for one in attempts(their_ids)[agent_type]
    ]

    for answer, one in answers:
        assert answer.status in (200, 404, 422), (one, answer.raw)
        assert their_ids["canary"].encode() not in answer.raw, one
        assert their_ids["lead"].encode() not in answer.raw, one
        if one["tool"] in ("query_consumption", "query_funnel") and "inbox_id" in one["arguments"]:
            assert not any(answer.json.get("totals", {}).values()), answer.raw
            assert not answer.json.get("total"), answer.raw
    assert rows_of(database, other_client.world.tenant_id) == before


async def test_every_tool_works_for_two_tenants_side_by_side(
    start_turn: StartTurn, client: Client, other_client: Client
):
    mine, theirs = await start_turn(client), await start_turn(other_client)
    for turn in (mine, theirs):
        canary = turn.client.world.canary
        await turn.ok("create_lead", {"name": f"Ana {canary}"})
        await turn.ok("update_qualification", {"fields": {"pain": {"value": f"dor {canary}"}}})
        await turn.ok("add_comment_to_lead", {"text": f"nota {canary}"})

    for turn in (mine, theirs):
        canary = turn.client.world.canary
        lead = (await turn.ok("search_lead_by_phone"))["lead"]
        assert lead["fields"]["pain"]["value"] == f"dor {canary}"
        comments = (await turn.ok("get_lead_comments"))["comments"]
        assert [comment["text"] for comment in comments] == [f"nota {canary}"]
        await turn.ok("offer_meeting", {"asked_by_contact": True})


async def test_copilots_tools_see_their_own_tenants_rows(
    start_turn: StartTurn, client: Client, their_ids: dict[str, str]
):
    mine = await add_lead(client, "+5511900000077", fields={"company": "Minha"})
    turn: AgentTurn = await start_turn(agent_type="COPILOT", sender_phone="+5511900000000")

    found = await turn.ok("search_lead_by_phone", {"phone": their_ids["phone"]})
    listed = await turn.ok("query_leads")

    assert found["lead"]["id"] == mine["id"]
    assert [lead["id"] for lead in listed["leads"]] == [mine["id"]]
