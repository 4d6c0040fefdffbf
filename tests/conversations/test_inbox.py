"""The inbox: filters, counts, unread marks, and what operators do with a conversation."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tests.doubles.fake_agent import FakeAgent
from tests.support.problems import assert_problem
from tests.support.world import Client, Maker, TenantWorld

NOWHERE = "00000000-0000-4000-8000-000000000000"


async def begin(client: Client, number: int, text: str = "Olá", **fields: Any) -> str:
    answer = await client.chat(text, sender_phone=f"+551198765{number:04d}", **fields)
    return str(answer.json["conversation_id"])


async def ids(client: Client, query: str) -> list[str]:
    page = await client.get(f"/api/conversations?{query}")
    assert page.status == 200, page.raw
    return [item["id"] for item in page.json["items"]]


@pytest.fixture
async def person(client_of: Callable[[TenantWorld | None], Client], tenant: TenantWorld) -> Client:
    """An administrator, signed in."""
    signed_in = client_of(tenant)
    await signed_in.sign_in(tenant.admin_email)
    return signed_in


async def me(person: Client) -> str:
    return str((await person.get("/api/auth/session")).json["user"]["id"])


async def test_each_filter_leaves_what_it_says(client: Client, person: Client):
    one, two, three = [await begin(client, n) for n in (1, 2, 3)]
    mine = await me(person)
    await person.post(f"/api/conversations/{one}/takeover", {})
    await client.post(f"/api/conversations/{two}/takeover", {})
    await client.post(f"/api/conversations/{three}/resolve", {})

    assert set(await ids(person, "status=open")) == {one, two}
    assert await ids(person, "status=closed") == [three]
    assert await ids(person, "assignee=me") == [one]
    assert await ids(person, f"assignee={mine}") == [one]
    assert await ids(person, "assignee=nobody&handled_by=human") == [two]
    assert await ids(client, "assignee=me") == [], "nothing is a key's own"
    assert await ids(person, f"inbox_id={NOWHERE}") == []


async def test_a_search_looks_in_name_phone_and_last_message(client: Client):
    one = await begin(client, 1, "Preciso de orçamento", sender_name="João Conceição")
    two = await begin(client, 2, "100% de desconto_já?", sender_name="Bia")

    assert await ids(client, "search=conceicao") == [one]
    assert await ids(client, "search=JO%C3%83O") == [one]
    assert await ids(client, "search=98765-0002") == [two]
    assert await ids(client, "search=(11)%2098765%200001") == [one]
    assert await ids(client, "search=echo:%20PRECISO") == [one], "the last message is the answer"
    assert await ids(client, "search=100%25%20de") == [two]
    assert await ids(client, "search=1%25de") == [], "a percent sign is a percent sign"
    assert await ids(client, "search=%00") == []


async def test_pages_follow_each_other_under_every_filter(client: Client):
    made = [await begin(client, n, sender_name="Ana") for n in range(7)]

    found: list[str] = []
    cursor = ""
    for _ in range(4):
        page = await client.get(f"/api/conversations?limit=2&search=ana&status=open{cursor}")
        found += [item["id"] for item in page.json["items"]]
        cursor = f"&cursor={page.json['cursor']}"
    assert found == made[::-1]


async def test_reading_is_each_persons_own(
    client: Client, person: Client, client_of: Any, make: Maker, tenant: TenantWorld
):
    conversation_id = await begin(client, 1)
    colleague = client_of(tenant)
    await colleague.sign_in(await make.person(tenant.tenant_id, "VIEWER"))
    path = f"/api/conversations/{conversation_id}"

    assert (await person.get(path)).json["unread_count"] == 2
    assert await ids(person, "unread=true") == [conversation_id]
    assert (await person.call("PUT", f"{path}/read", json={"message_index": 99})).status == 204
    assert (await person.get(path)).json["unread_count"] == 0
    assert await ids(person, "unread=true") == []
    assert (await person.get("/api/conversations/counts")).json["unread"] == 0
    assert (await colleague.get(path)).json["unread_count"] == 2, "a colleague has not read it"
    assert (await colleague.call("PUT", f"{path}/read", json={"message_index": 2})).status == 204

    await begin(client, 1, "Mais uma")
    assert (await person.get(path)).json["unread_count"] == 2
    await person.call("PUT", f"{path}/read", json={"message_index": 1})
    assert (await person.get(f"{path}/read")).json == {"message_index": 2}, "never back"
    await person.call("PUT", f"{path}/unread", json={"message_index": 2})
    assert (await person.get(path)).json["unread_count"] == 3


async def test_counts_are_those_of_the_lists(client: Client, person: Client):
    one, two, _, four = [await begin(client, n) for n in (1, 2, 3, 4)]
    await person.post(f"/api/conversations/{one}/takeover", {})
    await client.post(f"/api/conversations/{two}/takeover", {})
    await client.post(f"/api/conversations/{four}/resolve", {})

    counts = (await person.get("/api/conversations/counts")).json

    assert counts == {"open": 3, "mine": 1, "waiting": 1, "agent": 1, "unread": 3}


async def test_a_note_is_for_colleagues_only(client: Client, person: Client, fake_agent: FakeAgent):
    conversation_id = await begin(client, 1)
    path = f"/api/conversations/{conversation_id}"

    note = await person.post(f"{path}/notes", {"text": "Cuidado: cliente antigo"})
    await begin(client, 1, "E aí?")

    assert note.status == 201
    said = await client.get(f"{path}/messages")
    everything = await client.get(f"{path}/messages?internal=true")
    assert [m["content"] for m in said.json["items"]] == [
        "Olá",
        "echo: Olá",
        "E aí?",
        "echo: E aí?",
    ]
    assert [m["message_index"] for m in everything.json["items"]] == [1, 2, 3, 4, 5]
    noted = everything.json["items"][2]
    assert (noted["visibility"], noted["author_name"]) == ("internal", "Pessoa")
    told = str(fake_agent.calls()[-1].body)
    assert "Cuidado" not in told, "no agent reads notes"


async def test_assigning_silences_nobody(client: Client, person: Client):
    conversation_id = await begin(client, 1)
    path = f"/api/conversations/{conversation_id}/assignee"

    given = await person.call("PUT", path, json={"assignee_user_id": await me(person)})
    answer = await client.chat("Ainda aí?", sender_phone="+5511987650001")
    taken = await person.call("PUT", path, json={"assignee_user_id": None})
    nobody = await person.call("PUT", path, json={"assignee_user_id": NOWHERE})

    assert (given.json["assignee_name"], given.json["handled_by"]) == ("Pessoa", "agent")
    assert answer.status == 200
    assert taken.json["assignee_user_id"] is None
    assert_problem(nobody, 422, "ASSIGNEE_NOT_FOUND")


async def test_resolved_and_reopened_and_resolved_again(client: Client):
    conversation_id = await begin(client, 1)
    path = f"/api/conversations/{conversation_id}"

    closed = [await client.post(f"{path}/resolve", {}) for _ in range(2)]
    opened = [await client.post(f"{path}/reopen", {}) for _ in range(2)]
    await client.post(f"{path}/resolve", {})
    newer = await begin(client, 1, "Voltei")
    refused = await client.post(f"{path}/reopen", {})

    assert [answer.json["status"] for answer in closed] == ["closed", "closed"]
    assert [answer.json["status"] for answer in opened] == ["open", "open"]
    assert newer != conversation_id
    assert_problem(refused, 409, "OTHER_CONVERSATION_OPEN")
    assert refused.json["conversation_id"] == newer


async def test_only_one_of_two_can_be_open_whoever_comes_first(client: Client):
    conversation_id = await begin(client, 1)
    await client.post(f"/api/conversations/{conversation_id}/resolve", {})

    answers = await asyncio.gather(
        *(client.post(f"/api/conversations/{conversation_id}/reopen", {}) for _ in range(4)),
        *(client.chat("Oi", sender_phone="+5511987650001") for _ in range(4)),
    )

    assert {answer.status for answer in answers} <= {200, 409}
    assert len(await ids(client, "status=open")) == 1


async def test_an_erased_contact_has_no_inbox_life(client: Client, person: Client):
    conversation_id = await begin(client, 1)
    contact_id = (await client.get(f"/api/conversations/{conversation_id}")).json["contact_id"]
    label = (await person.post("/api/labels", {"name": "VIP"})).json["id"]
    path = f"/api/conversations/{conversation_id}"
    await person.call("PUT", f"{path}/labels", json={"label_ids": [label]})

    assert (await person.call("DELETE", f"/api/contacts/{contact_id}")).status in (200, 204)

    assert_problem(await person.post(f"{path}/reopen", {}), 409, "CONVERSATION_ERASED")
    assert_problem(await person.post(f"{path}/notes", {"text": "x"}), 409, "CONVERSATION_ERASED")
    shown = (await person.get(path)).json
    assert (shown["erased"], shown["contact_phone"]) == (True, "")


async def test_nothing_of_this_crosses_to_another_company(client: Client, other_client: Client):
    conversation_id = await begin(client, 1)
    label = (await client.post("/api/labels", {"name": "VIP"})).json["id"]
    path = f"/api/conversations/{conversation_id}"

    tried = [
        await other_client.post(f"{path}/notes", {"text": "x"}),
        await other_client.post(f"{path}/resolve", {}),
        await other_client.post(f"{path}/reopen", {}),
        await other_client.call("PUT", f"{path}/assignee", json={"assignee_user_id": None}),
        await other_client.call("PUT", f"{path}/labels", json={"label_ids": [label]}),
        await other_client.call("DELETE", f"/api/labels/{label}"),
    ]
    theirs = await begin(other_client, 1)
    borrowed = await other_client.call(
        "PUT", f"/api/conversations/{theirs}/labels", json={"label_ids": [label]}
    )

    assert [answer.status for answer in tried] == [404] * 6
    assert borrowed.json["label_ids"] == [], "a foreign label is none"
    assert await ids(other_client, "search=Ana") == [theirs]


async def test_a_viewer_may_look_and_no_more(
    client: Client, client_of: Any, make: Maker, tenant: TenantWorld
):
    conversation_id = await begin(client, 1)
    viewer = client_of(tenant)
    await viewer.sign_in(await make.person(tenant.tenant_id, "VIEWER"))
    path = f"/api/conversations/{conversation_id}"

    assert (await viewer.get(path)).status == 200
    for method, tail, body in [
        ("POST", "/notes", {"text": "x"}),
        ("POST", "/takeover", {}),
        ("POST", "/resolve", {}),
        ("PUT", "/assignee", {"assignee_user_id": None}),
        ("PUT", "/labels", {"label_ids": []}),
        ("POST", "/messages", {"text": "x"}),
    ]:
        assert_problem(await viewer.call(method, path + tail, json=body), 403, "FORBIDDEN")


async def test_a_person_asks_copilot_as_themselves(
    person: Client, client: Client, fake_agent: FakeAgent
):
    body = {
        "inbox_id": str(client.world.inbox_id) if client.world else "",
        "message": "Resuma",
        "agent_type": "COPILOT",
    }

    asked = await person.post("/api/chat", body)
    again = await person.post("/api/chat", body)
    by_key = await client.post("/api/chat", body)
    as_sdr = await person.post("/api/chat", body | {"agent_type": "SDR"})

    assert asked.status == 200, asked.raw
    assert again.json["conversation_id"] == asked.json["conversation_id"]
    assert fake_agent.calls()[-1].body["sender"].get("phone_e164") is None
    assert_problem(by_key, 422, "INVALID_PHONE_FORMAT")
    assert_problem(as_sdr, 422, "INVALID_PHONE_FORMAT")
    assert asked.json["conversation_id"] not in await ids(person, "agent_type=SDR")
