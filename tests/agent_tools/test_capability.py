"""Tokens: who gets in, and everybody who does not."""

import asyncio
import base64
import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from dom360.agent_tools.capability import CapabilityIssuer
from dom360.launch.parts import services as launched
from dom360.settings import SettingMissing, Settings
from tests.agent_tools.conftest import AgentTurn, StartTurn, scopes_of
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.services import CALLBACK_SECRET
from tests.support.stage import until
from tests.support.world import Client

SEEN = "search_lead_by_phone"


async def test_each_turn_brings_a_capability_that_ends_with_its_lease(
    sdr: AgentTurn, database: ScratchDatabase
):
    lease = database.value(
        "select lease_until from dom360.turns where id = %s", sdr.capability.turn_id
    )

    assert sdr.callback["base_url"].startswith("http://127.0.0.1:")
    assert datetime.fromisoformat(sdr.callback["expires_at"]) == lease
    assert sdr.capability.conversation_id.hex == sdr.body["conversation"]["id"].replace("-", "")
    assert sdr.capability.attempt == 1
    assert (await sdr.tool(SEEN)).status == 200


def test_the_agents_scopes_differ():
    sdr, copilot = scopes_of("SDR"), scopes_of("COPILOT")

    assert "leads:all" not in sdr
    assert {"conversation:handoff", "meetings:offer"} <= sdr - copilot
    assert {"usage:read", "conversations:read", "crm:read", "leads:all"} <= copilot - sdr


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(turn: AgentTurn, alg: str) -> str:
    return f"{part({'alg': alg, 'typ': 'JWT'})}.{turn.token.split('.')[1]}."


def tampered(turn: AgentTurn) -> str:
    head, body, signature = turn.token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    return f"{head}.{part(claims | {'scope': 'leads:all'})}.{signature}"


def with_another_key(turn: AgentTurn) -> str:
    other = CapabilityIssuer("another secret that is long enough to sign with", "http://x.example")
    return other.sign(turn.capability, datetime.now(UTC) + timedelta(minutes=1))


def claims_of(turn: AgentTurn) -> dict:
    return dict(jwt.decode(turn.token, OctKey.import_key(CALLBACK_SECRET)).claims)


def resigned(turn: AgentTurn, alg: str = "HS256", **changes: object) -> str:
    """With the right key, but not what we would say. None leaves a claim out."""
    said = {k: v for k, v in (claims_of(turn) | changes).items() if v is not None}
    key = OctKey.import_key(CALLBACK_SECRET)
    return jwt.encode({"alg": alg}, said, key, algorithms=[alg])


FORGED = {
    "nothing": lambda _: "",
    "words": lambda _: "not.a.token",
    "long": lambda _: "x" * 8000,
    "not ascii": lambda t: t.token[:-3] + "é",
    "no algorithm": lambda t: unsigned(t, "none"),
    "no algorithm, spelt differently": lambda t: unsigned(t, "nOnE"),
    "no signature": lambda t: unsigned(t, "HS256"),
    "tampered": tampered,
    "cut": lambda t: t.token[:-4],
    "another key": with_another_key,
    "another algorithm": lambda t: resigned(t, "HS512"),
    "another audience": lambda t: resigned(t, aud="somebody"),
    "another issuer": lambda t: resigned(t, iss="somebody"),
    "no end": lambda t: resigned(t, exp=None),
    "no scope": lambda t: resigned(t, scope=None),
    "no attempt": lambda t: resigned(t, att=None),
    "an attempt in words": lambda t: resigned(t, att="1"),
    "an attempt that is true": lambda t: resigned(t, att=True),
    "an unknown agent": lambda t: resigned(t, agt="ADMIN"),
    "a tenant that is no id": lambda t: resigned(t, tid="*"),
    "a scope that is a list": lambda t: resigned(t, scope=["leads:all"]),
}


@pytest.mark.parametrize("name", FORGED)
async def test_a_forged_token_is_refused(sdr: AgentTurn, name: str):
    answer = await sdr.tool(SEEN, token=FORGED[name](sdr))

    assert_problem(answer, 401, "CAPABILITY_INVALID")


async def test_an_expired_token_is_refused(sdr: AgentTurn):
    late = sdr.like(expires_at=datetime.now(UTC) - timedelta(seconds=1))

    assert_problem(await sdr.tool(SEEN, token=late), 401, "CAPABILITY_EXPIRED")


async def test_a_token_of_another_tenant_conversation_turn_or_attempt_is_refused(
    start_turn: StartTurn, other_client: Client
):
    mine, theirs = await start_turn(), await start_turn(other_client)
    second = await start_turn(sender_phone="+5511900000001")

    for changes in (
        {"tenant_id": theirs.capability.tenant_id},
        {"tenant_id": uuid4()},
        {"conversation_id": second.capability.conversation_id},
        {"conversation_id": theirs.capability.conversation_id},
        {"turn_id": second.capability.turn_id},
        {"turn_id": theirs.capability.turn_id},
        {"attempt": 2},
        {"attempt": 0},
    ):
        for tool in (SEEN, "create_lead"):
            answer = await mine.tool(tool, token=mine.like(**changes))
            assert_problem(answer, 401, "CAPABILITY_ENDED")


async def test_a_scope_that_is_missing_closes_the_tool(sdr: AgentTurn):
    narrow = sdr.like(scopes=frozenset({"knowledge:search"}))

    assert_problem(await sdr.tool(SEEN, token=narrow), 403, "TOOL_NOT_ALLOWED")


@pytest.mark.parametrize(
    "tool", ["query_leads", "query_consumption", "summarize_conversation", "list_crm_entities"]
)
async def test_sdr_has_no_tool_of_copilot(sdr: AgentTurn, tool: str):
    assert_problem(await sdr.tool(tool), 403, "TOOL_NOT_ALLOWED")


@pytest.mark.parametrize("tool", ["update_qualification", "hand_to_human", "offer_meeting"])
async def test_copilot_has_no_tool_of_sdr(copilot: AgentTurn, tool: str):
    assert_problem(await copilot.tool(tool), 403, "TOOL_NOT_ALLOWED")


async def test_an_agent_type_with_foreign_scopes_gets_nothing_by_them(sdr: AgentTurn):
    """Scopes open tools of the own agent type only."""
    mixed = sdr.like(scopes=scopes_of("COPILOT"))

    assert_problem(await sdr.tool("query_leads", token=mixed), 403, "TOOL_NOT_ALLOWED")


async def test_a_token_is_useless_after_its_turn(sdr: AgentTurn):
    assert (await sdr.end()).status == 200

    for tool in (SEEN, "create_lead"):
        assert_problem(await sdr.tool(tool), 401, "CAPABILITY_ENDED")


async def test_a_token_is_useless_after_a_later_attempt(sdr: AgentTurn, database: ScratchDatabase):
    database.rows(
        "update dom360.turns set attempt = attempt + 1 where id = %s", sdr.capability.turn_id
    )

    assert_problem(await sdr.tool(SEEN), 401, "CAPABILITY_ENDED")
    database.rows(
        "update dom360.turns set attempt = attempt - 1 where id = %s", sdr.capability.turn_id
    )


async def test_a_token_is_useless_where_the_tenant_is_suspended(
    sdr: AgentTurn, database: ScratchDatabase
):
    tenant_id = sdr.capability.tenant_id
    database.rows("update dom360.tenants set status = 'suspended' where id = %s", tenant_id)

    assert_problem(await sdr.tool(SEEN), 401, "CAPABILITY_ENDED")
    database.rows("update dom360.tenants set status = 'active' where id = %s", tenant_id)


async def test_tools_take_neither_key_nor_session(sdr: AgentTurn, client: Client):
    by_key = await client.post(f"/api/agent-tools/{SEEN}", {})
    await client.sign_in(client.world.admin_email)
    by_session = await client.post(f"/api/agent-tools/{SEEN}", {})

    assert_problem(by_key, 401, "CAPABILITY_INVALID")
    assert_problem(by_session, 401, "CAPABILITY_INVALID")


@pytest.mark.parametrize(
    "path", ["/api/leads", "/api/conversations", "/api/inboxes", "/api/auth/session",
             "/api/dashboard/consumption", "/api/leads/export.csv"],
)  # fmt: skip
async def test_a_token_works_nowhere_else(sdr: AgentTurn, path: str):
    for headers in (
        {"Authorization": f"Bearer {sdr.token}"},
        {"Authorization": "", "Cookie": f"dom360_session={sdr.token}"},
    ):
        assert_problem(await sdr.client.get(path, headers=headers), 401)


FINISHING = """
select count(*) from pg_stat_activity
 where datname = current_database() and wait_event_type = 'Lock' and query ~ 'from finish_turn'
"""


async def test_the_end_of_a_turn_that_is_under_way_waits_for_its_tool(
    sdr: AgentTurn, database: ScratchDatabase
):
    """The turn cannot end between the check and the tool's commit."""
    capability = sdr.capability
    with psycopg.connect(database.owner_url) as tool:
        tool.execute(
            "select * from dom360.open_tool_call(%s, %s, 1, %s, 'share')",
            [capability.tenant_id, capability.turn_id, capability.conversation_id],
        )
        ending = asyncio.create_task(sdr.end())
        await until(lambda: ending.done() or database.value(FINISHING))
        waited = not ending.done()
        tool.rollback()

    assert (await ending).status == 200
    assert waited


async def test_without_a_secret_agents_answer_without_tools(
    database: ScratchDatabase, fake_agent: FakeAgent, log_dir, http, make, tenant
):
    with services.backend(database, fake_agent.url, log_dir, DOM360_CALLBACK_SECRET="") as plain:
        client = Client(http, plain.url, make, tenant)
        answer = await client.chat("Olá", request_id="no-tools")
        tool = await client.post(f"/api/agent-tools/{SEEN}", {})

    assert answer.status == 200
    assert "callback" not in fake_agent.calls(request_id="no-tools")[-1].body
    assert_problem(tool, 503, "TOOLS_NOT_CONFIGURED")


def test_a_short_secret_is_refused():
    with pytest.raises(SettingMissing, match="too short"):
        CapabilityIssuer.of(Settings(callback_secret="short"))  # type: ignore[arg-type]


async def test_the_token_is_in_no_log(sdr: AgentTurn, backend: services.Service):
    await sdr.tool(SEEN)

    assert sdr.token.split(".")[2] not in backend.log.read_text()


def test_the_agents_own_service_cannot_sign():
    parts = {part.name: part.env for part in launched(Settings())}

    assert parts["agent"]["DOM360_CALLBACK_SECRET"] == ""
    assert parts["frontend"]["DOM360_CALLBACK_SECRET"] == ""
    assert "DOM360_CALLBACK_SECRET" not in parts["backend"]
