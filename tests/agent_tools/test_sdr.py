"""What SDR can do in a conversation."""

import asyncio

import pytest

from tests.agent_tools.conftest import AgentTurn, StartTurn
from tests.leads.conftest import add_lead
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client

QUALIFIED = {
    "fields": {
        "company": {"value": "Clínica Sol", "confidence": 0.9},
        "sector": {"value": "saúde"},
        "pain": {"value": "perdemos agendamentos", "confidence": 0.9},
        "budget": {"value": {"amount": 5000, "period": "month"}, "confidence": 0.9},
        "authority": {"value": {"decides": "self"}, "confidence": 0.9},
    },
    "interest": "high",
}


async def test_what_is_learned_has_the_message_as_its_evidence(sdr: AgentTurn):
    result = await sdr.ok("update_qualification", QUALIFIED)

    assert set(result["changed"]) == set(QUALIFIED["fields"])
    assert result["lead"]["state"] == "QUALIFIED"
    assert result["lead"]["score"] == 90
    assert result["lead"]["score_action"] == "book_now"
    assert result["offer_meeting"] is True
    lead = (await sdr.client.get(f"/api/leads/{result['lead']['id']}")).json
    evidence = lead["fields"]["pain"]["evidence"]
    assert evidence["message_index"] == 1
    assert evidence["conversation_id"] == str(sdr.capability.conversation_id)
    states = [(event["from_state"], event["to_state"], event["actor_kind"], event["message_index"])
              for event in lead["timeline"]["items"] if event["to_state"]]  # fmt: skip
    assert states == [
        ("QUALIFYING", "QUALIFIED", "agent", 1),
        ("NEW", "QUALIFYING", "agent", 1),
        (None, "NEW", "agent", 1),
    ]


async def test_an_earlier_message_can_be_the_evidence(client: Client, start_turn: StartTurn):
    await client.chat("Somos a Padaria Sol")
    turn = await start_turn(message="E temos 12 pessoas")

    result = await turn.ok(
        "update_qualification",
        {"fields": {"company": {"value": "Padaria Sol", "message_index": 1},
                    "employees": {"value": 12}}},
    )  # fmt: skip

    fields = result["lead"]["fields"]
    assert (fields["company"]["message_index"], fields["employees"]["message_index"]) == (1, 3)


@pytest.mark.parametrize("message_index", [2, 3, 99])
async def test_only_what_the_contact_said_is_evidence(
    client: Client, start_turn: StartTurn, message_index: int
):
    """2 is the agent's own answer; 3 is being answered by the turn after this one."""
    await client.chat("Somos a Padaria Sol")
    turn = await start_turn(message="Oi")
    evidence = {"value": "x", "message_index": message_index}

    answer = await turn.tool("update_qualification", {"fields": {"company": evidence}})

    if message_index == 3:  # its own message
        assert answer.status == 200
    else:
        assert_problem(answer, 404, "MESSAGE_NOT_FOUND")


async def test_a_guess_does_not_replace_what_is_known(sdr: AgentTurn):
    await sdr.ok("update_qualification", {"fields": {"sector": {"value": "a", "confidence": 0.9}}})
    await sdr.ok("update_qualification", {"fields": {"sector": {"value": "b", "confidence": 0.6}}})
    result = await sdr.ok(
        "update_qualification", {"fields": {"sector": {"value": "c", "confidence": 0.9}}}
    )

    assert result["lead"]["fields"]["sector"]["value"] == "c"
    events = (await sdr.client.get(f"/api/leads/{result['lead']['id']}")).json["timeline"]["items"]
    assert len([event for event in events if event["kind"] == "field"]) == 2


async def test_sdr_sees_its_own_contacts_lead_only(client: Client, sdr: AgentTurn):
    await add_lead(client, "+5511911112222", fields={"company": "Segredo SA"})
    own = await sdr.ok("create_lead", {"name": "Maria"})

    by_default = await sdr.ok("search_lead_by_phone")
    by_number = await sdr.ok("search_lead_by_phone", {"phone": "(11) 98765-4321"})
    foreign = await sdr.ok("search_lead_by_phone", {"phone": "+5511911112222"})

    assert by_default["lead"]["id"] == by_number["lead"]["id"] == own["lead"]["id"]
    assert own["lead"]["name"] == "Maria"
    assert foreign == {"found": False, "lead": None}


async def test_comments_go_to_the_own_lead(sdr: AgentTurn):
    await sdr.ok("add_comment_to_lead", {"text": "prefere WhatsApp"})

    comments = (await sdr.ok("get_lead_comments"))["comments"]

    assert [(comment["text"], comment["by"]) for comment in comments] == [
        ("prefere WhatsApp", "SDR")
    ]


async def test_a_meeting_is_offered_by_the_rule(sdr: AgentTurn, database: ScratchDatabase):
    database.rows(
        "update dom360.account_vars set booking_enabled = true, "
        "booking_url = 'https://agenda.example/x' where tenant_id = %s",
        sdr.capability.tenant_id,
    )

    too_early = await sdr.ok("offer_meeting")
    asked = await sdr.ok("offer_meeting", {"asked_by_contact": True})
    await sdr.ok("update_qualification", QUALIFIED)
    known = await sdr.ok("offer_meeting")

    assert (too_early["offer"], too_early["booking_url"]) == (False, None)
    assert (asked["offer"], asked["booking_url"]) == (True, "https://agenda.example/x")
    assert known["offer"] is True


async def test_an_accepted_meeting_schedules_the_lead(sdr: AgentTurn):
    await sdr.ok("update_qualification", QUALIFIED)

    first = await sdr.ok(
        "offer_meeting", {"accepted": True, "meeting_at": "2031-05-05T10:00:00-03:00"}
    )
    moved = await sdr.ok(
        "offer_meeting", {"accepted": True, "meeting_at": "2031-05-06T10:00:00-03:00"}
    )

    assert first["lead"]["state"] == "SCHEDULED"
    assert moved["lead"]["state"] == "RESCHEDULED"


async def test_a_meeting_waits_for_the_criteria(sdr: AgentTurn):
    early = await sdr.ok(
        "offer_meeting", {"accepted": True, "meeting_at": "2031-05-05T10:00:00-03:00"}
    )
    later = await sdr.ok("update_qualification", QUALIFIED)

    assert early["lead"]["state"] == "QUALIFYING"
    assert later["lead"]["state"] == "SCHEDULED"


async def test_a_meeting_in_the_past_is_refused(sdr: AgentTurn):
    answer = await sdr.tool(
        "offer_meeting", {"accepted": True, "meeting_at": "2001-01-01T10:00:00-03:00"}
    )

    assert_problem(answer, 422, "MEETING_IN_THE_PAST")


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("create_lead", {"phone": "+5511911112222"}),
        ("create_lead", {"tenant_id": "x"}),
        ("add_comment_to_lead", {"text": "x", "lead_id": "018f0000-0000-7000-8000-000000000000"}),
        ("add_comment_to_lead", {"text": "  "}),
        ("add_comment_to_lead", {"text": "a\x00b"}),
        ("add_comment_to_lead", {"text": "x" * 4001}),
        ("update_qualification", {"state": "COMPLETED"}),
        ("update_qualification", {"score": 100}),
        ("update_qualification", {"fields": {"pain": {"value": "x", "confidence": 1.1}}}),
        ("update_qualification", {"fields": {"pain": {"value": "x", "message_id": "x"}}}),
        ("update_qualification", {"fields": {"budget": {"value": 5000}}}),
        ("get_lead_comments", {"limit": 51}),
        ("hand_to_human", {}),
        ("hand_to_human", {"reason": "x", "conversation_id": "y"}),
    ],
)
async def test_arguments_are_read_strictly(sdr: AgentTurn, tool: str, arguments: dict):
    problem = assert_problem(await sdr.tool(tool, arguments), 422, "ARGUMENTS_INVALID")

    assert "018f0000" not in str(problem)


@pytest.mark.parametrize("raw", [b"[]", b'"x"', b"{", b"\xff", b"[" * 9999, b"null"])
async def test_a_body_that_is_no_object_is_refused(sdr: AgentTurn, raw: bytes):
    answer = await sdr.client.call(
        "POST",
        "/api/agent-tools/create_lead",
        data=raw,
        headers={"Authorization": f"Bearer {sdr.token}"},
    )

    assert_problem(answer, 422, "ARGUMENTS_INVALID")


async def test_an_unknown_tool_is_not_found(sdr: AgentTurn):
    for name in ("delete_lead", "search_everything", "..%2Fleads"):
        assert (await sdr.tool(name)).status == 404


async def test_the_list_says_what_may_be_called(sdr: AgentTurn, copilot: AgentTurn):
    async def names(turn: AgentTurn) -> set[str]:
        answer = await turn.client.get(
            "/api/agent-tools", headers={"Authorization": f"Bearer {turn.token}"}
        )
        assert all(tool["input_schema"]["additionalProperties"] is False
                   for tool in answer.json["tools"])  # fmt: skip
        return {tool["name"] for tool in answer.json["tools"]}

    assert await names(sdr) == {
        "search_lead_by_phone", "create_lead", "update_qualification", "get_lead_comments",
        "add_comment_to_lead", "offer_meeting", "hand_to_human", "search_knowledge_base",
    }  # fmt: skip
    assert await names(copilot) == {
        "list_crm_entities", "describe_crm_entity", "query_leads", "search_lead_by_phone",
        "create_lead", "add_comment_to_lead", "summarize_conversation", "query_consumption",
        "query_funnel", "search_knowledge_base",
    }  # fmt: skip


async def test_16_tools_at_once_leave_the_right_score(sdr: AgentTurn, database: ScratchDatabase):
    names = ["pain", "budget", "authority", "company"]

    def body(number: int) -> dict:
        name = names[number % 4]
        return {"fields": {name: {**QUALIFIED["fields"][name], "confidence": 0.8 + number / 100}}}

    answers = await asyncio.gather(
        *(sdr.tool("update_qualification", body(number)) for number in range(16))
    )

    assert {answer.status for answer in answers} == {200}
    stored = database.rows(
        "select l.score, l.state, (select sum(dom360.bant_points(f.field, f.value, f.confidence)) "
        "from dom360.lead_fields f where f.lead_id = l.id) from dom360.leads l "
        "where l.tenant_id = %s",
        sdr.capability.tenant_id,
    )
    assert stored == [(90, "QUALIFIED", 90)]
