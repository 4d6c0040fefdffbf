"""A company's settings: what may be changed, what is refused, what is never shown."""

import pytest

from dom360.db.database import Database
from dom360.db.vault import AGENT_KEY, Vault
from dom360.kit.keyring import Keyring
from dom360.usage.jobs import recount_moved
from dom360.usage.reconcile import reconcile
from tests.doubles.fake_agent import FakeAgent
from tests.settings.conftest import Stored, patch
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.services import TEST_KEYS
from tests.support.world import Client, TenantWorld

SETTINGS = "/api/settings"
KEY = "agent-key-of-the-tests-4711"


async def test_settings_begin_with_the_platforms_defaults(admin: Client, tenant: TenantWorld):
    found = await admin.get(SETTINGS)

    assert found.status == 200
    assert {name: value for name, value in found.json.items() if name != "updated_at"} == {
        "name": f"Empresa {tenant.canary}",
        "agents_endpoint_url": None,
        "agents_timeout_ms": 30000,
        "default_agent_type": "SDR",
        "rag_enabled": True,
        "rag_top_k": 5,
        "rag_match_threshold": 0.5,
        "booking_enabled": False,
        "booking_url": None,
        "locale": "pt-BR",
        "timezone": "America/Sao_Paulo",
        "crm_url": None,
        "agent_key": None,
        "crm_token": None,
        "recounting": False,
    }


async def test_a_company_renames_itself_and_nobody_else(admin: Client, other_admin: Client):
    before = (await other_admin.get(SETTINGS)).json["name"]

    changed = await patch(admin, SETTINGS, name="  Clínica Nova  ")

    assert changed.json["name"] == "Clínica Nova"
    session = (await admin.get("/api/auth/session")).json
    assert session["tenant"]["name"] == "Clínica Nova"
    assert (await other_admin.get(SETTINGS)).json["name"] == before
    log = (await admin.get("/api/audit?limit=5")).json["items"]
    [entry] = [one for one in log if one["subject"]["table"] == "tenants"]
    assert entry["actor"]["kind"] == "user"
    assert entry["new"] == {"name": "Clínica Nova"}


async def test_no_company_is_renamed_from_another_ones_transaction(
    db: Database, tenant: TenantWorld, other_admin: Client
):
    assert other_admin.world
    before = (await other_admin.get(SETTINGS)).json["name"]

    async with db.tenant_tx(tenant.tenant_id) as tx:
        await tx.run(b"select rename_tenant(%(id)s, 'taken')", id=other_admin.world.tenant_id)

    assert (await other_admin.get(SETTINGS)).json["name"] == before


async def test_what_is_sent_changes_and_the_rest_stays(
    admin: Client, other_admin: Client, fake_agent: FakeAgent
):
    before = (await other_admin.get(SETTINGS)).json

    changed = await patch(
        admin,
        SETTINGS,
        agents_endpoint_url=fake_agent.url,
        agents_timeout_ms=5000,
        rag_match_threshold=0.3,
        booking_url="https://agenda.example.com/vida",
        booking_enabled=True,
    )

    assert changed.status == 200, changed.raw
    assert changed.json["agents_endpoint_url"] == fake_agent.url
    assert changed.json["rag_match_threshold"] == 0.3
    assert changed.json["rag_top_k"] == 5
    assert (await admin.get(SETTINGS)).json == changed.json
    assert (await other_admin.get(SETTINGS)).json == before


REFUSED = [
    ({"name": " "}, "body.name"),
    ({"name": None}, "body.name"),
    ({"name": "x" * 101}, "body.name"),
    ({"agents_timeout_ms": 999}, "body.agents_timeout_ms"),
    ({"agents_timeout_ms": 120_001}, "body.agents_timeout_ms"),
    ({"agents_timeout_ms": None}, "body.agents_timeout_ms"),
    ({"agents_timeout_ms": "5000"}, "body.agents_timeout_ms"),
    ({"rag_top_k": 0}, "body.rag_top_k"),
    ({"rag_top_k": 21}, "body.rag_top_k"),
    ({"rag_match_threshold": 1.01}, "body.rag_match_threshold"),
    ({"default_agent_type": "BOT"}, "body.default_agent_type"),
    ({"locale": "portuguese"}, "body.locale"),
    ({"timezone": "America/Gotham"}, "body.timezone"),
    ({"timezone": "XYZ+3"}, "body.timezone"),
    ({"timezone": "'; drop table tenants; --"}, "body.timezone"),
    ({"timezone": None}, "body.timezone"),
    ({"booking_enabled": True}, "body.booking_url"),
    ({"booking_url": "javascript:alert(1)"}, "body.booking_url"),
    ({"agents_endpoint_url": "ftp://agents.example.com"}, "body.agents_endpoint_url"),
    ({"agent_key": "two words"}, "body.agent_key"),
    ({"agent_key": KEY}, "body.agents_endpoint_url"),
    ({"crm_token": KEY}, "body.crm_url"),
    ({"tenant_id": "01a221e8-fafb-708e-bb5f-0b8863260492"}, "body.tenant_id"),
    ({"agent_key_encrypted": "v1:test:AAAA"}, "body.agent_key_encrypted"),
]


@pytest.mark.parametrize(("fields", "named"), REFUSED, ids=lambda value: str(value)[:60])
async def test_a_field_that_is_not_valid_is_named_and_leaves_nothing_behind(
    admin: Client, tenant: TenantWorld, stored: Stored, fields: dict[str, object], named: str
):
    before = stored(tenant)

    answer = await patch(admin, SETTINGS, **{"rag_enabled": False, **fields})

    problem = assert_problem(answer, 422, "VALIDATION_FAILED")
    assert [one["field"] for one in problem["errors"]] == [named]
    assert stored(tenant) == before


ADDRESSES = [
    "http://169.254.169.254/latest/meta-data",
    "http://[::ffff:10.0.0.1]:8000",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://10.0.0.1:8000",
    "http://user:secret@agents.example.com",
    "http://agents.example.com/?next=1",
]


@pytest.mark.parametrize("url", ADDRESSES)
async def test_an_address_that_leads_inside_is_refused_when_it_is_saved(
    admin: Client, tenant: TenantWorld, stored: Stored, url: str
):
    before = stored(tenant)

    saved = await patch(admin, SETTINGS, agents_endpoint_url=url)
    tested = await admin.post(f"{SETTINGS}/test-connection", {"agents_endpoint_url": url})

    problem = assert_problem(saved, 422, "URL_NOT_ALLOWED")
    assert problem["errors"][0]["field"] == "body.agents_endpoint_url"
    assert_problem(tested, 422, "URL_NOT_ALLOWED")
    assert b"secret" not in saved.raw + tested.raw
    assert stored(tenant) == before


@pytest.mark.parametrize("field", ["booking_url", "crm_url"])
async def test_every_address_is_judged(admin: Client, field: str):
    answer = await patch(admin, SETTINGS, **{field: "http://169.254.169.254/"})

    problem = assert_problem(answer, 422, "URL_NOT_ALLOWED")
    assert problem["errors"][0]["field"] == f"body.{field}"


async def test_a_key_is_stored_encrypted_sent_to_the_agent_and_never_shown(
    admin: Client,
    client: Client,
    fake_agent: FakeAgent,
    stored: Stored,
    tenant: TenantWorld,
    db: Database,
):
    saved = await patch(admin, SETTINGS, agents_endpoint_url=fake_agent.url, agent_key=KEY)

    assert saved.status == 200, saved.raw
    assert saved.json["agent_key"]["ends_in"] == "4711"
    assert saved.json["agent_key"]["changed_at"]
    shown = await admin.get(SETTINGS)
    assert KEY.encode() not in saved.raw + shown.raw
    row = stored(tenant)
    assert KEY not in str(row)
    opened = await Vault(db, Keyring.parse(TEST_KEYS)).open(
        tenant.tenant_id, AGENT_KEY, row["agent_key_encrypted"]
    )
    assert opened == KEY
    assert (await client.chat("Olá")).status == 200
    assert fake_agent.calls()[-1].headers["Authorization"] == f"Bearer {KEY}"


async def test_a_short_key_gives_nothing_of_itself_away(admin: Client, fake_agent: FakeAgent):
    saved = await patch(admin, SETTINGS, agents_endpoint_url=fake_agent.url, agent_key="short-4711")

    assert saved.json["agent_key"]["ends_in"] is None


MOVES = [
    ("http://127.0.0.1:{other}", True),
    ("http://localhost:{port}", True),
    ("https://127.0.0.1:{port}", True),
    (None, True),
    ("http://127.0.0.1:{port}/v2", False),
]


@pytest.mark.parametrize(("to", "dropped"), MOVES)
async def test_a_key_goes_when_its_address_leads_to_another_host(
    admin: Client,
    client: Client,
    fake_agent: FakeAgent,
    stored: Stored,
    tenant: TenantWorld,
    to: str | None,
    dropped: bool,
):
    await patch(admin, SETTINGS, agents_endpoint_url=fake_agent.url, agent_key=KEY)
    port = int(fake_agent.url.rpartition(":")[2])

    moved = await patch(
        admin, SETTINGS, agents_endpoint_url=to and to.format(port=port, other=port - 1)
    )

    assert moved.status == 200, moved.raw
    assert (moved.json["agent_key"] is None) is dropped
    row = stored(tenant)
    assert (row["agent_key_encrypted"] is None) is dropped
    assert (row["agent_key_hint"] is None) is dropped


async def test_a_key_that_comes_along_with_its_new_address_stays(
    admin: Client, fake_agent: FakeAgent, stored: Stored, tenant: TenantWorld, db: Database
):
    await patch(
        admin, SETTINGS, agents_endpoint_url="https://agents.example.com", agent_key="old-" + KEY
    )

    moved = await patch(admin, SETTINGS, agents_endpoint_url=fake_agent.url, agent_key=KEY)

    assert moved.json["agent_key"]["ends_in"] == "4711"
    ciphertext = stored(tenant)["agent_key_encrypted"]
    vault = Vault(db, Keyring.parse(TEST_KEYS))
    assert await vault.open(tenant.tenant_id, AGENT_KEY, ciphertext) == KEY


async def test_the_database_itself_lets_go_of_a_key_whoever_changes_the_address(
    admin: Client, database: ScratchDatabase, stored: Stored, tenant: TenantWorld
):
    await patch(
        admin,
        SETTINGS,
        agents_endpoint_url="https://agents.example.com",
        agent_key=KEY,
        crm_url="https://crm.example.com",
        crm_token=KEY,
    )

    database.rows(
        "update dom360.account_vars set agents_endpoint_url = 'https://evil.example.com',"
        " crm_url = 'https://evil.example.com' where tenant_id = %s",
        tenant.tenant_id,
    )

    row = stored(tenant)
    assert (row["agent_key_encrypted"], row["crm_token_encrypted"]) == (None, None)


async def test_null_forgets_a_secret(admin: Client, fake_agent: FakeAgent, client: Client):
    await patch(admin, SETTINGS, agents_endpoint_url=fake_agent.url, agent_key=KEY)

    forgotten = await patch(admin, SETTINGS, agent_key=None)

    assert forgotten.json["agent_key"] is None
    await client.chat("Olá")
    assert "Authorization" not in fake_agent.calls()[-1].headers


async def test_the_audit_log_tells_of_changes_and_keeps_the_secret(
    admin: Client, fake_agent: FakeAgent, database: ScratchDatabase, tenant: TenantWorld
):
    await patch(admin, SETTINGS, agents_endpoint_url=fake_agent.url, agent_key=KEY)

    lines = database.rows(
        "select new::text from dom360.audit_log"
        " where tenant_id = %s and action = 'account_vars.changed'",
        tenant.tenant_id,
    )
    assert any("agents_endpoint_url" in line for (line,) in lines)
    assert any('"agent_key_encrypted": "[hidden]"' in line for (line,) in lines)
    assert KEY not in str(lines)


async def test_test_connection_says_how_the_agents_are(admin: Client, fake_agent: FakeAgent):
    platform = await admin.post(f"{SETTINGS}/test-connection", {})
    own = await admin.post(f"{SETTINGS}/test-connection", {"agents_endpoint_url": fake_agent.url})

    for report, target in ((platform, "platform"), (own, "own")):
        assert report.status == 200, report.raw
        assert (report.json["ok"], report.json["target"]) == (True, target)
        assert 0 <= report.json["latency_ms"] < 5000
        assert report.json["problem"] is None


async def test_test_connection_says_why_it_fails(admin: Client, fake_agent: FakeAgent):
    port = int(fake_agent.url.rpartition(":")[2])
    nobody = f"http://127.0.0.1:{port - 1}"

    report = await admin.post(f"{SETTINGS}/test-connection", {"agents_endpoint_url": nobody})

    assert report.status == 200
    assert (report.json["ok"], report.json["status"]) == (False, "unreachable")
    assert report.json["code"] == "AGENT_UNREACHABLE"
    assert "could not be reached" in report.json["problem"]


@pytest.mark.parametrize("role", ["TENANT_USER", "VIEWER"])
async def test_settings_are_for_administrators(client_of, make, tenant: TenantWorld, role):
    person = client_of(tenant)
    await person.sign_in(await make.person(tenant.tenant_id, role))

    assert_problem(await person.get(SETTINGS), 403, "FORBIDDEN")
    assert_problem(await patch(person, SETTINGS, rag_top_k=1), 403, "FORBIDDEN")


async def test_a_new_time_zone_moves_the_days_that_were_counted(
    admin: Client, client: Client, db: Database, tenant: TenantWorld, database: ScratchDatabase
):
    await client.chat("Olá")
    # Auckland and Midway are a day apart at any hour: the day of the message is another one.
    here = "Pacific/Midway" if await _hour(database) < 11 else "Pacific/Auckland"

    moved = await patch(admin, SETTINGS, timezone=here)

    assert moved.json["recounting"] is True
    await recount_moved(db)
    assert (await admin.get(SETTINGS)).json["recounting"] is False
    async for books in reconcile(db, slug=tenant.slug, day=None, repair=False):
        assert books.differences == ()
    days = database.rows(
        "select distinct c.day = (m.created_at at time zone %s)::date"
        "  from dom360.consumption_inbox_daily c join dom360.messages m using (tenant_id)"
        " where c.tenant_id = %s",
        here,
        tenant.tenant_id,
    )
    assert days == [(True,)]


async def _hour(database: ScratchDatabase) -> int:
    return int(database.value("select extract(hour from now() at time zone 'utc')"))


async def test_dashboards_work_in_every_zone_that_can_be_stored(
    admin: Client, database: ScratchDatabase, tenant: TenantWorld
):
    with pytest.raises(Exception, match="not recognized"):
        database.rows(
            "update dom360.account_vars set timezone = 'America/Gotham' where tenant_id = %s",
            tenant.tenant_id,
        )

    assert (await admin.get("/api/dashboard/consumption")).status == 200
