"""A tenant's agent key on its way: stored by the operator, sent to the tenant's agent only."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.kit.keyring import Keyring
from dom360.tenants import actions as tenants
from dom360.turns.actions import RunnerSettings, TurnRunner, check
from dom360.turns.schemas import NewTurn
from dom360.web.agent_client import AgentClient
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.services import TEST_KEYS
from tests.support.world import Client, TenantWorld

KEY = "agent-key-4711"


@pytest.fixture
def own_agent(database: ScratchDatabase, tenant: TenantWorld, fake_agent: FakeAgent) -> FakeAgent:
    """The tenant names its agent itself."""
    database.rows(
        "update dom360.account_vars set agents_endpoint_url = %s where tenant_id = %s",
        fake_agent.url,
        tenant.tenant_id,
    )
    return fake_agent


def dom360(
    database: ScratchDatabase, *arguments: str, said: str = "", keys: str = TEST_KEYS
) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DATABASE_APP_URL": database.app_url, "DATABASE_URL": database.owner_url}
    return subprocess.run(
        [sys.executable, "-m", "dom360", *arguments],
        env={**env, "DOM360_ENCRYPTION_KEYS": keys},
        input=said,
        capture_output=True,
        text=True,
        timeout=60,
    )


async def store_key(db: Database, world: TenantWorld) -> None:
    async with Vault(db, Keyring.parse(TEST_KEYS)).tenant_tx(world.tenant_id) as secrets:
        await tenants.set_agent_key(secrets, KEY)


async def test_the_key_is_stored_by_command_and_sent_as_a_bearer_token(
    client: Client, own_agent: FakeAgent, database: ScratchDatabase, tenant: TenantWorld
):
    done = dom360(database, "tenant", "set-agent-key", tenant.slug, said=f"{KEY}\n")
    assert done.returncode == 0, done.stderr
    assert KEY not in done.stdout + done.stderr
    answer = await client.chat("Olá")

    (call,) = own_agent.calls()
    assert answer.status == 200
    assert call.headers["Authorization"] == f"Bearer {KEY}"
    assert KEY.encode() not in answer.raw

    assert dom360(database, "tenant", "clear-agent-key", tenant.slug).returncode == 0
    await client.chat("De novo")
    assert "Authorization" not in own_agent.calls()[-1].headers


async def test_the_platforms_agent_does_not_get_a_tenants_key(
    client: Client, fake_agent: FakeAgent, db: Database, tenant: TenantWorld
):
    await store_key(db, tenant)

    assert (await client.chat("Olá")).status == 200

    (call,) = fake_agent.calls()
    assert "Authorization" not in call.headers


async def test_an_unreadable_key_fails_the_turn_and_calls_nobody(
    client: Client,
    other: TenantWorld,
    own_agent: FakeAgent,
    database: ScratchDatabase,
    db: Database,
    tenant: TenantWorld,
):
    await store_key(db, other)
    database.rows(
        "update dom360.account_vars v set agent_key_encrypted = o.agent_key_encrypted"
        "  from dom360.account_vars o where v.tenant_id = %s and o.tenant_id = %s",
        tenant.tenant_id,
        other.tenant_id,
    )

    answer = await client.chat("Olá")

    assert (answer.status, answer.code) == (500, "SECRET_UNREADABLE")
    assert KEY.encode() not in answer.raw
    assert own_agent.calls() == []


def test_the_command_refuses_in_one_line(database: ScratchDatabase, tenant: TenantWorld):
    done = dom360(database, "tenant", "set-agent-key", "nobody", said=KEY)

    assert done.returncode == 1
    assert "no company with the slug nobody" in " ".join(done.stderr.split())
    assert KEY not in done.stderr
    assert "Traceback" not in done.stderr


REFUSALS = [
    ("backend", services.WRONG_KEYS, "not the one that this database knows by that id"),
    ("worker", services.WRONG_KEYS, "not the one that this database knows by that id"),
    ("backend", "", "the key test is not among them, and stored secrets need it"),
    ("worker", "test:c2hvcnQ=", "the key test is short"),
]


def test_wrong_keys_refuse_to_start_with_one_line(
    backend: services.Service, database: ScratchDatabase, tmp_path: Path
):
    def start(part: str, keys: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "dom360", "serve", part],
            env={
                **os.environ,
                "DATABASE_APP_URL": database.app_url,
                "DOM360_ENCRYPTION_KEYS": keys,
                "DOM360_BACKEND_PORT": str(services.free_port()),
                "DOM360_STATE_DIR": str(tmp_path),
                "COLUMNS": "300",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    started = [(start(part, keys), keys, told) for part, keys, told in REFUSALS]

    for process, keys, told in started:
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 1, said
        (line,) = said.splitlines()
        assert line.startswith("DOM360_ENCRYPTION_KEYS")
        assert told in line
        assert not keys or keys.partition(":")[2] not in line


async def test_the_platforms_own_key_is_sent_to_the_platforms_agent(
    db: Database, client: Client, fake_agent: FakeAgent, tenant: TenantWorld
):
    request = check(NewTurn.model_validate(client.turn("Olá"), strict=False))
    settings = RunnerSettings(fake_agent.url, 5000, 3, agent_key="platform-key")
    async with AgentClient() as agents:
        runner = TurnRunner(db, agents, settings)
        turn = await runner.begin(tenant.tenant_id, request)
        await runner.complete(tenant.tenant_id, request, turn)

    (call,) = fake_agent.calls()
    assert call.headers["Authorization"] == "Bearer platform-key"
