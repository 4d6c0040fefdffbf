"""A MASTER in a company: for a reason, for a while, seen by both sides, and out again."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.platform.conftest import Master
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, Maker, TenantWorld

SESSION = "/api/auth/session"


@pytest.fixture
async def person(client_of, make: Maker, tenant: TenantWorld) -> Client:
    """A MASTER whose answers may hold this company's canary and no other's."""
    client: Client = client_of(tenant)
    assert (await client.sign_in(await make.master())).status == 200
    return client


@pytest.mark.parametrize(
    "fields",
    [{"reason": None}, {"reason": " "}, {"reason": "x" * 501}, {"minutes": 4}, {"minutes": 481}],
)
async def test_nobody_gets_in_without_a_reason_and_an_end(
    person: Client, tenant: TenantWorld, fields: dict[str, object]
):
    answer = await person.act_in(tenant.tenant_id, **fields)

    assert_problem(answer, 422, "VALIDATION_FAILED")
    assert_problem(await person.get("/api/inboxes"), 409, "TENANT_NOT_CHOSEN")


async def test_the_session_shows_why_and_how_long(person: Client, tenant: TenantWorld):
    assert (await person.get(SESSION)).json["acting"] is None

    chosen = await person.act_in(tenant.tenant_id, reason="Chamado 12", minutes=30)

    assert chosen.json["acting"]["reason"] == "Chamado 12"
    left = datetime.fromisoformat(chosen.json["acting"]["until"]) - datetime.now(UTC)
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    assert (await person.get(SESSION)).json == chosen.json
    assert (await person.get("/api/inboxes")).status == 200


async def test_it_ends_by_itself(person: Client, tenant: TenantWorld, database: ScratchDatabase):
    await person.act_in(tenant.tenant_id)
    database.rows(
        "update dom360.sessions set acting_until = now() - interval '1 second'"
        " where acting_tenant_id = %s",
        tenant.tenant_id,
    )

    assert_problem(await person.get("/api/inboxes"), 409, "TENANT_NOT_CHOSEN")
    assert_problem(await person.chat("Oi"), 409, "TENANT_NOT_CHOSEN")
    session = (await person.get(SESSION)).json
    assert (session["tenant"], session["acting"]) == (None, None)


async def test_a_choice_of_the_time_before_reasons_were_asked_for_is_over(
    person: Client, tenant: TenantWorld, database: ScratchDatabase
):
    await person.act_in(tenant.tenant_id)
    database.rows(
        "update dom360.sessions set acting_until = null, acting_reason = null"
        " where acting_tenant_id = %s",
        tenant.tenant_id,
    )

    assert_problem(await person.get("/api/inboxes"), 409, "TENANT_NOT_CHOSEN")


async def test_it_is_ended_by_hand_and_both_logs_tell(
    person: Client, tenant: TenantWorld, database: ScratchDatabase
):
    await person.act_in(tenant.tenant_id, reason="Chamado 13")

    left = await person.call("DELETE", f"{SESSION}/tenant")
    again = await person.call("DELETE", f"{SESSION}/tenant")

    assert (left.status, left.json["tenant"], left.json["acting"]) == (200, None, None)
    assert again.json == left.json
    assert_problem(await person.get("/api/inboxes"), 409, "TENANT_NOT_CHOSEN")
    assert _lines(database, tenant.tenant_id) == [
        ("platform.tenant_chosen", "Chamado 13"),
        ("platform.tenant_left", None),
    ]
    home: UUID = database.value("select id from dom360.tenants where kind = 'platform'")
    of_home = database.rows(
        "select action from dom360.audit_log where tenant_id = %s and actor_id = %s order by seq",
        home,
        left.json["user"]["id"],
    )
    actions = [action for (action,) in of_home]
    assert actions[-2:] == ["session.tenant_chosen", "session.tenant_left"]


async def test_going_to_another_company_or_signing_out_ends_it_too(
    person: Client, tenant: TenantWorld, other: TenantWorld, database: ScratchDatabase
):
    await person.act_in(tenant.tenant_id, reason="Primeira")
    moved = await person.call(
        "PUT",
        f"{SESSION}/tenant",
        json={"tenant_id": str(other.tenant_id), "reason": "Segunda"},
        sees_all=True,
    )
    await person.post("/api/auth/sign-out", None)

    assert moved.status == 200
    assert [action for action, _ in _lines(database, tenant.tenant_id)] == [
        "platform.tenant_chosen",
        "platform.tenant_left",
    ]
    assert [action for action, _ in _lines(database, other.tenant_id)] == [
        "platform.tenant_chosen",
        "platform.tenant_left",
    ]


async def test_deleting_a_company_throws_out_who_works_there(
    person: Client, master: Master, tenant: TenantWorld
):
    await person.act_in(tenant.tenant_id)

    await master.delete(tenant)

    assert_problem(await person.get("/api/inboxes"), 409, "TENANT_NOT_CHOSEN")


async def test_what_a_master_does_there_carries_their_name(
    person: Client, tenant: TenantWorld, database: ScratchDatabase
):
    me = (await person.act_in(tenant.tenant_id)).json["user"]["id"]

    await person.post("/api/inboxes", {"name": "Suporte"})

    made = database.rows(
        "select actor_kind, actor_id from dom360.audit_log"
        " where tenant_id = %s and action = 'inbox.added' order by seq desc limit 1",
        tenant.tenant_id,
    )
    assert made == [("platform", me)]


async def test_a_master_may_look_into_a_suspended_company_and_not_chat_there(
    person: Client, master: Master, tenant: TenantWorld
):
    await master.post(f"/tenants/{tenant.tenant_id}/suspend", reason="Sem pagamento")

    assert (await person.act_in(tenant.tenant_id)).status == 200
    assert (await person.get("/api/conversations")).status == 200
    assert_problem(await person.chat("Oi"), 403, "TENANT_SUSPENDED")


def _lines(database: ScratchDatabase, tenant_id: UUID) -> list[tuple[str, str | None]]:
    return database.rows(
        "select action, new ->> 'reason' from dom360.audit_log"
        " where tenant_id = %s and action like 'platform.%%' order by seq",
        tenant_id,
    )
