"""Who stands in the list of contacts, and what belongs to each of them."""

from tests.support.world import Client, TenantWorld

ANA, BIA = "+5511987650001", "+5511987650002"


async def talk(client: Client, phone: str, **fields: object) -> str:
    answer = await client.chat("Olá", sender_phone=phone, **fields)
    assert answer.status == 200, answer.raw
    return str(answer.json["conversation_id"])


async def ids(client: Client, path: str, **params: str) -> list[str]:
    answer = await client.get(path, params=params)
    assert answer.status == 200, answer.raw
    return [str(one["id"]) for one in answer.json["items"]]


async def contact_of(client: Client, phone: str) -> str:
    (contact_id,) = await ids(client, "/api/contacts", phone=phone)
    return contact_id


async def test_a_contacts_conversations_and_lead_are_found_and_nobody_elses(
    client: Client, other_client: Client
):
    first = await talk(client, ANA)
    await client.post(f"/api/conversations/{first}/resolve", None)
    second = await talk(client, ANA)
    other = await talk(client, BIA)
    lead = (await client.post("/api/leads", {"phone": ANA, "fields": {}})).json["id"]
    await client.post("/api/leads", {"phone": BIA, "fields": {}})
    await talk(other_client, ANA)
    ana, bia = await contact_of(client, ANA), await contact_of(client, BIA)
    theirs = await contact_of(other_client, ANA)

    assert await ids(client, "/api/conversations", contact_id=ana) == [second, first]
    assert await ids(client, "/api/conversations", contact_id=bia) == [other]
    assert await ids(client, "/api/conversations", contact_id=theirs) == []
    assert await ids(client, "/api/leads", contact_id=ana) == [lead]
    assert await ids(client, "/api/leads", contact_id=theirs) == []
    steps = (await client.get("/api/leads/funnel", params={"contact_id": ana})).json["steps"]
    assert sum(step["leads"] for step in steps) == 1


async def test_colleagues_who_ask_copilot_are_no_contacts(client: Client, tenant: TenantWorld):
    await client.sign_in(tenant.admin_email)
    asked = await client.chat(
        "Quantos leads temos?", agent_type="COPILOT", sender_phone=None, sender_name=None
    )
    assert asked.status == 200, asked.raw
    await talk(client, ANA)

    listed = (await client.get("/api/contacts", params={"archived": "true"})).json["items"]

    assert [one["phone"] for one in listed] == [ANA]


async def test_who_was_erased_is_listed_on_demand_only(client: Client, tenant: TenantWorld):
    await talk(client, ANA)
    contact_id = await contact_of(client, ANA)
    await client.sign_in(tenant.admin_email)

    assert (await client.call("DELETE", f"/api/contacts/{contact_id}")).status == 200

    assert await ids(client, "/api/contacts") == []
    assert await ids(client, "/api/contacts", archived="true") == [contact_id]
