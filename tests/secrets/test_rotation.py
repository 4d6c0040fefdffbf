"""`dom360 db rotate-key`: under load, killed in the middle, and with what cannot be read."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest

from dom360.conversations import contacts
from dom360.db.database import Database
from dom360.db.rotation import rotate
from dom360.db.vault import AGENT_KEY, KeyRetired, Vault
from dom360.kit.keyring import Keyring, new_key
from dom360.tenants import actions as tenants
from dom360.tenants import queries
from tests.support.postgres import Cluster, ScratchDatabase
from tests.support.world import Maker, TenantWorld

OLD_ENTRY, NEW_ENTRY = new_key("old"), new_key("new")
OLD = Keyring.parse(OLD_ENTRY)
OLD_FIRST = Keyring.parse(f"{OLD_ENTRY},{NEW_ENTRY}")
BOTH = Keyring.parse(f"{NEW_ENTRY},{OLD_ENTRY}")
NEW = Keyring.parse(NEW_ENTRY)
CONTACTS = 40


@pytest.fixture
def scratch(cluster: Cluster) -> Iterator[ScratchDatabase]:
    with cluster.new_database() as made:
        yield made


@pytest.fixture
async def base(scratch: ScratchDatabase) -> AsyncIterator[Database]:
    connections = Database(scratch.app_url, pool_size=8)
    yield connections
    await connections.close()


async def fill(base: Database, scratch: ScratchDatabase, *, people: int) -> TenantWorld:
    """A tenant with every kind of secret, all under the old key."""
    world = await Maker(base).tenant()
    async with Vault(base, OLD).tenant_tx(world.tenant_id) as secrets:
        await tenants.set_agent_key(secrets, f"agent {world.slug}".replace(" ", "-"))
        await tenants.set_crm_token(secrets, f"crm-{world.slug}")
        await tenants.set_channel_token(secrets, world.inbox_id, f"channel-{world.slug}")
    with psycopg.connect(scratch.owner_url) as owner:
        owner.execute("select dom360.set_tenant(%s)", [world.tenant_id])
        owner.execute("select dom360.use_encryption_keys(%s)", [OLD.for_database])
        owner.execute(
            "insert into dom360.agents"
            " (tenant_id, agent_type, name, provider, model, api_key_encrypted)"
            " values (%s, 'SDR', 'Bia', 'openai', 'gpt-x',"
            "   dom360.encrypt_sensitive_field('model-key', 'agents', 'api_key_encrypted'))",
            [world.tenant_id],
        )
        owner.execute(
            "insert into dom360.contacts"
            " (tenant_id, phone_e164, document_encrypted, document_index)"
            " select %s, '+55119' || (10000000 + n),"
            "   dom360.encrypt_sensitive_field('DOC' || n, 'contacts', 'document_encrypted'),"
            "   (dom360.blind_indexes('DOC' || n, 'contacts', 'document_encrypted'))[1]"
            "  from generate_series(1, %s) n",
            [world.tenant_id, people],
        )
    return world


def keys_in_use(scratch: ScratchDatabase) -> dict[str, int]:
    """How many secrets each key has, over all tables."""
    counted: dict[str, int] = {}
    for table, column in scratch.rows(
        "select table_name, column_name from dom360.sensitive_fields()"
    ):
        for key_id, count in scratch.rows(
            f"select split_part({column}, ':', 2), count(*)::int from dom360.{table}"
            f" where {column} is not null group by 1"
        ):
            counted[key_id] = counted.get(key_id, 0) + count
    return counted


async def read_everything(base: Database, ring: Keyring, world: TenantWorld, people: int) -> None:
    async with Vault(base, ring).tenant_tx(world.tenant_id) as secrets:
        assert await tenants.find_crm_token(secrets)
        assert await tenants.find_channel_token(secrets, world.inbox_id)
        for number in (1, people):
            contact = await contacts.find_contact(secrets, f"DOC{number}")
            assert contact, number
            assert await contacts.find_document(secrets, contact) == f"DOC{number}"


async def test_secrets_are_read_and_written_while_they_are_rotated(
    base: Database, scratch: ScratchDatabase
):
    worlds = [await fill(base, scratch, people=CONTACTS) for _ in range(2)]
    done = asyncio.Event()
    counts = {"read": 0, "written": 0, "refused": 0}

    async def read(world: TenantWorld) -> None:
        while not done.is_set():
            await read_everything(base, BOTH, world, CONTACTS)
            counts["read"] += 1

    async def write(world: TenantWorld, ring: Keyring) -> None:
        vault = Vault(base, ring)
        for number in range(10_000):
            if done.is_set():
                return
            try:
                async with vault.tenant_tx(world.tenant_id) as secrets:
                    await tenants.set_crm_token(secrets, f"crm-{number}")
                counts["written"] += 1
            except KeyRetired:
                # Only who still encrypts with the old key, once the rotation is nearly done.
                assert ring is OLD_FIRST
                counts["refused"] += 1
                return

    others = [
        asyncio.create_task(work)
        for work in (
            *(read(world) for world in worlds),
            write(worlds[0], BOTH),
            write(worlds[1], OLD_FIRST),
        )
    ]
    await asyncio.sleep(0.2)
    result = await rotate(base, Vault(base, BOTH), batch=7)
    await asyncio.sleep(0.2)
    done.set()
    await asyncio.gather(*others)

    assert counts["read"] > 2
    assert counts["written"] > 2
    assert result.complete
    assert result.removable == ["old"]
    assert set(keys_in_use(scratch)) == {"new"}
    for world in worlds:
        await Vault(base, NEW).confirm()
        await read_everything(base, NEW, world, CONTACTS)

    again = await rotate(base, Vault(base, NEW))
    assert sum(again.reencrypted.values()) == 0
    assert again.removable == ["old"]


def test_a_killed_rotation_goes_on_where_it_was(scratch: ScratchDatabase):
    async def prepare() -> TenantWorld:
        base = Database(scratch.app_url, pool_size=2)
        world = await fill(base, scratch, people=300)
        await base.close()
        return world

    world = asyncio.run(prepare())
    total = sum(keys_in_use(scratch).values())
    with _last_contact_held(scratch) as stuck:
        killed = subprocess.Popen(_command(), env=_env(scratch), stdout=subprocess.DEVNULL)
        stuck()
        killed.kill()
        killed.wait()

    between = keys_in_use(scratch)
    left = _contacts_with_the_old_key(scratch)
    assert 0 < left < 300, "it was killed in the middle of the contacts"
    assert between["old"] + between["new"] == total

    told = subprocess.run(
        _command(), env=_env(scratch), capture_output=True, text=True, timeout=60, check=True
    )
    result = json.loads(told.stdout)
    assert result["complete"]
    assert result["removable_keys"] == ["old"]
    assert result["reencrypted"]["contacts.document_encrypted"] == left
    assert sum(result["reencrypted"].values()) == between["old"]
    assert "secrets re-encrypted" in told.stderr
    assert keys_in_use(scratch) == {"new": total}

    async def look() -> None:
        base = Database(scratch.app_url, pool_size=2)
        await read_everything(base, NEW, world, 300)
        await base.close()

    asyncio.run(look())


async def test_what_cannot_be_read_stays_and_keeps_its_key(
    base: Database, scratch: ScratchDatabase
):
    mine = await fill(base, scratch, people=2)
    other = await fill(base, scratch, people=2)
    _copy_agent_key(scratch, other.tenant_id, mine.tenant_id)

    result = await rotate(base, Vault(base, BOTH))

    assert not result.complete
    assert result.unreadable == {"account_vars.agent_key_encrypted": 1}
    assert result.removable == []
    assert keys_in_use(scratch)["old"] == 1
    async with base.tenant_tx(mine.tenant_id) as tx:
        await queries.set_agent_key(tx, None)
    assert (await rotate(base, Vault(base, BOTH))).removable == ["old"]


async def test_an_agent_key_read_before_the_rotation_is_not_mistaken_after_it(
    base: Database, scratch: ScratchDatabase
):
    world = await fill(base, scratch, people=1)
    vault = Vault(base, BOTH)
    query = "select agent_key_encrypted from dom360.account_vars where tenant_id = %s"
    before = scratch.value(query, world.tenant_id)
    assert await vault.open(world.tenant_id, AGENT_KEY, before)

    await rotate(base, Vault(base, BOTH))

    after = scratch.value(query, world.tenant_id)
    assert after != before
    first, second = [await vault.open(world.tenant_id, AGENT_KEY, one) for one in (before, after)]
    assert first == second


@contextmanager
def _last_contact_held(scratch: ScratchDatabase) -> Iterator[Callable[[], None]]:
    """Yields a wait until the rotation stands before the contact whose row is held here. Afterwards
    what it had not finished is undone: PostgreSQL notices late that a client was killed.
    """
    waiting = (
        "from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    )

    def stuck() -> None:
        deadline = time.monotonic() + 30
        while not scratch.value(f"select count(*) {waiting}"):
            assert time.monotonic() < deadline, "the rotation did not come to the last contact"
            time.sleep(0.02)

    with psycopg.connect(scratch.owner_url) as holder:
        holder.execute("select id from dom360.contacts order by id desc limit 1 for update")
        yield stuck
        scratch.rows(f"select pg_terminate_backend(pid, 5000) {waiting}")


def _contacts_with_the_old_key(scratch: ScratchDatabase) -> int:
    return int(
        scratch.value(
            "select count(*) from dom360.contacts where starts_with(document_encrypted, 'v1:old:')"
        )
    )


def _copy_agent_key(scratch: ScratchDatabase, source: UUID, target: UUID) -> None:
    scratch.rows(
        "update dom360.account_vars v set agent_key_encrypted = o.agent_key_encrypted"
        "  from dom360.account_vars o where v.tenant_id = %s and o.tenant_id = %s",
        target,
        source,
    )


def _command() -> list[str]:
    return [sys.executable, "-m", "dom360", "db", "rotate-key", "--json"]


def _env(scratch: ScratchDatabase) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_APP_URL": scratch.app_url,
        "DOM360_ENCRYPTION_KEYS": BOTH.for_database,
    }
