"""Finding a contact by name or number, and correcting what they are called."""

import pytest

from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld

CONTACTS = "/api/contacts"
PHONE = "+5511987650001"


async def contact_of(client: Client, name: str = "José Ângelo", phone: str = PHONE) -> str:
    await client.chat("Olá", sender_name=name, sender_phone=phone)
    found = (await client.get(f"{CONTACTS}?phone=%2B{phone[1:]}")).json["items"]
    return str(found[0]["id"])


async def rename(client: Client, contact_id: str, **fields: object):
    return await client.call("PATCH", f"{CONTACTS}/{contact_id}", json=fields)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("jose", True),
        ("JOS%C3%89%20%C3%82NG", True),
        ("angelo", True),
        ("8765-0001", True),
        ("+55%2011%2098765", True),
        ("maria", False),
        ("maria%201", False),
        ("%25", False),
        ("_", False),
        ("%00", False),
    ],
)
async def test_a_contact_is_found_by_name_and_number(
    client: Client, other_client: Client, search: str, found: bool
):
    contact_id = await contact_of(client)
    await contact_of(other_client)

    listed = await client.get(f"{CONTACTS}?search={search.replace('+', '%2B')}")

    assert [one["id"] for one in listed.json["items"]] == ([contact_id] if found else [])


async def test_a_name_that_a_person_enters_stays(client: Client):
    contact_id = await contact_of(client, "ze_77")

    renamed = await rename(client, contact_id, name="José da Silva")
    await client.chat("De novo", sender_name="ze_77", sender_phone=PHONE)

    assert renamed.json["name"] == "José da Silva"
    assert (await client.get(f"{CONTACTS}/{contact_id}")).json["name"] == "José da Silva"
    await rename(client, contact_id, name=None)
    await client.chat("E de novo", sender_name="ze_77", sender_phone=PHONE)
    assert (await client.get(f"{CONTACTS}/{contact_id}")).json["name"] == "ze_77"


async def test_the_log_says_that_and_not_how(
    client: Client, database: ScratchDatabase, tenant: TenantWorld
):
    contact_id = await contact_of(client)

    await rename(client, contact_id, name="Nome Secreto")

    lines = database.rows(
        "select action, new::text from dom360.audit_log where tenant_id = %s and subject_id = %s",
        tenant.tenant_id,
        contact_id,
    )
    assert lines == [("contact.changed", '{"fields": ["name"]}')]


async def test_what_is_not_valid_or_not_mine_changes_nothing(client: Client, other_client: Client):
    contact_id = await contact_of(client)

    for fields in ({"name": " "}, {"name": "x" * 101}, {"phone": PHONE}, {"name": 7}):
        assert_problem(await rename(client, contact_id, **fields), 422, "VALIDATION_FAILED")
    assert_problem(await rename(other_client, contact_id, name="Minha"), 404, "CONTACT_NOT_FOUND")

    assert (await client.get(f"{CONTACTS}/{contact_id}")).json["name"] == "José Ângelo"


async def test_who_was_erased_is_named_no_more(client: Client, client_of, tenant: TenantWorld):
    contact_id = await contact_of(client)
    admin: Client = client_of(tenant)
    await admin.sign_in(tenant.admin_email)
    await admin.call("DELETE", f"{CONTACTS}/{contact_id}")

    assert_problem(await rename(client, contact_id, name="José"), 410, "CONTACT_ERASED")
    assert (await client.get(f"{CONTACTS}/{contact_id}")).json["name"] is None
