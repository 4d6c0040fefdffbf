"""A server that logs all it can, and a look for secrets and keys in everything it writes."""

import asyncio
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import psycopg
import pytest

from dom360.conversations import contacts
from dom360.db import migrations
from dom360.db.database import Database
from dom360.db.rotation import rotate
from dom360.db.vault import AGENT_KEY, SecretUnreadable, Vault, WrongKeys
from dom360.kit.keyring import Keyring, new_key
from dom360.launch.postgres import EmbeddedPostgres, temporary_postgres
from dom360.settings import Settings
from dom360.tenants import actions as tenants
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.postgres import Cluster, ScratchDatabase
from tests.support.world import Client, Maker

AGENT_SECRET = "canary-agent-4f1c"
DOCUMENT = "CANARYDOC71"
OLD_ENTRY, NEW_ENTRY = new_key("old"), new_key("new")
OLD = Keyring.parse(OLD_ENTRY)
BOTH = Keyring.parse(f"{NEW_ENTRY},{OLD_ENTRY}")
SECRETS = (AGENT_SECRET, DOCUMENT, OLD_ENTRY.split(":")[1], NEW_ENTRY.split(":")[1])

CHATTY = {
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.track": "all",
    "pg_stat_statements.track_utility": "on",
    "log_statement": "all",
    "log_min_duration_statement": "0",
    "log_error_verbosity": "verbose",
    "log_min_messages": "debug1",
}


@dataclass
class Watcher:
    """Collects what pg_stat_activity shows, as fast as it can."""

    url: str
    seen: set[str] = field(default_factory=set)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Watcher":
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(timeout=10)

    def _watch(self) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            while not self._stop.is_set():
                rows = connection.execute("select query from pg_stat_activity").fetchall()
                self.seen.update(str(row[0]) for row in rows)
                time.sleep(0.005)


@pytest.fixture(scope="module")
def chatty() -> Iterator[EmbeddedPostgres]:
    with temporary_postgres(Settings().state_dir) as server:
        with psycopg.connect(server.superuser_url, autocommit=True) as admin:
            for name, value in CHATTY.items():
                admin.execute(f"alter system set {name} = '{value}'")  # type: ignore[call-overload]
            # What an operator may do who looks for slow queries; the flags of ours don't hold then.
            for name in ("log_parameter_max_length", "log_parameter_max_length_on_error"):
                admin.execute(f"alter database dom360 set {name} = -1")  # type: ignore[call-overload]
            admin.execute("alter database dom360 set log_min_error_statement = 'error'")
        server.stop()
        server.start()
        yield server


async def use_every_secret(
    database: ScratchDatabase, agent: FakeAgent, log_dir: Path
) -> tuple[list[bytes], str]:
    """Store, read, rotate, fail. Returns the answers over HTTP and what errors say."""
    db = Database(database.app_url, pool_size=4)
    make = Maker(db)
    mine, other = await make.tenant(), await make.tenant()
    vault = Vault(db, OLD)
    contact = database.value(
        "insert into dom360.contacts (tenant_id, phone_e164) values (%s, '+5511987654399')"
        " returning id",
        mine.tenant_id,
    )
    # The address first: a key goes when its address leads elsewhere.
    for world in (mine, other):
        database.rows(
            "update dom360.account_vars set agents_endpoint_url = %s where tenant_id = %s",
            agent.url,
            world.tenant_id,
        )
    async with vault.tenant_tx(mine.tenant_id) as secrets:
        await tenants.set_agent_key(secrets, AGENT_SECRET)
        await contacts.set_document(secrets, contact, DOCUMENT)
        assert await contacts.find_contact(secrets, DOCUMENT) == contact
    for world in (mine, other):
        database.rows(
            "update dom360.account_vars set agent_key_encrypted ="
            " (select agent_key_encrypted from dom360.account_vars where tenant_id = %s)"
            " where tenant_id = %s",
            mine.tenant_id,
            world.tenant_id,
        )
    said: list[str] = []
    with pytest.raises(WrongKeys) as wrong:
        await Vault(db, Keyring.parse(new_key("old"))).confirm()
    said.append(repr(wrong.value))
    stored = database.value(
        "select agent_key_encrypted from dom360.account_vars where tenant_id = %s", mine.tenant_id
    )
    for broken in (stored[:-8], stored[:60] + "A" + stored[61:], stored.replace("old", "new")):
        with pytest.raises(SecretUnreadable) as unreadable:
            await vault.open(mine.tenant_id, AGENT_KEY, broken)
        said.append(repr(unreadable.value) + str(unreadable.value.__context__))
    answers = []
    env = {"DOM360_ENCRYPTION_KEYS": BOTH.for_database, "DOM360_LOG_LEVEL": "DEBUG"}
    with services.backend(database, agent.url, log_dir, **env) as backend:
        async with aiohttp.ClientSession() as http:
            for world, status in ((mine, 200), (other, 500)):
                answer = await Client(http, backend.url, make, world).chat("Olá")
                assert answer.status == status, answer.raw
                answers.append(answer.raw)
        await rotate(db, Vault(db, BOTH))
    await db.close()
    return answers, "\n".join(said)


def test_no_secret_and_no_key_is_written_anywhere(
    chatty: EmbeddedPostgres, cluster: Cluster, fake_agent: FakeAgent, tmp_path: Path
):
    chatty_cluster = Cluster(chatty, chatty.installation)
    database = chatty_cluster.database("dom360")
    migrations.migrate(database.owner_url, database.app_url)
    database.rows("create extension pg_stat_statements")
    started = chatty.log_file.stat().st_size

    with Watcher(database.owner_url) as watcher:
        answers, errors = asyncio.run(use_every_secret(database, fake_agent, tmp_path))
        database.rows("select %s::text", "canary-of-this-test")

    (call,) = fake_agent.calls()
    assert call.headers["Authorization"] == f"Bearer {AGENT_SECRET}"
    dump = subprocess.run(
        [chatty.installation.program("pg_dump"), "--inserts", database.owner_url],
        env=chatty.installation.environment(),
        capture_output=True,
        check=True,
    ).stdout
    database.rows("checkpoint")
    written = {
        "server log": chatty.log_file.read_bytes()[started:],
        "pg_stat_statements": str(database.rows("select query from pg_stat_statements")).encode(),
        "pg_stat_activity": "\n".join(watcher.seen).encode(),
        "application log": b"".join(log.read_bytes() for log in tmp_path.glob("*.log")),
        "answers": b"".join(answers),
        "errors": errors.encode(),
        "dump": dump,
        "data directory": b"".join(
            file.read_bytes() for file in chatty.data.rglob("*") if file.is_file()
        ),
    }
    # That these places were looked at while there was something to see:
    assert b"canary-of-this-test" in written["server log"]
    for place in ("server log", "pg_stat_statements", "pg_stat_activity"):
        assert b"open_secret" in written[place] or b"reencrypt_field" in written[place], place
    assert b"v1:new:" in dump
    assert b"SECRET_UNREADABLE" in written["application log"]
    found = [
        (place, secret[:6])
        for place, text in written.items()
        for secret in SECRETS
        if secret.encode() in text
    ]
    assert found == []


def test_without_the_roles_setting_the_log_would_hold_the_key(chatty: EmbeddedPostgres):
    """What the setting is for: the same statement, by a role that does not have it."""
    started = chatty.log_file.stat().st_size
    with psycopg.connect(chatty.superuser_url, autocommit=True) as anybody:
        anybody.execute("select dom360.use_encryption_keys(%s)", [OLD.for_database])

    assert OLD_ENTRY.split(":")[1].encode() in chatty.log_file.read_bytes()[started:]
