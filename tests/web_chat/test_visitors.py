"""Strangers on a company's site: what they can reach, and what they cannot."""

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

import psycopg

from dom360.kit.phones import is_visitor_number
from dom360.leads import queries
from tests.doubles.fake_agent import FakeAgent
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, Maker, TenantWorld
from tests.web_chat.conftest import ORIGIN, PHONE, Page, data


async def test_a_visitor_asks_and_is_answered(page: Page, admin: Client, tenant: TenantWorld):
    config = await page.call("GET", "/config")
    begun = await page.begin(name=f"Ana {tenant.canary}")
    answer = await page.say("Vocês entregam?")

    assert config.json["title"] == f"Empresa {tenant.canary}"
    assert config.json["inbox_id"] == str(tenant.inbox_id)
    assert begun.status == 201, begun.raw
    assert answer.status == 200, answer.raw
    roles = [(one["role"], one["state"]) for one in answer.json["messages"]]
    assert roles == [("user", None), ("assistant", None)]
    assert answer.json["messages"][0]["content"] == "Vocês entregam?"
    # Nothing of how it was made: no tools, no sources, no tokens, no model.
    assert set(answer.json["messages"][1]) == {
        "id", "conversation_id", "message_index", "role", "content", "created_at", "author_name",
        "request_id", "state", "answers",
    }  # fmt: skip
    asked, answered = answer.json["messages"]
    assert (asked["answers"], answered["answers"]) == (None, asked["request_id"])
    (seen,) = (await admin.get("/api/conversations")).json["items"]
    assert (seen["contact_name"], seen["claimed_phone"]) == (f"Ana {tenant.canary}", PHONE)
    assert is_visitor_number(seen["contact_phone"])


async def test_an_answer_comes_word_by_word(page: Page, fake_agent: FakeAgent):
    await page.begin()

    events = await page.stream("Olá", "um")

    names = [event.event for event in events]
    assert names[0] == "accepted"
    assert names[-1] == "thread"
    assert set(names[1:-1]) == {"token"}
    words = "".join(data(event)["text"] for event in events if event.event == "token")
    assert data(events[-1])["messages"][-1]["content"] == words


async def test_a_repeat_gets_the_same_answer_and_is_charged_once(
    page: Page, fake_agent: FakeAgent, tenant: TenantWorld
):
    await page.begin()

    answers = await asyncio.gather(*(page.say("Olá", "um") for _ in range(5)))
    again = await page.say("Olá", "um")

    assert {answer.status for answer in answers} <= {200, 409}
    assert again.status == 200
    assert [one["role"] for one in again.json["messages"]] == ["user", "assistant"]
    assert len(fake_agent.calls(tenant_id=str(tenant.tenant_id))) == 1
    assert_problem(await page.say("Outra coisa", "um"), 422, "REQUEST_ID_REUSED")


async def test_two_visitors_may_use_the_same_request_id(
    page: Page, another_browser: Callable[[], Page]
):
    other = another_browser()
    await page.begin(name="Ana")
    await other.begin(name="Bia")

    mine = await page.say("Olá", "um")
    theirs = await other.say("Olá", "um")

    ids = {answer.json["messages"][0]["conversation_id"] for answer in (mine, theirs)}
    assert len(ids) == 2


async def test_somebody_elses_number_brings_nothing_of_theirs(
    page: Page,
    another_browser: Callable[[], Page],
    client: Client,
    fake_agent: FakeAgent,
    tenant: TenantWorld,
):
    """The owner of the number writes by WhatsApp, and somebody by the web chat. Then comes a
    stranger who types the same number."""
    known = await client.chat("Meu CPF é 123", sender_phone=PHONE)
    earlier = another_browser()
    await earlier.begin(phone=PHONE)
    await earlier.say("Sou dona da padaria")
    fake_agent.clear()

    await page.begin(name="Estranho", phone=PHONE)
    assert await page.said() == []
    answer = await page.say("O que eu falei antes?")

    (call,) = fake_agent.calls()
    assert call.body["conversation"]["history"] == []
    sender = call.body["sender"]
    assert sender["name"] == "Estranho"
    assert sender["phone_e164"] != PHONE
    assert is_visitor_number(sender["phone_e164"])
    assert (sender["claimed_phone_e164"], sender["phone_verified"]) == (PHONE, False)
    conversations = {answer.json["messages"][0]["conversation_id"], known.json["conversation_id"]}
    assert len(conversations) == 2
    assert "padaria" not in str(await page.said())
    contacts = (await client.get("/api/contacts")).json["items"]
    assert len(contacts) == 3


async def test_a_verified_contact_is_told_as_such(client: Client, fake_agent: FakeAgent):
    await client.chat("Olá")

    sender = fake_agent.calls()[0].body["sender"]
    assert sender["phone_verified"] is True
    assert "claimed_phone_e164" not in sender


async def test_no_api_call_reaches_a_visitor_by_their_number(client: Client, page: Page):
    await page.begin()
    await page.say("Segredo")
    (contact,) = (await client.get("/api/contacts")).json["items"]

    answer = await client.chat("Olá", sender_phone=contact["phone"])

    assert_problem(answer, 422, "INVALID_PHONE_FORMAT")


async def test_erased_is_a_stranger_from_then_on(page: Page, admin: Client, client: Client):
    await page.begin()
    await page.say("Olá")
    (contact,) = (await client.get("/api/contacts")).json["items"]

    exported = await admin.get(f"/api/contacts/{contact['id']}/export")
    await admin.call("DELETE", f"/api/contacts/{contact['id']}")

    (row,) = exported.json["tables"]["contacts"]
    assert row["claimed_phone"] == PHONE
    assert_problem(await page.say(), 401, "VISITOR_UNKNOWN")
    gone = (await client.get(f"/api/contacts/{contact['id']}")).json
    assert (gone["phone"], gone["claimed_phone"], gone["name"]) == (None, None, None)


async def test_copilot_is_never_asked(
    page: Page, admin: Client, fake_agent: FakeAgent, tenant: TenantWorld
):
    path = f"/api/inboxes/{tenant.inbox_id}"
    await admin.call("PATCH", path, json={"default_agent_type": "COPILOT"})

    await page.begin()
    await page.say("Liste todos os leads")

    (call,) = fake_agent.calls()
    assert call.body["routing"]["agent_type"] == "SDR"


async def test_notes_and_dropped_answers_are_not_told(page: Page, admin: Client):
    await page.begin()
    conversation_id = (await page.say("Olá")).json["messages"][0]["conversation_id"]
    await admin.post(f"/api/conversations/{conversation_id}/notes", {"text": "Cliente chato"})

    assert [role for role, _ in await page.said()] == ["user", "assistant"]


async def test_a_person_takes_over_in_the_middle_of_an_answer(
    page: Page, admin: Client, fake_agent: FakeAgent, tenant: TenantWorld
):
    await page.begin()
    conversation_id = (await page.say("Olá")).json["messages"][0]["conversation_id"]
    fake_agent.mode("hold", tenant_id=str(tenant.tenant_id))
    asked = asyncio.create_task(page.stream("Quero uma pessoa", "dois"))
    await fake_agent.wait_for_calls(2)

    taken = await admin.post(f"/api/conversations/{conversation_id}/takeover", {})
    fake_agent.release()
    last = data((await asked)[-1])

    assert taken.status == 200, taken.raw
    assert last["handled_by"] == "human"
    assert [one["role"] for one in last["messages"]] == ["user"]
    await admin.post(f"/api/conversations/{conversation_id}/messages", {"text": "Aqui é a Pessoa"})
    thread = await page.thread()
    assert (thread["messages"][-1]["role"], thread["messages"][-1]["author_name"]) == (
        "operator",
        "Pessoa",
    )
    assert thread["person_name"] == "Pessoa"


async def test_a_failed_answer_says_so_and_can_be_asked_again(
    page: Page, fake_agent: FakeAgent, tenant: TenantWorld
):
    await page.begin()
    fake_agent.mode("500", tenant_id=str(tenant.tenant_id))
    failed = await page.say("Olá", "um")
    thread = await page.thread()
    fake_agent.clear()

    assert_problem(failed, 503, "ANSWER_FAILED")
    assert (thread["last_state"], thread["messages"][-1]["request_id"]) == ("failed", "um")
    assert (await page.say("Olá", "um")).status == 200


async def test_a_companys_affairs_are_not_told(page: Page, admin: Client):
    await page.begin()
    budget = {"period": "day", "kind": "hard", "max_tokens": 1}
    assert (await admin.post("/api/budgets", budget)).status == 201
    await page.say("Olá")

    refused = await page.say("De novo")

    assert_problem(refused, 503, "WEB_CHAT_UNAVAILABLE")
    assert b"udget" not in refused.raw
    assert [role for role, _ in await page.said()] == ["user", "assistant"]


async def test_strange_input_is_refused_and_leaves_nothing(page: Page, client: Client):
    for body in (
        {"name": "Ana"},
        {"name": " ", "phone": PHONE},
        {"name": "Ana", "phone": "nenhum"},
        {"name": "Ana", "phone": "+999123456789012"},
        {"name": "Ana", "phone": PHONE, "contact_id": str(uuid.uuid4())},
    ):
        assert (await page.call("POST", "/visitors", json=body)).status == 422, body
    assert (await client.get("/api/contacts")).json["items"] == []
    await page.begin(phone="(11) 98765-4321")

    assert (await client.get("/api/contacts")).json["items"][0]["claimed_phone"] == PHONE
    for message in ("", " \u200b", "x" * 4001):
        assert (await page.say(message)).status == 422
    assert await page.said() == []


async def test_another_conversation_follows_a_resolved_one(page: Page, admin: Client):
    await page.begin()
    first = (await page.say("Olá")).json["messages"][0]["conversation_id"]
    await admin.post(f"/api/conversations/{first}/resolve", None)

    second = (await page.say("Mais uma coisa")).json["messages"][0]["conversation_id"]

    assert first != second
    assert [role for role, _ in await page.said()] == ["user", "assistant"] * 2


async def test_a_lead_that_was_merged_is_not_shown_to_the_visitor(
    page: Page, client: Client, db: Any, tenant: TenantWorld
):
    """Somebody types a customer's number; a colleague believes it and merges the two leads."""
    theirs = (await client.post("/api/leads", {"phone": PHONE, "name": "Dona da padaria"})).json
    await page.begin(name="Estranho")
    await page.say("Olá")
    visitor = next(
        one
        for one in (await client.get("/api/contacts")).json["items"]
        if one["claimed_phone"] == PHONE
    )
    async with db.tenant_tx(tenant.tenant_id) as tx:
        mine = await queries.get_or_create_lead(tx, uuid.UUID(visitor["id"]), tenant.inbox_id, None)
    merge = {"duplicate_id": str(mine.lead_id)}
    assert (await client.post(f"/api/leads/{theirs['id']}/merge", merge)).status == 200

    async with db.tenant_tx(tenant.tenant_id) as tx:
        found = await queries.find_lead_of_contact(tx, uuid.UUID(visitor["id"]))
        again = await queries.get_or_create_lead(
            tx, uuid.UUID(visitor["id"]), tenant.inbox_id, None
        )

    assert str(found) != theirs["id"]
    assert str(again.lead_id) != theirs["id"]
    swallowed = await client.post(
        f"/api/leads/{again.lead_id}/merge", {"duplicate_id": theirs["id"]}
    )
    assert_problem(swallowed, 409, "LEAD_UNVERIFIED")


async def test_visitors_who_draw_the_same_number_stay_apart(
    page: Page, another_browser: Callable[[], Page], database: ScratchDatabase, tenant: TenantWorld
):
    """The number is drawn by lot, and the database would refuse two visitors of one contact."""
    pages = [another_browser() for _ in range(8)]
    await asyncio.gather(*(one.begin(phone=PHONE) for one in pages))

    numbers = database.rows(
        "select distinct phone_e164 from dom360.contacts where tenant_id = %s", tenant.tenant_id
    )
    assert len(numbers) == 8
    with psycopg.connect(database.owner_url) as owner:
        (contact,) = owner.execute(
            "select contact_id from dom360.web_visitors where tenant_id = %s limit 1",
            [tenant.tenant_id],
        ).fetchone()  # type: ignore[misc]
        try:
            owner.execute(
                "insert into dom360.web_visitors (tenant_id, inbox_id, contact_id, token_hash,"
                " expires_at) values (%s, %s, %s, %s, now())",
                [tenant.tenant_id, tenant.inbox_id, contact, b"2" * 32],
            )
        except psycopg.errors.UniqueViolation:
            return
    raise AssertionError("two visitors share a contact")


async def test_other_companies_hear_nothing(
    page: Page, other_page: Page, tenant: TenantWorld, other: TenantWorld, make: Maker
):
    await page.begin(name=f"Ana {tenant.canary}")
    await page.say(f"Sou {tenant.canary}")
    await other_page.begin(name=f"Bia {other.canary}")

    # The client fails on another company's canary in any of these.
    assert await other_page.said() == []
    assert other.canary in (await other_page.call("GET", "/config")).json["title"]
    crossed = Page(other_page.client, page.key, token=other_page.token, origin=ORIGIN)
    assert_problem(await crossed.call("GET", "/thread"), 401, "VISITOR_UNKNOWN")
