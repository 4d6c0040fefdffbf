"""The whole way of a turn with a model: backend, our own Agent API, and a scripted provider."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import aiohttp
import pytest

from dom360.db.database import Database
from dom360.db.vault import MODEL_KEY, Vault
from dom360.kit.keyring import Keyring
from tests.doubles.fake_model import Asked, FakeModel, Step
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.services import TEST_KEYS
from tests.support.world import Answer, Client, Maker, TenantWorld

PHONE = "+5511987654321"
PLATFORM_MODEL = "platform-model"
PLATFORM_FALLBACK = "platform-fallback"
PLATFORM_KEY = "sk-platform-key-0815"
TENANT_KEY = "sk-tenant-key-4711"


@pytest.fixture(scope="session")
def provider() -> Iterator[FakeModel]:
    with FakeModel() as running:
        yield running


@pytest.fixture(scope="package")
def stage(
    database: ScratchDatabase, provider: FakeModel, log_dir: Path
) -> Iterator[tuple[services.Service, services.Service]]:
    """A backend whose platform's agents think with a model of the platform."""
    at = services.free_port()
    with (
        services.backend(database, f"http://127.0.0.1:{at}", log_dir) as backend,
        services.agent(
            log_dir,
            at=at,
            DOM360_CALLBACK_URL=backend.url,
            DOM360_MODEL_PROVIDER="openai",
            DOM360_MODEL_NAME=PLATFORM_MODEL,
            DOM360_MODEL_FALLBACK=PLATFORM_FALLBACK,
            DOM360_MODEL_BASE_URL=provider.url,
            DOM360_MODEL_API_KEY=PLATFORM_KEY,
            # What a provider's library would find and send to whomever a tenant names.
            OPENAI_API_KEY="sk-from-the-environment",
            OPENAI_ORG_ID="org-from-the-environment",
        ) as agents,
    ):
        yield backend, agents


@dataclass
class Desk:
    """A tenant whose SDR thinks with a scripted model of its own."""

    client: Client
    provider: FakeModel
    database: ScratchDatabase
    model: str
    fallback: str
    agent_id: UUID

    def script(self, *steps: Step) -> None:
        self.provider.script(self.model, *steps)

    def script_fallback(self, *steps: Step) -> None:
        self.provider.script(self.fallback, *steps)

    @property
    def asked(self) -> list[Asked]:
        return self.provider.asked(self.model)

    @property
    def asked_fallback(self) -> list[Asked]:
        return self.provider.asked(self.fallback)

    async def say(self, text: str = "Olá", **fields: Any) -> Answer:
        answer = await self.client.chat(text, **{"sender_phone": PHONE, **fields})
        assert answer.status == 200, answer.raw
        return answer

    def set(self, **columns: object) -> None:
        names = ", ".join(f"{name} = %s" for name in columns)
        assert self.client.world
        self.database.rows(
            f"update dom360.agents set {names} where tenant_id = %s",
            *columns.values(),
            self.client.world.tenant_id,
        )

    def account(self, **columns: object) -> None:
        names = ", ".join(f"{name} = %s" for name in columns)
        assert self.client.world
        self.database.rows(
            f"update dom360.account_vars set {names} where tenant_id = %s",
            *columns.values(),
            self.client.world.tenant_id,
        )

    def facts(self, answer: Answer) -> dict[str, Any]:
        """What is stored as `structured` with an answer."""
        found = self.database.value(
            "select structured from dom360.messages where id = %s",
            answer.json["assistant_message"]["id"],
        )
        assert isinstance(found, dict)
        return found

    async def lead(self) -> dict[str, Any]:
        (one,) = (await self.client.get("/api/leads")).json["items"]
        return dict((await self.client.get(f"/api/leads/{one['id']}")).json)


NewDesk = Callable[..., Any]


@pytest.fixture
def on_stage(
    http: aiohttp.ClientSession, stage: tuple[services.Service, services.Service], make: Maker
) -> Callable[[TenantWorld], Client]:
    return lambda world: Client(http, stage[0].url, make, world)


@pytest.fixture
def new_desk(
    on_stage: Callable[[TenantWorld], Client],
    db: Database,
    provider: FakeModel,
    database: ScratchDatabase,
) -> NewDesk:
    async def new(world: TenantWorld, agent_type: str = "SDR") -> Desk:
        desk = Desk(
            on_stage(world),
            provider,
            database,
            f"model-{uuid4().hex[:8]}",
            f"fallback-{uuid4().hex[:8]}",
            uuid4(),
        )
        vault = Vault(db, Keyring.parse(TEST_KEYS))
        async with vault.tenant_tx(world.tenant_id) as secrets:
            key = await secrets.encrypt(MODEL_KEY, TENANT_KEY)
        database.rows(
            "insert into dom360.agents (tenant_id, id, agent_type, name, persona, products,"
            " provider, model, base_url, api_key_encrypted, is_default)"
            " values (%s, %s, %s, 'Bia', %s, %s, 'openai', %s, %s, %s, true)",
            world.tenant_id,
            desk.agent_id,
            agent_type,
            f"Bia, da {world.canary}.",
            "Planos em https://planos.example/tabela",
            desk.model,
            provider.url,
            key,
        )
        return desk

    return new


@pytest.fixture
async def desk(new_desk: NewDesk, tenant: TenantWorld) -> Desk:
    made: Desk = await new_desk(tenant)
    return made
