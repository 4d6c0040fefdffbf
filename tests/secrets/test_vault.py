"""The application's way to the secrets."""

from collections.abc import Awaitable, Callable

import psycopg
import pytest

from dom360.conversations import contacts
from dom360.db.database import Database
from dom360.db.vault import (
    AGENT_KEY,
    CONTACT_DOCUMENT,
    NoEncryptionKeys,
    SecretTx,
    SecretUnreadable,
    UnsafeLog,
    Vault,
    WrongKeys,
)
from dom360.errors import NotFound
from dom360.kit.keyring import Keyring, new_key
from dom360.tenants import actions as tenants
from tests.secrets.conftest import KEYS
from tests.support.postgres import ScratchDatabase
from tests.support.world import Maker, TenantWorld

CPF = "529.982.247-25"


async def add_contact(vault: Vault, own: ScratchDatabase, world: TenantWorld) -> object:
    return own.value(
        "insert into dom360.contacts (tenant_id, phone_e164) values (%s, '+5511987654321')"
        " returning id",
        world.tenant_id,
    )


async def test_tokens_are_kept_for_a_tenant_and_an_inbox(vault: Vault, own_make: Maker):
    mine, other = await own_make.tenant(), await own_make.tenant()

    async with vault.tenant_tx(mine.tenant_id) as secrets:
        await tenants.set_crm_token(secrets, "crm-1")
        await tenants.set_channel_token(secrets, mine.inbox_id, "channel-1")

    async with vault.tenant_tx(mine.tenant_id) as secrets:
        assert await tenants.find_crm_token(secrets) == "crm-1"
        assert await tenants.find_channel_token(secrets, mine.inbox_id) == "channel-1"
    async with vault.tenant_tx(other.tenant_id) as secrets:
        assert await tenants.find_crm_token(secrets) is None
        assert await tenants.find_channel_token(secrets, mine.inbox_id) is None
        with pytest.raises(NotFound):
            await tenants.set_channel_token(secrets, mine.inbox_id, "stolen")


@pytest.mark.parametrize("secret", ["", "two words", "açaí", "line\nbreak", "x" * 4097])
async def test_what_no_header_can_carry_is_refused_without_repeating_it(
    vault: Vault, own_make: Maker, secret: str
):
    world = await own_make.tenant()
    async with vault.tenant_tx(world.tenant_id) as secrets:
        with pytest.raises(tenants.InvalidSecret) as refused:
            await tenants.set_agent_key(secrets, secret)

    assert not secret or secret not in str(refused.value)


async def test_a_contact_is_found_by_its_document(
    vault: Vault, own: ScratchDatabase, own_make: Maker
):
    mine, other = await own_make.tenant(), await own_make.tenant()
    contact = await add_contact(vault, own, mine)
    await add_contact(vault, own, other)
    async with vault.tenant_tx(mine.tenant_id) as secrets:
        await contacts.set_document(secrets, contact, CPF)  # type: ignore[arg-type]

    async with vault.tenant_tx(mine.tenant_id) as secrets:
        assert await contacts.find_contact(secrets, "52998224725") == contact
        assert await contacts.find_contact(secrets, "52998224726") is None
        assert await contacts.find_document(secrets, contact) == "52998224725"  # type: ignore[arg-type]
        my_print = await secrets.blind_indexes(CONTACT_DOCUMENT, "52998224725")
    async with vault.tenant_tx(other.tenant_id) as secrets:
        assert await contacts.find_contact(secrets, CPF) is None
        assert await secrets.blind_indexes(CONTACT_DOCUMENT, "52998224725") != my_print


async def test_a_document_is_found_while_keys_are_rotated(
    vault: Vault, own: ScratchDatabase, own_db: Database, own_make: Maker
):
    world = await own_make.tenant()
    contact = await add_contact(vault, own, world)
    async with vault.tenant_tx(world.tenant_id) as secrets:
        await contacts.set_document(secrets, contact, CPF)  # type: ignore[arg-type]

    newer = Keyring.parse(f"{new_key('newer')},{KEYS.for_database}")
    async with Vault(own_db, newer).tenant_tx(world.tenant_id) as secrets:
        assert await contacts.find_contact(secrets, CPF) == contact
    own.rows("delete from dom360.encryption_keys where key_id = 'newer'")


async def test_an_opened_secret_is_remembered_and_a_changed_one_is_not(
    own_db: Database, own_make: Maker, monkeypatch: pytest.MonkeyPatch
):
    world = await own_make.tenant()
    vault = Vault(own_db, KEYS)
    async with vault.tenant_tx(world.tenant_id) as secrets:
        first = await secrets.encrypt(AGENT_KEY, "first")
        second = await secrets.encrypt(AGENT_KEY, "second")
    asked = 0
    call: Callable[..., Awaitable[object]] = own_db.call

    async def counted(*args: object, **params: object) -> object:
        nonlocal asked
        asked += 1
        return await call(*args, **params)

    monkeypatch.setattr(own_db, "call", counted)

    assert [await vault.open(world.tenant_id, AGENT_KEY, first) for _ in range(5)] == ["first"] * 5
    assert await vault.open(world.tenant_id, AGENT_KEY, second) == "second"
    assert asked == 2


async def test_the_memory_of_a_process_has_an_end(
    own_db: Database, own_make: Maker, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("dom360.db.vault.CACHE_SIZE", 2)
    world = await own_make.tenant()
    vault = Vault(own_db, KEYS)
    async with vault.tenant_tx(world.tenant_id) as secrets:
        stored = [await secrets.encrypt(AGENT_KEY, str(n)) for n in range(5)]

    for n, ciphertext in enumerate(stored):
        assert await vault.open(world.tenant_id, AGENT_KEY, ciphertext) == str(n)
    assert len(vault._opened) == 2


async def test_a_secret_of_another_tenant_is_unreadable(vault: Vault, own_make: Maker):
    mine, other = await own_make.tenant(), await own_make.tenant()
    async with vault.tenant_tx(mine.tenant_id) as secrets:
        stored = await secrets.encrypt(AGENT_KEY, "mine")
    assert await vault.open(mine.tenant_id, AGENT_KEY, stored) == "mine"

    with pytest.raises(SecretUnreadable) as refused:
        await vault.open(other.tenant_id, AGENT_KEY, stored)

    assert refused.value.__cause__ is None
    assert "mine" not in refused.value.detail


async def test_without_a_key_the_refusal_says_how_to_get_one(own_db: Database, own_make: Maker):
    world = await own_make.tenant()
    with pytest.raises(NoEncryptionKeys, match="dom360 db new-key"):
        await Vault(own_db, None).tenant_tx(world.tenant_id).__aenter__()


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (new_key("one"), "the key one is not the one that this database knows by that id"),
        (new_key("two"), "the key one is not among them, and stored secrets need it"),
        (None, "the key one is not among them, and stored secrets need it"),
    ],
    ids=["another key of that name", "another name", "no key"],
)
async def test_wrong_keys_are_told_from_the_right_ones(
    vault: Vault, own: ScratchDatabase, own_db: Database, keys: str | None, told: str
):
    before = own.rows("select * from dom360.encryption_keys")
    with pytest.raises(WrongKeys, match=told) as refused:
        await Vault(own_db, Keyring.parse(keys) if keys else None).confirm()

    assert not keys or keys.split(":")[1] not in str(refused.value)
    assert own.rows("select * from dom360.encryption_keys") == before


@pytest.mark.parametrize(
    "nasty",
    [
        {"log_parameter_max_length_on_error": "-1"},
        {"log_parameter_max_length": "-1", "log_statement": "all"},
        {"log_parameter_max_length": "1kB", "log_min_duration_statement": "250ms"},
        {"log_parameter_max_length": "-1", "log_transaction_sample_rate": "0.1"},
        {"auto_explain.log_min_duration": "0"},
        {"pgaudit.log_parameter": "on"},
    ],
)
async def test_keys_are_not_sent_where_they_would_be_logged(
    own: ScratchDatabase, own_db: Database, own_make: Maker, nasty: dict[str, str]
):
    world = await own_make.tenant()
    name = own.value("select current_database()")
    for setting, value in nasty.items():
        # For this database's role: stronger than what `dom360 db migrate` set for the role.
        own.rows(f"alter role dom360_app in database {name} set {setting} = '{value}'")
    try:
        fresh = Database(own.app_url, pool_size=1)
        with pytest.raises(UnsafeLog, match="log_parameter_max_length"):
            await Vault(fresh, KEYS).confirm()
        vault = Vault(fresh, KEYS)
        vault._confirmed = True
        with pytest.raises(UnsafeLog):
            await vault.tenant_tx(world.tenant_id).__aenter__()
        await fresh.close()
    finally:
        own.rows(f"alter role dom360_app in database {name} reset all")


async def test_a_plaintext_cannot_be_stored_by_mistake(own: ScratchDatabase, own_make: Maker):
    world = await own_make.tenant()
    own.rows(
        "insert into dom360.agents (tenant_id, agent_type, name, provider, model)"
        " values (%s, 'SDR', 'Bia', 'openai', 'gpt-x')",
        world.tenant_id,
    )
    for table, column in own.rows("select table_name, column_name from dom360.sensitive_fields()"):
        if table == "contacts":
            continue
        if not own.rows(f"select 1 from dom360.{table} where tenant_id = %s", world.tenant_id):
            assert _is_checked(own, table, column), (table, column)
            continue
        with pytest.raises(psycopg.errors.CheckViolation):
            own.rows(
                f"update dom360.{table} set {column} = 'plain' where tenant_id = %s",
                world.tenant_id,
            )


def _is_checked(own: ScratchDatabase, table: str, column: str) -> bool:
    """Whether a constraint holds the column to the form of what is encrypted."""
    found = own.rows(
        "select 1 from pg_constraint where conrelid = %s::regclass and contype = 'c'"
        " and pg_get_constraintdef(oid) like %s",
        f"dom360.{table}",
        f"%{column} ~ '^v1:%",
    )
    return bool(found)


async def test_a_retired_key_encrypts_no_more(cluster, own_make: Maker):
    with cluster.new_database() as database:
        db = Database(database.app_url, pool_size=2)
        world = await Maker(db).tenant()
        vault = Vault(db, KEYS)
        async with vault.tenant_tx(world.tenant_id) as secrets:
            await tenants.set_agent_key(secrets, "before")
        database.rows("update dom360.encryption_keys set retired_at = now()")

        with pytest.raises(Exception, match="ENCRYPTION_KEY_RETIRED") as refused:
            async with vault.tenant_tx(world.tenant_id) as secrets:
                await tenants.set_agent_key(secrets, "after")
        with pytest.raises(WrongKeys, match="retired by a rotation"):
            await Vault(db, KEYS).confirm()
        await db.close()

    assert "after" not in str(refused.value)


def test_a_secret_transaction_shows_no_keys(own_db: Database):
    vault = Vault(own_db, KEYS)

    assert KEYS.for_database not in repr(vault)
    assert KEYS.for_database not in repr(vars(vault))
    assert SecretTx.__name__ in repr(SecretTx)
