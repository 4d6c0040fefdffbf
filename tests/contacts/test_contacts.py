"""A person may know what is stored about them, and may be forgotten; nobody else may ask for it."""

import asyncio
import secrets
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from dom360.db.database import Database
from tests.doubles.fake_agent import FakeAgent
from tests.support.ledger import assert_books_agree
from tests.support.postgres import Cluster, ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.stage import until
from tests.support.world import Answer, Client, Maker, TenantWorld

Clients = Callable[[TenantWorld | None], Client]

SAID = "Quero saber o preço"


@dataclass(frozen=True)
class Person:
    """Somebody with a canary in each place where a person's data can lie."""

    phone: str
    name: str
    said: str
    request_id: str

    @property
    def canaries(self) -> tuple[str, ...]:
        return self.phone, self.phone[1:], self.name, self.said, self.request_id


@pytest.fixture
def person() -> Person:
    mark = secrets.token_hex(8)
    phone = f"+55119{secrets.randbelow(10**8):08}"
    return Person(phone, f"Zulmira {mark}", f"dito-{mark}", f"pedido-{mark}")


@pytest.fixture
async def administrator(client_of: Clients, tenant: TenantWorld, fake_agent: FakeAgent) -> Client:
    client = client_of(tenant)
    assert (await client.sign_in(tenant.admin_email)).status == 200
    return client


async def _talk(client: Client, person: Person, message: str = SAID, **fields: Any) -> Answer:
    answer = await client.chat(
        message, sender_phone=person.phone, sender_name=person.name, **fields
    )
    assert answer.status == 200, answer.raw
    return answer


async def _contact_id(client: Client, person: Person) -> str:
    found = await client.get("/api/contacts", params={"phone": person.phone})
    assert found.status == 200, found.raw
    assert len(found.json["items"]) == 1
    return str(found.json["items"][0]["id"])


def _dump(cluster: Cluster, database: ScratchDatabase) -> str:
    """All that the database holds, every tenant's."""
    parts = conninfo_to_dict(database.owner_url)
    address = {
        f"PG{name.upper()}": str(parts[name]) for name in ("host", "port", "user", "password")
    }
    dumped = subprocess.run(
        [cluster.installation.program("pg_dump"), "--data-only", str(parts["dbname"])],
        env=cluster.installation.environment(**address),
        capture_output=True,
        text=True,
        check=True,
    )
    return dumped.stdout


async def test_contacts_are_listed_newest_first_in_pages(client: Client):
    for number in ("+5511900000011", "+5511900000012", "+5511900000013"):
        await client.chat("Olá", sender_phone=number)

    first = (await client.get("/api/contacts", params={"limit": "2"})).json
    second = (
        await client.get("/api/contacts", params={"limit": "2", "cursor": first["cursor"]})
    ).json

    phones = [item["phone"] for item in (*first["items"], *second["items"])]
    assert phones == ["+5511900000013", "+5511900000012", "+5511900000011"]
    assert second["cursor"] is None
    assert first["items"][0]["conversation_count"] == 1


async def test_a_person_gets_everything_that_is_stored_about_them(
    person: Person, administrator: Client
):
    await _talk(administrator, person)
    await administrator.chat("de outra pessoa", sender_phone="+5511900000002")
    contact_id = await _contact_id(administrator, person)

    export = await administrator.get(f"/api/contacts/{contact_id}/export")

    assert export.status == 200
    assert export.headers["Cache-Control"] == "no-store"
    tables = export.json["tables"]
    assert [row["phone_e164"] for row in tables["contacts"]] == [person.phone]
    assert [row["name"] for row in tables["contacts"]] == [person.name]
    assert [row["role"] for row in tables["messages"]] == ["user", "assistant"]
    assert tables["messages"][0]["content"] == SAID
    assert len(tables["turns"]) == len(tables["conversations"]) == 1
    assert "body_hash" not in tables["turns"][0]
    assert b"de outra pessoa" not in export.raw


async def test_nothing_of_an_erased_person_is_left_and_the_books_agree(
    person: Person,
    administrator: Client,
    fake_agent: FakeAgent,
    cluster: Cluster,
    database: ScratchDatabase,
):
    fake_agent.mode("ok", tenant_id=administrator.world.tenant_id)
    await _talk(administrator, person, person.said, request_id=person.request_id)
    await _talk(administrator, person, person.said + " outra vez", agent_type="COPILOT")
    contact_id = await _contact_id(administrator, person)
    _fill_every_column(database, contact_id, person)
    counted = _counters(database, administrator.world.tenant_id)
    before = _dump(cluster, database)
    assert all(canary in before for canary in person.canaries)

    erased = await administrator.call("DELETE", f"/api/contacts/{contact_id}")

    assert erased.status == 200, erased.raw
    counts = erased.json["counts"]
    assert (counts["contacts"], counts["conversations"], counts["turns"]) == (1, 2, 2)
    assert counts["messages"] == 4
    after = _dump(cluster, database)
    assert [canary for canary in person.canaries if canary in after] == []
    assert _counters(database, administrator.world.tenant_id) == counted
    assert_books_agree(database)


def _fill_every_column(database: ScratchDatabase, contact_id: str, person: Person) -> None:
    """An agent that writes the person's name wherever it can."""
    database.rows(
        "update dom360.messages set tool_calls = jsonb_build_array(jsonb_build_object("
        " 'name', %s::text, 'arguments', jsonb_build_object('phone', %s::text))),"
        " rag_context = jsonb_build_array(jsonb_build_object('doc_id', %s::text)),"
        " structured = jsonb_build_object('name', %s::text)"
        " where conversation_id in (select id from dom360.conversations where contact_id = %s)",
        person.name, person.phone, person.said, person.name, contact_id,
    )  # fmt: skip


def _counters(database: ScratchDatabase, tenant_id: UUID) -> list[tuple[Any, ...]]:
    counters = database.rows(
        "select * from dom360.consumption_inbox_daily where tenant_id = %s"
        " order by 1, 2, 3, 4, 5, 6",
        tenant_id,
    )
    items = database.rows(
        "select message_index, jsonb_array_length(tool_calls), jsonb_array_length(rag_context),"
        " total_tokens, cost_micro_usd from dom360.messages where tenant_id = %s"
        " order by conversation_id, message_index",
        tenant_id,
    )
    return [*counters, *items]


async def test_an_erasure_that_is_repeated_gives_the_same_receipt(
    person: Person, administrator: Client
):
    await _talk(administrator, person)
    contact_id = await _contact_id(administrator, person)

    first = await administrator.call("DELETE", f"/api/contacts/{contact_id}")
    again = await administrator.call("DELETE", f"/api/contacts/{contact_id}")

    assert first.status == again.status == 200
    assert again.json == first.json
    assert set(first.json) == {"receipt_id", "contact_id", "erased_at", "counts"}


async def test_an_erased_person_still_shows_as_somebody(person: Person, administrator: Client):
    answer = await _talk(administrator, person)
    contact_id = await _contact_id(administrator, person)

    await administrator.call("DELETE", f"/api/contacts/{contact_id}")

    contact = (await administrator.get(f"/api/contacts/{contact_id}")).json
    assert (contact["phone"], contact["name"]) == (None, None)
    assert contact["anonymised_at"] is not None
    where = f"/api/conversations/{answer.json['conversation_id']}"
    conversation = (await administrator.get(where)).json
    assert (conversation["status"], conversation["contact_phone"]) == ("closed", "")
    messages = (await administrator.get(f"{where}/messages")).json["items"]
    assert {message["content"] for message in messages} == {"[erased]"}


async def test_who_writes_again_after_an_erasure_is_a_new_contact(
    person: Person, administrator: Client
):
    answer = await _talk(administrator, person)
    old = await _contact_id(administrator, person)
    await administrator.call("DELETE", f"/api/contacts/{old}")

    again = await _talk(administrator, person)
    into_the_old = await administrator.chat(
        "Olá", sender_phone=person.phone, conversation_id=answer.json["conversation_id"]
    )

    assert await _contact_id(administrator, person) != old
    assert again.json["conversation_id"] != answer.json["conversation_id"]
    assert_problem(into_the_old, 409, "CONVERSATION_CLOSED")


async def test_a_turn_under_way_cannot_write_an_erased_person_back(
    person: Person,
    administrator: Client,
    fake_agent: FakeAgent,
    database: ScratchDatabase,
    cluster: Cluster,
):
    fake_agent.mode("hold", tenant_id=administrator.world.tenant_id)
    under_way = asyncio.create_task(
        administrator.chat(person.said, sender_phone=person.phone, sender_name=person.name)
    )
    waiting = asyncio.create_task(administrator.chat(person.said + "-2", sender_phone=person.phone))
    open_turns = (
        "select count(*) from dom360.turns"
        " where tenant_id = %s and state in ('accepted', 'calling')"
    )
    tenant_id = administrator.world.tenant_id
    await until(lambda: database.value(open_turns, tenant_id) == 2)
    contact_id = await _contact_id(administrator, person)

    erased = await administrator.call("DELETE", f"/api/contacts/{contact_id}")
    fake_agent.release()

    assert erased.status == 200
    assert_problem(await under_way, 410, "CONTACT_ERASED")
    assert_problem(await waiting, 410, "CONTACT_ERASED")
    dumped = _dump(cluster, database)
    assert [canary for canary in person.canaries if canary in dumped] == []
    assert database.value("select sum(errors) from dom360.consumption_inbox_daily"
                          " where tenant_id = %s", tenant_id) == 2  # fmt: skip
    assert_books_agree(database)


async def test_an_erased_conversation_takes_no_message_from_anybody(
    person: Person, administrator: Client, database: ScratchDatabase
):
    answer = await _talk(administrator, person)
    contact_id = await _contact_id(administrator, person)
    await administrator.call("DELETE", f"/api/contacts/{contact_id}")

    with pytest.raises(psycopg.DatabaseError) as refused:
        database.rows(
            "insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type,"
            " message_index, role, content) values (%s, %s, %s, 'SDR', 0, 'operator', 'Olá')",
            administrator.world.tenant_id, answer.json["conversation_id"],
            administrator.world.inbox_id,
        )  # fmt: skip
    assert refused.value.sqlstate == "DM001"


async def test_an_erased_turn_is_not_taken_up_again(
    person: Person, administrator: Client, fake_agent: FakeAgent, database: ScratchDatabase
):
    fake_agent.mode("hold", tenant_id=administrator.world.tenant_id)
    under_way = asyncio.create_task(administrator.chat(SAID, sender_phone=person.phone))
    tenant_id = administrator.world.tenant_id
    await until(lambda: database.rows("select 1 from dom360.turns where tenant_id = %s", tenant_id))
    contact_id = await _contact_id(administrator, person)
    await administrator.call("DELETE", f"/api/contacts/{contact_id}")
    fake_agent.release()
    await under_way

    outcome = database.value(
        "select outcome from dom360.turns t, lateral dom360.claim_turn("
        " t.tenant_id, t.id, t.attempt, true, 1000, 10) where t.tenant_id = %s",
        tenant_id,
    )

    assert outcome == "running"


async def test_a_message_that_meets_an_erasure_belongs_to_a_new_contact(
    person: Person, administrator: Client, fake_agent: FakeAgent, database: ScratchDatabase
):
    """The message found the contact just before; it waits for the erasure and begins anew."""
    await _talk(administrator, person)
    contact_id = await _contact_id(administrator, person)
    tenant_id = administrator.world.tenant_id
    async with await psycopg.AsyncConnection.connect(database.app_url) as eraser:
        await eraser.execute("select dom360.set_tenant(%s)", [tenant_id])
        await eraser.execute("select dom360.erase_contact(%s, %s)", [tenant_id, contact_id])
        meets = asyncio.create_task(
            administrator.chat(
                "Nova", sender_phone=person.phone, sender_name="Outra", agent_type="COPILOT"
            )
        )
        await asyncio.sleep(0.3)
        assert not meets.done()
        await eraser.commit()
    answer = await meets

    assert answer.status == 200, answer.raw
    assert await _contact_id(administrator, person) != contact_id
    assert database.rows("select name from dom360.contacts where id = %s", contact_id) == [(None,)]


async def test_another_tenants_person_does_not_exist(
    person: Person, administrator: Client, client_of: Clients, other: TenantWorld
):
    await _talk(administrator, person)
    contact_id = await _contact_id(administrator, person)
    stranger = client_of(other)
    await stranger.sign_in(other.admin_email)

    for method, path in (("GET", ""), ("GET", "/export"), ("DELETE", "")):
        answer = await stranger.call(method, f"/api/contacts/{contact_id}{path}")
        assert_problem(answer, 404, "CONTACT_NOT_FOUND")
    assert (await administrator.get(f"/api/contacts/{contact_id}")).json["name"] == person.name


@pytest.mark.parametrize("role", ["VIEWER", "TENANT_USER"])
async def test_only_an_administrator_exports_and_erases(
    person: Person, client: Client, client_of: Clients, make: Maker, tenant: TenantWorld, role: Any
):
    await _talk(client, person)
    contact_id = await _contact_id(client, person)
    asking = client_of(tenant)
    await asking.sign_in(await make.person(tenant.tenant_id, role))

    export = await asking.get(f"/api/contacts/{contact_id}/export")
    erased = await asking.call("DELETE", f"/api/contacts/{contact_id}")

    assert_problem(export, 403, "FORBIDDEN")
    assert_problem(erased, 403, "FORBIDDEN")
    assert (await asking.get(f"/api/contacts/{contact_id}")).status == 200


async def test_the_engine_erases_for_its_own_tenant_only(
    person: Person,
    administrator: Client,
    other: TenantWorld,
    db: Database,
    database: ScratchDatabase,
):
    await _talk(administrator, person)
    contact_id = await _contact_id(administrator, person)

    with psycopg.connect(database.app_url) as app:
        app.execute("select dom360.set_tenant(%s)", [other.tenant_id])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(
                "select dom360.erase_personal_data(%s, %s)",
                [administrator.world.tenant_id, contact_id],
            )
    with psycopg.connect(database.app_url) as app:
        app.execute("select dom360.set_tenant(%s)", [other.tenant_id])
        app.execute("select dom360.erase_personal_data(%s, %s)", [other.tenant_id, uuid4()])
    assert (await administrator.get(f"/api/contacts/{contact_id}")).json["name"] == person.name


async def test_both_acts_are_in_the_audit_log_once_and_without_the_person(
    person: Person, administrator: Client, database: ScratchDatabase
):
    await _talk(administrator, person)
    contact_id = await _contact_id(administrator, person)

    await administrator.get(f"/api/contacts/{contact_id}/export")
    receipt = (await administrator.call("DELETE", f"/api/contacts/{contact_id}")).json
    await administrator.call("DELETE", f"/api/contacts/{contact_id}")

    entries = database.rows(
        "select action, actor_kind, new from dom360.audit_log"
        " where tenant_id = %s and subject_id = %s order by seq",
        administrator.world.tenant_id, contact_id,
    )  # fmt: skip
    assert [entry[:2] for entry in entries] == [
        ("contact.exported", "user"),
        ("contact.erased", "user"),
    ]
    assert entries[1][2]["receipt_id"] == receipt["receipt_id"]
    assert not any(canary in str(entries) for canary in person.canaries)
