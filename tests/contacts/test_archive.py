"""Entering a person who has not written yet, and taking one out of the list."""

import asyncio

from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Answer, Client, TenantWorld

CONTACTS = "/api/contacts"
PHONE = "+5511987650007"


async def listed(client: Client, **params: str) -> list[str]:
    found = await client.get(CONTACTS, params=params)
    return [str(one["id"]) for one in found.json["items"]]


async def talk(client: Client, name: str = "Ana") -> Answer:
    answer = await client.chat("Olá", sender_phone=PHONE, sender_name=name)
    assert answer.status == 200, answer.raw
    return answer


async def quiet_contact(client: Client) -> str:
    """Somebody whose conversation is resolved."""
    talked = await talk(client)
    path = f"/api/conversations/{talked.json['conversation_id']}/resolve"
    assert (await client.post(path, None)).status == 200
    (contact_id,) = await listed(client, phone=PHONE)
    return contact_id


async def test_who_is_entered_is_the_one_who_writes_later_under_the_name_that_was_entered(
    client: Client,
):
    made = await client.post(CONTACTS, {"phone": "(11) 98765-0007", "name": " Lia "})
    await talk(client, name="lia_77")

    assert (made.status, made.json["phone"], made.json["name"]) == (201, PHONE, "Lia")
    (contact_id,) = await listed(client)
    assert contact_id == made.json["id"]
    after = (await client.get(f"{CONTACTS}/{contact_id}")).json
    assert (after["name"], after["conversation_count"]) == ("Lia", 1)


async def test_a_number_is_entered_once_also_by_many_at_the_same_moment(
    client: Client, other_client: Client
):
    answers = await asyncio.gather(*(client.post(CONTACTS, {"phone": PHONE}) for _ in range(8)))

    assert sorted(answer.status for answer in answers) == [201] + [409] * 7
    (contact_id,) = await listed(client)
    for refused in (one for one in answers if one.status == 409):
        assert_problem(refused, 409, "CONTACT_EXISTS")
        assert refused.json["contact_id"] == contact_id
    assert (await other_client.post(CONTACTS, {"phone": PHONE})).status == 201


async def test_what_is_no_number_enters_nobody(client: Client):
    for body, code in (
        ({"phone": "amanhã"}, "INVALID_PHONE_FORMAT"),
        ({"phone": "+99912345678901"}, "INVALID_PHONE_FORMAT"),
        ({"phone": PHONE, "name": " "}, "VALIDATION_FAILED"),
        ({"phone": PHONE, "archived_at": None}, "VALIDATION_FAILED"),
        ({}, "VALIDATION_FAILED"),
    ):
        assert_problem(await client.post(CONTACTS, body), 422, code)

    assert await listed(client, archived="true") == []


async def test_who_is_archived_leaves_the_list_and_stays_whole(client: Client):
    contact_id = await quiet_contact(client)

    archived = await client.post(f"{CONTACTS}/{contact_id}/archive", None)

    assert (archived.status, archived.json["conversation_count"]) == (200, 1)
    assert archived.json["archived_at"]
    assert await listed(client) == []
    assert await listed(client, search="Ana") == []
    assert await listed(client, archived="true") == [contact_id]
    assert await listed(client, phone=PHONE) == [contact_id]
    restored = await client.post(f"{CONTACTS}/{contact_id}/restore", None)
    assert (restored.json["archived_at"], await listed(client)) == (None, [contact_id])


async def test_who_writes_again_is_back_and_is_the_same(client: Client):
    contact_id = await quiet_contact(client)
    await client.post(f"{CONTACTS}/{contact_id}/archive", None)

    await talk(client)

    assert await listed(client) == [contact_id]
    assert (await client.get(f"{CONTACTS}/{contact_id}")).json["conversation_count"] == 2


async def test_nobody_is_archived_in_the_middle_of_a_conversation(client: Client):
    await talk(client)
    (contact_id,) = await listed(client)

    refused = await client.post(f"{CONTACTS}/{contact_id}/archive", None)

    assert_problem(refused, 409, "CONTACT_IS_TALKING")
    assert await listed(client) == [contact_id]


async def test_another_companys_contact_is_not_there(client: Client, other_client: Client):
    contact_id = await quiet_contact(client)

    for act in ("archive", "restore"):
        answer = await other_client.post(f"{CONTACTS}/{contact_id}/{act}", None)
        assert_problem(answer, 404, "CONTACT_NOT_FOUND")

    assert await listed(client) == [contact_id]


async def test_who_was_erased_is_not_archived(client: Client, tenant: TenantWorld):
    contact_id = await quiet_contact(client)
    await client.sign_in(tenant.admin_email)
    assert (await client.call("DELETE", f"{CONTACTS}/{contact_id}")).status == 200

    refused = await client.post(f"{CONTACTS}/{contact_id}/archive", None)

    assert_problem(refused, 410, "CONTACT_ERASED")


async def test_each_act_is_written_down_once_and_without_the_person(
    client: Client, database: ScratchDatabase, tenant: TenantWorld
):
    made = await client.post(CONTACTS, {"phone": PHONE, "name": "Lia"})
    for act in ("archive", "archive", "restore", "restore"):
        await client.post(f"{CONTACTS}/{made.json['id']}/{act}", None)

    lines = database.rows(
        "select action, new::text from dom360.audit_log where tenant_id = %s and subject_id = %s"
        " order by seq",
        tenant.tenant_id,
        made.json["id"],
    )
    assert lines == [
        ("contact.created", "{}"),
        ("contact.archived", "{}"),
        ("contact.restored", "{}"),
    ]
