"""Every kind of change writes one line: who, what, from where, old and new, and no secret."""

import asyncio
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from dom360.access import queries as people
from dom360.access.models import NewUser
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.actor import Actor, acting_as
from dom360.db.database import Database
from tests.audit.conftest import Trail
from tests.support.postgres import ScratchDatabase
from tests.support.world import PASSWORD, Client, Maker, TenantWorld

ClientOf = Callable[[TenantWorld | None], Client]


def user_id(database: ScratchDatabase, email: str) -> str:
    return str(database.value("select user_id from dom360.sign_in_emails where email = %s", email))


async def test_a_new_tenant_begins_its_log(tenant: TenantWorld, trail: Trail):
    entries = trail.of(tenant.tenant_id)

    assert [entry.action for entry in entries] == [
        "tenant.added",
        "account_vars.added",
        "inbox.added",
        "user.added",
        "api_key.created",
    ]
    assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5]
    assert entries[0].actor == "platform:dom360_admin"
    assert entries[0].old is None
    assert entries[0].new["slug"] == tenant.slug
    assert entries[0].subject == f"tenants:{tenant.tenant_id}"
    assert entries[1].subject == f"account_vars:{tenant.tenant_id}"
    assert entries[2].subject == f"inboxes:{tenant.inbox_id}"
    assert entries[3].new["role"] == "TENANT_ADMIN"
    assert entries[4].actor == "system:dom360_app"


async def test_signing_in_and_out(
    client_of: ClientOf, tenant: TenantWorld, trail: Trail, database: ScratchDatabase
):
    before = trail.length(tenant.tenant_id)
    client = client_of(tenant)

    await client.sign_in(tenant.admin_email)
    await client.call("POST", "/api/auth/sign-out", headers={"X-Request-ID": "leaving-1"})

    signed_in, signed_out = trail.of(tenant.tenant_id, after=before)
    me = f"user:{user_id(database, tenant.admin_email)}"
    assert (signed_in.action, signed_in.actor) == ("session.signed_in", me)
    assert (signed_out.action, signed_out.actor) == ("session.signed_out", me)
    assert signed_in.subject == signed_out.subject
    assert signed_out.request_id == "leaving-1"
    assert signed_out.address == "127.0.0.1"
    assert set(signed_out.new) == {"revoked_at"}
    assert signed_out.old == {"revoked_at": None}


async def test_the_address_behind_our_own_proxy_is_the_browsers(
    client_of: ClientOf, tenant: TenantWorld, trail: Trail
):
    before = trail.length(tenant.tenant_id)
    body = {"email": tenant.admin_email, "password": PASSWORD}

    await client_of(tenant).post(
        "/api/auth/sign-in", body, headers={"X-Forwarded-For": "6.6.6.6, 198.51.100.4"}
    )

    assert [entry.address for entry in trail.of(tenant.tenant_id, after=before)] == ["198.51.100.4"]


async def test_a_wrong_password_is_written_in_the_users_tenant(
    client_of: ClientOf, tenant: TenantWorld, trail: Trail, database: ScratchDatabase
):
    before = trail.length(tenant.tenant_id)

    answer = await client_of(None).sign_in(tenant.admin_email, "not the password")

    assert (answer.status, answer.code) == (401, "INVALID_CREDENTIALS")
    (entry,) = await trail.wait_for(tenant.tenant_id, after=before)
    assert (entry.action, entry.actor) == ("session.refused", "system:backend")
    assert entry.subject == f"users:{user_id(database, tenant.admin_email)}"
    assert entry.new == {"reason": "credentials"}
    assert entry.address == "127.0.0.1"


async def test_the_reason_of_a_refusal_is_written(
    client_of: ClientOf, tenant: TenantWorld, trail: Trail, database: ScratchDatabase
):
    email = user_id(database, tenant.admin_email)
    database.rows("update dom360.users set disabled_at = now() where id = %s", email)
    before = trail.length(tenant.tenant_id)
    await client_of(None).sign_in(tenant.admin_email)
    (disabled,) = await trail.wait_for(tenant.tenant_id, after=before)
    database.rows("update dom360.users set disabled_at = null where id = %s", email)
    database.rows("update dom360.tenants set status = 'suspended' where id = %s", tenant.tenant_id)
    before = trail.length(tenant.tenant_id)

    answer = await client_of(None).sign_in(tenant.admin_email)

    (suspended,) = await trail.wait_for(tenant.tenant_id, after=before)
    assert answer.code == "TENANT_SUSPENDED"
    assert [disabled.new, suspended.new] == [{"reason": "disabled"}, {"reason": "tenant_suspended"}]


async def test_an_unknown_address_is_stored_nowhere(client_of: ClientOf, database: ScratchDatabase):
    count = "select count(*) from dom360.audit_log"
    before = database.value(count)

    known_words = await client_of(None).sign_in("nobody-at-all@example.com", "x")
    await asyncio.sleep(0.2)

    assert (known_words.status, known_words.code) == (401, "INVALID_CREDENTIALS")
    assert database.value(count) == before
    assert (
        database.value(
            "select count(*) from dom360.audit_log a where a::text like '%%nobody-at-all%%'"
        )
        == 0
    )


async def test_api_keys_made_and_revoked(
    client_of: ClientOf, tenant: TenantWorld, trail: Trail, database: ScratchDatabase
):
    client = client_of(tenant)
    await client.sign_in(tenant.admin_email)
    before = trail.length(tenant.tenant_id)

    made = await client.post("/api/api-keys", {"name": "Site"}, headers={"X-Request-ID": "key-1"})
    for _ in range(2):  # the second time nothing changes any more
        await client.call("DELETE", f"/api/api-keys/{made.json['id']}")

    created, revoked = trail.of(tenant.tenant_id, after=before)
    me = f"user:{user_id(database, tenant.admin_email)}"
    assert (created.action, created.actor, created.request_id) == ("api_key.created", me, "key-1")
    assert created.subject == revoked.subject == f"api_keys:{made.json['id']}"
    assert created.new["name"] == "Site"
    assert created.new["key_hash"] == "[hidden]"
    assert (revoked.action, revoked.actor) == ("api_key.revoked", me)
    assert set(revoked.new) == {"revoked_at"}


async def test_a_user_added_and_changed(
    tenant: TenantWorld, make: Maker, trail: Trail, as_actor, database: ScratchDatabase
):
    before = trail.length(tenant.tenant_id)

    email = await make.person(tenant.tenant_id, "VIEWER")
    person = user_id(database, email)
    as_actor(
        tenant.tenant_id,
        "user",
        "u-1",
        f"update dom360.users set role = 'TENANT_USER', password_hash = 'argon-two' "
        f"where id = '{person}'",
        f"update dom360.users set name = name where id = '{person}'",
        f"delete from dom360.users where id = '{person}'",
    )

    added, changed, removed = trail.of(tenant.tenant_id, after=before)
    assert (added.action, added.new["email"]) == ("user.added", email)
    assert (changed.action, changed.actor) == ("user.changed", "user:u-1")
    assert changed.old == {"role": "VIEWER", "password_hash": "[hidden]"}
    assert changed.new == {"role": "TENANT_USER", "password_hash": "[hidden]"}
    assert (changed.request_id, changed.address) == ("req-1", "192.0.2.7")
    assert (removed.action, removed.new) == ("user.removed", None)
    assert removed.old["email"] == email


@pytest.mark.parametrize(
    ("change", "action", "old", "new"),
    [
        (
            (
                "update dom360.account_vars set rag_top_k = 7, booking_url = 'https://b.example/x',"
                " updated_at = now() where tenant_id = '{}'"
            ),
            "account_vars.changed",
            {"rag_top_k": 5, "booking_url": None},
            {"rag_top_k": 7, "booking_url": "https://b.example/x"},
        ),
        (
            (
                "update dom360.account_vars set agents_endpoint_url = "
                "'https://me:hunter2@agents.example/run?key=hunter2' where tenant_id = '{}'"
            ),
            "account_vars.changed",
            {"agents_endpoint_url": None},
            {"agents_endpoint_url": "https://[hidden]@agents.example/run?[hidden]"},
        ),
        (
            "update dom360.inboxes set default_agent_type = 'COPILOT' where tenant_id = '{}'",
            "inbox.changed",
            {"default_agent_type": None},
            {"default_agent_type": "COPILOT"},
        ),
        (
            "update dom360.tenants set status = 'suspended' where id = '{}'",
            "tenant.changed",
            {"status": "active"},
            {"status": "suspended"},
        ),
    ],
)
async def test_settings_inboxes_and_tenants(
    tenant: TenantWorld, trail: Trail, as_actor, change, action, old, new
):
    before = trail.length(tenant.tenant_id)

    as_actor(tenant.tenant_id, "api_key", "k-1", change.format(tenant.tenant_id))

    (entry,) = trail.of(tenant.tenant_id, after=before)
    assert (entry.action, entry.actor) == (action, "api_key:k-1")
    assert (entry.old, entry.new) == (old, new)


async def test_agents_and_where_they_answer(tenant: TenantWorld, trail: Trail, as_actor):
    before = trail.length(tenant.tenant_id)
    agent_id = uuid4()
    where = f"where tenant_id = '{tenant.tenant_id}'"

    as_actor(
        tenant.tenant_id,
        "user",
        "u-1",
        "insert into dom360.agents (tenant_id, id, agent_type, name, provider, model)"
        f" values ('{tenant.tenant_id}', '{agent_id}', 'SDR', 'Bia', 'openai', 'gpt-x')",
        f"update dom360.agents set api_key_encrypted = 'v1:test:aaaa', model = 'gpt-y' {where}",
        "insert into dom360.inbox_agents values"
        f" ('{tenant.tenant_id}', '{tenant.inbox_id}', 'SDR', '{agent_id}')",
        f"delete from dom360.inbox_agents {where}",
    )

    added, changed, placed, taken = trail.of(tenant.tenant_id, after=before)
    assert (added.action, added.subject) == ("agent.added", f"agents:{agent_id}")
    assert (changed.action, changed.actor) == ("agent.changed", "user:u-1")
    assert changed.new == {"api_key_encrypted": "[hidden]", "model": "gpt-y"}
    assert (placed.action, taken.action) == ("inbox_agent.added", "inbox_agent.removed")
    assert placed.new["inbox_id"] == taken.old["inbox_id"] == str(tenant.inbox_id)


async def test_a_master_choosing_a_tenant_is_written_there_and_at_home(
    client_of: ClientOf,
    tenant: TenantWorld,
    make: Maker,
    trail: Trail,
    database: ScratchDatabase,
):
    email = await make.master()
    home: UUID = database.value(
        "select tenant_id from dom360.sign_in_emails where email = %s", email
    )
    client = client_of(tenant)
    await client.sign_in(email)
    before = {where: trail.length(where) for where in (home, tenant.tenant_id)}

    chosen = await client.act_in(tenant.tenant_id, reason="A agenda não abre")
    await client.post("/api/api-keys", {"name": "Suporte"})

    me = f"platform:{user_id(database, email)}"
    assert chosen.status == 200
    there = trail.of(tenant.tenant_id, after=before[tenant.tenant_id])
    assert [(entry.action, entry.actor) for entry in there] == [
        ("platform.tenant_chosen", me),
        ("api_key.created", me),
    ]
    assert there[0].new["reason"] == "A agenda não abre"
    (at_home,) = trail.of(home, after=before[home])
    assert (at_home.action, at_home.actor) == ("session.tenant_chosen", me)
    assert at_home.new["acting_tenant_id"] == str(tenant.tenant_id)
    assert at_home.new["acting_reason"] == "A agenda não abre"


async def test_a_choice_that_fails_is_written_nowhere(
    client_of: ClientOf, make: Maker, database: ScratchDatabase
):
    client = client_of(None)
    await client.sign_in(await make.master())
    before = database.value("select count(*) from dom360.audit_log")

    answer = await client.act_in(UUID("00000000-0000-7000-8000-000000000000"))

    assert answer.status == 404
    assert database.value("select count(*) from dom360.audit_log") == before


async def test_a_masters_look_at_all_tenants_is_written_at_home(
    http, backend, make: Maker, trail: Trail, database: ScratchDatabase
):
    email = await make.master()
    home: UUID = database.value(
        "select tenant_id from dom360.sign_in_emails where email = %s", email
    )
    # This answer rightly holds every tenant's name, canaries and all.
    client = Client(http, backend.url, Maker(None), None)  # type: ignore[arg-type]
    await client.sign_in(email)
    before = trail.length(home)

    assert (await client.get("/api/admin/tenants")).status == 200

    (entry,) = trail.of(home, after=before)
    assert (entry.action, entry.subject) == ("platform.tenants_listed", "tenants:")
    assert entry.actor == f"platform:{user_id(database, email)}"


async def test_an_export_is_written_by_whoever_makes_it(
    db: Database, tenant: TenantWorld, trail: Trail
):
    before = trail.length(tenant.tenant_id)

    with acting_as(Actor("worker", "exports", "req-9")):
        async with db.tenant_tx(tenant.tenant_id) as tx:
            await audit.append(
                tx,
                tenant.tenant_id,
                "contact.exported",
                Subject("contacts", "c-1"),
                new={"messages": 12, "link": {"token": "hunter2"}, "text": "x" * 5000},
            )

    (entry,) = trail.of(tenant.tenant_id, after=before)
    assert (entry.action, entry.actor) == ("contact.exported", "worker:exports")
    assert entry.request_id == "req-9"
    assert entry.new["messages"] == 12
    assert entry.new["link"] == {"token": "[hidden]"}
    assert entry.new["text"] == "x" * 2000 + "… (5000 characters)"


async def test_no_secret_is_in_any_log(
    client_of: ClientOf, tenant: TenantWorld, database: ScratchDatabase
):
    client = client_of(tenant)
    await client.sign_in(tenant.admin_email)
    made = (await client.post("/api/api-keys", {"name": "Segredo"})).json["key"]
    cookie = client.headers["Cookie"].partition("=")[2]

    secrets = [made, made.rpartition("_")[2], cookie, PASSWORD, tenant.api_key]
    for column, table in (
        ("password_hash", "users"),
        ("encode(key_hash, 'hex')", "api_keys"),
        ("encode(token_hash, 'hex')", "sessions"),
    ):
        # Of every company of the run. Who signs in with an identity provider has no password.
        secrets += [
            row[0]
            for row in database.rows(
                f"select {column} from dom360.{table} where {column} is not null"
            )
        ]

    log = database.value("select string_agg(a::text, E'\\n') from dom360.audit_log a")
    assert "[hidden]" in log
    assert [secret for secret in secrets if secret in log] == []


async def test_a_rollback_leaves_no_line_and_no_gap(
    db: Database, tenant: TenantWorld, trail: Trail
):
    before = trail.length(tenant.tenant_id)

    with pytest.raises(ZeroDivisionError):  # noqa: PT012  # it is raised inside the transaction
        async with db.tenant_tx(tenant.tenant_id) as tx:
            await audit.append(tx, tenant.tenant_id, "contact.erased", Subject("contacts", "c"))
            raise ZeroDivisionError
    async with db.platform_tx("dom360_admin") as tx:
        new = NewUser(tenant.tenant_id, f"late-{tenant.slug}@example.com", "Tarde", "VIEWER")
        await people.add_user(tx, new, "$argon2id$not-a-real-one")

    assert [(entry.seq, entry.action) for entry in trail.of(tenant.tenant_id, after=before)] == [
        (before + 1, "user.added")
    ]


async def test_a_chat_turn_writes_nothing(client: Client, trail: Trail):
    assert client.world
    before = trail.length(client.world.tenant_id)

    assert (await client.chat()).status == 200

    assert trail.length(client.world.tenant_id) == before
