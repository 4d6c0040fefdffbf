"""Keys that are remembered: asked for once, and forgotten in the moment in which one changes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest

from dom360.access import known_keys, queries
from dom360.access.known_keys import KnownKeys
from dom360.access.models import LiveApiKey
from dom360.db.database import Database
from dom360.kit import tokens
from dom360.kit.tokens import TenantToken
from tests.support.postgres import ScratchDatabase
from tests.support.world import TenantWorld

SOON_S = 5.0


@dataclass
class Asked:
    """How often the database was asked for a key. `meanwhile` happens before it has answered."""

    times: int = 0
    meanwhile: list[Callable[[], None]] = field(default_factory=list)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    asked, find = Asked(), queries.find_key

    async def find_key(db: Database, token: TenantToken) -> LiveApiKey | None:
        asked.times += 1
        found = await find(db, token)
        while asked.meanwhile:
            asked.meanwhile.pop()()
        return found

    monkeypatch.setattr(queries, "find_key", find_key)
    return asked


@pytest.fixture
async def keys(
    db: Database, database: ScratchDatabase, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[KnownKeys]:
    monkeypatch.setattr(known_keys, "_RECONNECT_S", 0.1)
    made = KnownKeys(db, database.app_url)
    made.start()
    await until(lambda: made.is_sure)
    yield made
    await made.close()


@pytest.fixture
def token(tenant: TenantWorld) -> TenantToken:
    read = tokens.read(tokens.API_KEY_PREFIX, tenant.api_key)
    assert read is not None
    return read


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON_S):
        while not holds():  # noqa: ASYNC110  # the database says it
            await asyncio.sleep(0.01)


async def until_gone(keys: KnownKeys, token: TenantToken) -> None:
    async with asyncio.timeout(SOON_S):
        while await keys.find(token) is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_key_is_asked_for_once(keys: KnownKeys, token: TenantToken, asked: Asked):
    first = await keys.find(token)
    again = [await keys.find(token) for _ in range(20)]

    assert first is not None
    assert again == [first] * 20
    assert asked.times == 1


async def test_nobody_else_is_taken_for_it(
    keys: KnownKeys, token: TenantToken, other: TenantWorld, asked: Asked
):
    assert await keys.find(token) is not None

    forged = TenantToken(other.tenant_id, token.hash)
    assert [await keys.find(forged), await keys.find(forged)] == [None, None]
    assert asked.times == 3  # what is no key is not remembered


@pytest.mark.parametrize(
    "change",
    [
        "update dom360.api_keys set revoked_at = now() where tenant_id = %s",
        "update dom360.api_keys set expires_at = now() where tenant_id = %s",
        "update dom360.api_keys set key_hash = sha256(key_hash) where tenant_id = %s",
        "delete from dom360.api_keys where tenant_id = %s",
    ],
)
async def test_a_key_that_another_process_ends_is_refused(
    keys: KnownKeys, token: TenantToken, tenant: TenantWorld, database: ScratchDatabase, change: str
):
    assert await keys.find(token) is not None

    database.rows(change, tenant.tenant_id)

    await until_gone(keys, token)


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ("update dom360.api_keys set scopes = '{read}' where tenant_id = %s", ["read"]),
        ("update dom360.tenants set status = 'suspended' where id = %s", "suspended"),
    ],
)
async def test_what_another_process_changes_is_seen(
    keys: KnownKeys,
    token: TenantToken,
    tenant: TenantWorld,
    database: ScratchDatabase,
    change: str,
    shown: object,
):
    assert await keys.find(token) is not None

    database.rows(change, tenant.tenant_id)

    async with asyncio.timeout(SOON_S):
        while (found := await keys.find(token)) is not None:
            if shown in (found.scopes, found.tenant_status):
                return
            await asyncio.sleep(0.01)
    pytest.fail("the key is gone")


async def test_a_key_ends_at_its_hour_without_a_word(
    keys: KnownKeys, token: TenantToken, tenant: TenantWorld, database: ScratchDatabase
):
    database.rows(
        "update dom360.api_keys set expires_at = now() + interval '1 second' where tenant_id = %s",
        tenant.tenant_id,
    )
    await until(lambda: token not in keys._keys)
    assert await keys.find(token) is not None
    await asyncio.sleep(1.1)

    assert await keys.find(token) is None


async def test_an_answer_that_a_change_overtook_is_not_kept(
    keys: KnownKeys, token: TenantToken, tenant: TenantWorld, asked: Asked
):
    asked.meanwhile.append(lambda: keys.forget(tenant.tenant_id))

    await keys.find(token)
    await keys.find(token)
    await keys.find(token)

    assert asked.times == 2


async def test_who_cannot_hear_asks_every_time(
    keys: KnownKeys, token: TenantToken, asked: Asked, database: ScratchDatabase
):
    assert await keys.find(token) is not None

    database.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and query ~ '^(listen dom360_keys|select 1)'"
    )
    await until(lambda: not keys.is_sure)
    before = asked.times
    assert await keys.find(token) is not None
    assert asked.times == before + 1

    # Heard again, and what was kept before is gone: nobody knows what was said meanwhile.
    await until(lambda: keys.is_sure)
    assert token not in keys._keys


async def test_behind_a_pooler_that_passes_no_word_every_call_asks(
    db: Database,
    database: ScratchDatabase,
    token: TenantToken,
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
):
    async def swallowed(_db: Database, _word: str) -> None:
        pass

    monkeypatch.setattr(queries, "tell_of_keys", swallowed)
    monkeypatch.setattr(known_keys, "_SURE_S", 0.2)
    keys = KnownKeys(db, database.app_url)
    keys.start()
    try:
        await asyncio.sleep(0.6)
        assert not keys.is_sure
        assert [await keys.find(token) is not None for _ in range(3)] == [True] * 3
        assert asked.times == 3
    finally:
        await keys.close()
