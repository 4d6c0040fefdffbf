"""What COPILOT can do for an operator."""

import pytest

from tests.agent_tools.conftest import AgentTurn
from tests.leads.conftest import add_lead
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client

FULL = {"pain": "filas", "budget": {"amount": 900}, "authority": {"decides": "self"}}


async def test_leads_are_listed_counted_and_filtered(client: Client, copilot: AgentTurn):
    hot = await add_lead(client, "+5511900000001", fields=FULL)
    await add_lead(client, "+5511900000002")

    everything = await copilot.ok("query_leads")
    some = await copilot.ok("query_leads", {"min_score": 70, "last_days": 7, "sort": "score"})
    none = await copilot.ok("query_leads", {"last_day": "2020-01-01"})

    assert everything["total"] == 2
    assert everything["filters_applied"] == {}
    assert [lead["id"] for lead in some["leads"]] == [hot["id"]]
    assert some["filters_applied"] == {"last_days": 7, "min_score": 70, "sort": "score"}
    assert none["total"] == 0


async def test_a_list_goes_on_by_its_cursor(client: Client, copilot: AgentTurn):
    for n in range(3):
        await add_lead(client, f"+551190000000{n}")

    first = await copilot.ok("query_leads", {"limit": 2})
    second = await copilot.ok("query_leads", {"limit": 2, "cursor": first["cursor"]})

    assert (len(first["leads"]), len(second["leads"])) == (2, 1)
    assert (first["total"], second["cursor"]) == (3, None)


async def test_a_lead_is_found_by_phone(client: Client, copilot: AgentTurn):
    lead = await add_lead(client, "+5511900000001")

    found = await copilot.ok("search_lead_by_phone", {"phone": "(11) 90000-0001"})
    nothing = await copilot.ok("search_lead_by_phone", {"phone": "+5511900009999"})

    assert found["lead"]["id"] == lead["id"]
    assert nothing == {"found": False, "lead": None}


async def test_a_lead_is_created_and_commented_on(client: Client, copilot: AgentTurn):
    made = await copilot.ok(
        "create_lead", {"phone": "11 90000-0001", "name": "Ana", "fields": {"company": "Sol"}}
    )
    await copilot.ok("add_comment_to_lead", {"lead_id": made["lead"]["id"], "text": "ligar"})

    lead = (await client.get(f"/api/leads/{made['lead']['id']}")).json

    assert made["created"] is True
    assert (lead["name"], lead["phone"]) == ("Ana", "+5511900000001")
    assert lead["fields"]["company"]["value"] == "Sol"
    comment = lead["timeline"]["items"][0]
    assert (comment["comment"], comment["actor_kind"]) == ("ligar", "agent")
    assert comment["message_id"] is not None


async def test_a_lead_comes_with_its_latest_comments(client: Client, copilot: AgentTurn):
    lead = await add_lead(client, "+5511900000001")
    await client.post(f"/api/leads/{lead['id']}/comments", {"text": "ligar amanhã"})

    found = await copilot.ok("search_lead_by_phone", {"phone": "11900000001"})

    assert [comment["text"] for comment in found["comments"]] == ["ligar amanhã"]


async def test_one_lead_is_read_by_its_id(client: Client, other_client: Client, copilot: AgentTurn):
    lead = await add_lead(client, "+5511900000001")
    foreign = await add_lead(other_client, "+5511900000001")

    found = await copilot.ok("query_leads", {"lead_id": lead["id"]})
    missed = await copilot.tool("query_leads", {"lead_id": foreign["id"]})

    assert [one["id"] for one in found["leads"]] == [lead["id"]]
    assert_problem(missed, 404, "LEAD_NOT_FOUND")


@pytest.mark.parametrize(
    ("sort", "order"),
    [("created", [2, 1, 0]), ("stalest", [1, 2, 0]), ("activity", [0, 2, 1])],
)
async def test_leads_stand_in_the_order_asked_for(
    client: Client, copilot: AgentTurn, sort: str, order: list[int]
):
    made = [await add_lead(client, f"+551190000000{n}") for n in range(3)]
    await client.post(f"/api/leads/{made[0]['id']}/comments", {"text": "falei hoje"})

    first = await copilot.ok("query_leads", {"sort": sort, "limit": 2})
    rest = await copilot.ok("query_leads", {"sort": sort, "limit": 2, "cursor": first["cursor"]})

    seen = [lead["id"] for lead in (*first["leads"], *rest["leads"])]
    assert seen == [made[n]["id"] for n in order]


async def test_an_inbox_is_named_as_people_name_it(
    client: Client, other_client: Client, copilot: AgentTurn
):
    assert client.world
    assert other_client.world
    await client.chat("Olá")
    lead = await add_lead(client, "+5511900000001")

    leads = await copilot.ok("query_leads", {"inbox": "CAIXA"})
    usage = await copilot.ok("query_consumption", {"inbox": "caixa", "last_days": 1})
    funnel = await copilot.ok("query_funnel", {"inbox": f"Caixa {client.world.canary}"})
    foreign = await copilot.tool("query_leads", {"inbox": other_client.world.canary})
    known = await copilot.ok("describe_crm_entity", {"entity": "inboxes"})

    assert lead["id"] in [one["id"] for one in leads["leads"]]
    assert usage["totals"]["answers"] == 1
    assert funnel["total"] == leads["total"]
    assert_problem(foreign, 422, "NAME_UNKNOWN")
    assert known["records"] == [
        {"id": str(client.world.inbox_id), "name": f"Caixa {client.world.canary}"}
    ]


async def test_a_person_in_charge_is_named_as_people_name_them(
    client: Client, copilot: AgentTurn, database: ScratchDatabase
):
    assert client.world
    lead = await add_lead(client, "+5511900000001")
    await add_lead(client, "+5511900000002")
    ((owner,),) = database.rows(
        "select id from dom360.users where tenant_id = %s", client.world.tenant_id
    )
    await client.call("PATCH", f"/api/leads/{lead['id']}", json={"owner_user_id": str(owner)})

    theirs = await copilot.ok("query_leads", {"owner": "PESSOA"})
    nobody = await copilot.tool("query_leads", {"owner": "Fulano"})

    assert [one["id"] for one in theirs["leads"]] == [lead["id"]]
    assert theirs["filters_applied"] == {"owner": "PESSOA"}
    assert_problem(nobody, 422, "NAME_UNKNOWN")
    assert nobody.json["names"] == ["Pessoa"]


async def test_a_source_is_found_in_any_spelling(client: Client, copilot: AgentTurn):
    lead = await add_lead(client, "+5511900000001", source="Indicação")

    found = await copilot.ok("query_leads", {"source": "indicacao"})

    assert [one["id"] for one in found["leads"]] == [lead["id"]]


async def test_a_conversation_is_read_for_its_summary(client: Client, copilot: AgentTurn):
    chat = (await client.chat("Somos a Padaria Sol " + "x" * 600)).json

    by_id = await copilot.ok("summarize_conversation", {"conversation_id": chat["conversation_id"]})
    by_phone = await copilot.ok("summarize_conversation", {"phone": "+5511987654321"})

    assert by_id == by_phone
    assert by_id["conversation"]["contact_phone"] == "+5511987654321"
    assert [message["role"] for message in by_id["messages"]] == ["user", "assistant"]
    assert max(len(message["text"]) for message in by_id["messages"]) == 500


async def test_consumption_and_funnel_are_reported(client: Client, copilot: AgentTurn):
    await client.chat("Olá")
    await add_lead(client, fields=FULL)

    consumption = await copilot.ok("query_consumption", {"last_days": 7})
    funnel = await copilot.ok("query_funnel", {"last_days": 7})

    assert consumption["totals"]["answers"] == 1
    assert consumption["totals"]["total_tokens"] == 18
    assert len(consumption["days"]) == 1
    assert funnel["total"] == 1
    assert [step["leads"] for step in funnel["steps"] if step["state"] == "NEW"] == [1]


async def test_it_knows_what_there_is(copilot: AgentTurn):
    entities = (await copilot.ok("list_crm_entities"))["entities"]

    for entity in entities:
        described = await copilot.ok("describe_crm_entity", {"entity": entity["name"]})
        assert described["fields"]
        assert described["tools"]


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("query_leads", {"limit": 51}, "ARGUMENTS_INVALID"),
        ("query_leads", {"tenant_id": "x"}, "ARGUMENTS_INVALID"),
        ("query_leads", {"states": ["OPEN"]}, "ARGUMENTS_INVALID"),
        ("query_leads", {"last_days": 7, "first_day": "2026-01-01"}, "ARGUMENTS_INVALID"),
        ("query_leads", {"first_day": "2026-02-01", "last_day": "2026-01-01"}, "INVALID_PERIOD"),
        ("query_leads", {"cursor": "x"}, "INVALID_CURSOR"),
        ("query_leads", {"search": "a\x00b"}, "ARGUMENTS_INVALID"),
        ("query_leads", {"first_day": "0001-01-01"}, "ARGUMENTS_INVALID"),
        ("query_leads", {"last_day": "9999-12-31"}, "ARGUMENTS_INVALID"),
        ("query_leads", {"first_day": "2000-01-01", "last_day": "2100-12-31"}, None),
        ("search_lead_by_phone", {"phone": "abc"}, "INVALID_PHONE_FORMAT"),
        ("summarize_conversation", {}, "ARGUMENTS_INVALID"),
        ("describe_crm_entity", {"entity": "users"}, "ARGUMENTS_INVALID"),
        ("create_lead", {"phone": "abc"}, "INVALID_PHONE_FORMAT"),
        ("query_consumption", {"last_days": 5000}, "ARGUMENTS_INVALID"),
        ("query_consumption", {"first_day": "2000-01-01"}, "INVALID_PERIOD"),
    ],
)
async def test_arguments_are_read_strictly(copilot: AgentTurn, tool, arguments, code):
    answer = await copilot.tool(tool, arguments)

    if code is None:
        assert answer.status == 200, answer.raw
    else:
        assert_problem(answer, 422, code)
