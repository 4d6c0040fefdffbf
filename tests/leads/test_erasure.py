"""A contact who is erased: the lead stays in the counts, its words don't."""

from tests.agent_tools.conftest import AgentTurn, sdr, start_turn
from tests.leads.conftest import add_lead
from tests.support.postgres import ScratchDatabase
from tests.support.world import Client

__all__ = ["sdr", "start_turn"]
SECRET = "palavra-que-some"
TABLES = ("leads", "lead_fields", "lead_events", "agent_tool_calls", "conversations", "contacts")


def words(database: ScratchDatabase, tenant_id: object) -> dict[str, int]:
    """In how many rows of each table the secret still stands."""
    return {
        table: database.value(
            f"select count(*) from dom360.{table} t where tenant_id = %s and t::text like %s",
            tenant_id,
            f"%{SECRET}%",
        )
        for table in TABLES
    }


async def erase(client: Client, contact_id: str) -> None:
    """As an administrator; the client goes on with the key."""
    key = client.headers.copy()
    await client.sign_in(client.world.admin_email)
    erased = await client.call("DELETE", f"/api/contacts/{contact_id}")
    client.headers.clear()
    client.headers.update(key)
    assert erased.status == 200, erased.raw


async def test_an_erased_contacts_lead_keeps_its_score_and_loses_its_words(
    sdr: AgentTurn, client: Client, database: ScratchDatabase
):
    learned = {"pain": {"value": SECRET, "confidence": 0.9}, "company": {"value": f"{SECRET} SA"}}
    result = await sdr.ok("update_qualification", {"fields": learned, "interest": "low"})
    await sdr.ok("add_comment_to_lead", {"text": f"nota {SECRET}"})
    await sdr.ok("create_lead", {"name": f"Ana {SECRET}", "source": SECRET})
    lead_id = result["lead"]["id"]
    await client.call("PATCH", f"/api/leads/{lead_id}", json={"source": SECRET})
    await sdr.ok("hand_to_human", {"reason": SECRET, "farewell": SECRET})
    before = (await client.get(f"/api/leads/{lead_id}")).json
    assert all(words(database, sdr.capability.tenant_id).values())

    await erase(client, before["contact_id"])

    assert set(words(database, sdr.capability.tenant_id).values()) == {0}
    after = (await client.get(f"/api/leads/{lead_id}")).json
    assert (after["score"], after["state"]) == (before["score"], before["state"])
    assert (after["name"], after["phone"], after["source"]) == (None, None, None)
    assert len(after["timeline"]["items"]) == len(before["timeline"]["items"])
    for path in ("/api/leads", "/api/leads/funnel", "/api/leads/export.csv"):
        answer = await client.get(path)
        assert answer.status == 200
        assert SECRET.encode() not in answer.raw


async def test_an_erased_contacts_merged_lead_is_erased_too(
    client: Client, database: ScratchDatabase
):
    kept = await add_lead(client, "+5511900000001")
    double = await add_lead(
        client, "+5511900000002", source=SECRET, fields={"pain": f"dor {SECRET}"}
    )
    await client.call("PATCH", f"/api/leads/{kept['id']}",
                      json={"source": "feira", "fields": {"pain": "outra"}})  # fmt: skip
    await client.post(f"/api/leads/{kept['id']}/merge", {"duplicate_id": double["id"]})

    await erase(client, double["contact_id"])

    assert not any(words(database, client.world.tenant_id).values())


async def test_the_export_of_a_person_holds_their_lead(client: Client):
    lead = await add_lead(client, fields={"pain": f"dor {SECRET}"})
    await client.post(f"/api/leads/{lead['id']}/comments", {"text": f"nota {SECRET}"})

    await client.sign_in(client.world.admin_email)
    exported = await client.get(f"/api/contacts/{lead['contact_id']}/export")

    assert exported.status == 200, exported.raw
    assert exported.raw.decode().count(SECRET) >= 3
