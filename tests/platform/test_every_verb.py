"""Every verb of the command line that somebody may script answers with --json, and is called here.

In this process: starting Python fifty times would take a minute.
"""

import asyncio
import io
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cyclopts import App

from dom360.cli.main import app
from dom360.settings import get_settings
from tests.doubles.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider
from tests.support.postgres import ScratchDatabase
from tests.support.services import TEST_KEYS

# For people, or for one's own machine: they run until they are stopped, hand on to another program,
# write the repository's files, or ask back.
FOR_PEOPLE = {
    "up", "serve backend", "serve agent", "serve worker", "serve frontend", "db seed", "db psql",
    "db schema", "db erd", "db new-key", "db retain", "db unarchive", "seed demo", "bench", "reset",
}  # fmt: skip
# They take a database of their own to be tried; where that is done.
ELSEWHERE = {
    "db backup": "tests/backup/test_backup.py",
    "db restore": "tests/backup/test_backup.py",
    "db rotate-key": "tests/secrets/test_rotation.py",
    "tenant export": "tests/backup/test_tenant_files.py",
    "tenant import": "tests/backup/test_tenant_files.py",
}
ROOT = Path(__file__).parents[2]


def verbs(of: App = app, path: tuple[str, ...] = ()) -> Iterator[tuple[str, App]]:
    for name in of:
        if name.startswith("-"):
            continue
        one = of[name]
        if one.default_command is not None:
            yield " ".join((*path, name)), one
        yield from verbs(one, (*path, name))


EVERY = dict(verbs())


@pytest.fixture
def call(
    database: ScratchDatabase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., Any]]:
    monkeypatch.setenv("DATABASE_APP_URL", database.app_url)
    monkeypatch.setenv("DATABASE_URL", database.owner_url)
    monkeypatch.setenv("DOM360_ENCRYPTION_KEYS", TEST_KEYS)
    monkeypatch.setenv("DOM360_PRIVATE_DESTINATIONS", '["127.0.0.0/8"]')
    get_settings.cache_clear()
    called: set[str] = set()

    def run(verb: str, *arguments: object, said: str = "", may_fail: bool = False) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(said))
        capsys.readouterr()
        code = _exit_code([*verb.split(), *map(str, arguments), "--json"])
        assert may_fail or code == 0, (verb, code)
        told = capsys.readouterr().out
        called.add(verb)
        try:
            return json.loads(told)
        except json.JSONDecodeError:
            return [json.loads(line) for line in told.splitlines()]

    run.called = called  # type: ignore[attr-defined]
    yield run
    get_settings.cache_clear()


@pytest.fixture
def provider() -> Iterator[IdentityProvider]:
    """In a loop of its own: a command keeps the test's busy."""
    double, loop = IdentityProvider(), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(double.start(), loop).result(10)
    yield double
    asyncio.run_coroutine_threadsafe(double.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


def _exit_code(words: list[str]) -> int:
    try:
        app(words, exit_on_error=False)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_every_verb_that_is_scripted_answers_with_json(
    call: Any, database: ScratchDatabase, provider: IdentityProvider
):
    mark = secrets.token_hex(4)
    slug = f"verbs-{mark}"
    who = f"ana-{mark}@example.com"

    _companies(call, slug, who)
    _people_and_keys(call, slug, who)
    _sign_in(call, slug, database, provider)
    _inside(call, slug)
    _contacts(call, slug)
    _platform(call, slug, database)

    scripted = EVERY.keys() - FOR_PEOPLE - ELSEWHERE.keys()
    assert call.called == scripted


def _companies(call: Any, slug: str, who: str) -> None:
    made = call(
        "tenant create", slug, "--name", "Verbos", "--admin-email", who, "--admin-name", "Ana"
    )
    assert "#i_" in made["invitation_link"]
    assert [one["slug"] for one in call("tenant list", "--search", slug)["items"]] == [slug]
    assert call("tenant suspend", slug, "--reason", "Teste")["status"] == "suspended"
    assert call("tenant resume", slug)["status"] == "active"
    assert call("tenant delete", slug, "--confirm", slug, "--reason", "x")["status"] == "deleting"
    assert call("tenant undelete", slug)["status"] == "active"
    assert call("tenant show", slug)["slug"] == slug
    assert call("tenant settings set", slug, "rag_top_k=8")["rag_top_k"] == 8
    assert call("tenant settings get", slug)["rag_top_k"] == 8
    address = "agents_endpoint_url=https://agents.example.com"
    call("tenant settings set", slug, address)
    assert call("tenant set-agent-key", slug, said="key-of-the-agent-4711\n")["done"]
    assert call("tenant settings get", slug)["agent_key"]["ends_in"] == "4711"
    assert call("tenant clear-agent-key", slug)["done"]
    assert call("tenant settings get", slug)["agent_key"] is None


def _people_and_keys(call: Any, slug: str, who: str) -> None:
    added = call("user add", who, "--name", "Ana", "--role", "TENANT_ADMIN", "--tenant", slug)
    assert len(added["password"]) >= 16
    other = f"x{who}"
    assert "#i_" in call("user invite", other, "--tenant", slug, "--name", "Bia")["link"]
    call("user add", other, "--name", "Bia", "--role", "VIEWER", "--tenant", slug)
    assert call("user disable", other)["done"] == "disabled"
    assert {one["status"] for one in call("user list", slug)} == {"active", "disabled"}
    assert call("user enable", other)["done"] == "enabled"
    assert "#r_" in call("user reset-password", other)["link"]
    assert call("user reset-second-factor", other)["done"]
    assert call("user change", other, "--role", "TENANT_USER", "--name", "Beatriz")["done"]
    (changed,) = [one for one in call("user list", slug) if one["email"] == other]
    assert (changed["role"], changed["name"]) == ("TENANT_USER", "Beatriz")
    assert call("user remove", other)["done"] == "removed"
    assert [one["email"] for one in call("user list", slug)] == [who]

    made = call("key create", slug, "Robô", "--scope", "read", "--scope", "chat")
    assert set(made["scopes"]) == {"read", "chat"}
    rotated = call("key rotate", slug, made["id"])
    assert rotated["key"] != made["key"]
    assert call("key revoke", slug, rotated["id"])
    assert len(call("key list", slug)) == 2


def _sign_in(call: Any, slug: str, database: ScratchDatabase, provider: IdentityProvider) -> None:
    (who,) = [one["email"] for one in call("user list", slug)]
    for _ in range(3):
        database.rows(
            "insert into dom360.sessions (tenant_id, user_id, token_hash, expires_at)"
            " select tenant_id, id, sha256(random()::text::bytea), now() + interval '1 hour'"
            "   from dom360.users where email = %s returning id",
            who,
        )
    sessions = call("session list", who)["items"]
    assert len(sessions) == 3
    assert call("session revoke", who, sessions[0]["id"])["sessions"] == 1
    left = {one["id"] for one in call("session list", who)["items"]}
    assert left == {one["id"] for one in sessions[1:]}
    assert call("session revoke", who)["sessions"] == 2

    place = ["--issuer", provider.url, "--client-id", CLIENT_ID, "--allowed-domain", "a.example"]
    stored = call("identity-provider set", slug, *place, "--with-secret", said=f"{CLIENT_SECRET}\n")
    assert (stored["has_secret"], stored["allowed_domains"]) == (True, ["a.example"])
    # The secret that is stored stays, and shows nowhere.
    assert call("identity-provider set", slug, *place, "--off")["has_secret"] is True
    shown = call("identity-provider get", slug)
    assert (shown["enabled"], CLIENT_SECRET in str(shown)) == (False, False)
    assert call("identity-provider remove", slug)["removed"] is True


def _contacts(call: Any, slug: str) -> None:
    made = call("contact create", slug, "(11) 98765-4321", "--name", "Ana")
    assert made["phone"] == "+5511987654321"
    assert call("contact edit", slug, made["id"], "name=Ana Prado")["name"] == "Ana Prado"
    assert call("contact archive", slug, made["id"])["archived_at"]
    assert call("contact list", slug)["items"] == []
    assert len(call("contact list", slug, "--archived", "--search", "prado")["items"]) == 1
    assert call("contact restore", slug, made["id"])["archived_at"] is None


def _inside(call: Any, slug: str) -> None:
    inbox = call("inbox create", slug, "--name", "Segunda")
    assert "enabled" in str(call("inbox web-chat", slug, inbox["id"]))
    hours = 'business_hours={"monday":[{"from":"09:00","to":"18:00"}]}'
    edited = call("inbox edit", slug, inbox["id"], "name=WhatsApp", "greeting=Olá", hours)
    assert (edited["name"], edited["greeting"]) == ("WhatsApp", "Olá")
    assert edited["business_hours"]["monday"][0]["from"] == "09:00"
    assert call("inbox edit", slug, inbox["id"], "greeting=null")["greeting"] is None
    assert call("inbox archive", slug, inbox["id"])["archived_at"]
    assert call("inbox restore", slug, inbox["id"])["archived_at"] is None
    assert call("inbox archive", slug, inbox["id"])["archived_at"]
    assert len(call("inbox list", slug, "--archived")["items"]) == 2
    agent = call("agent create", slug, "--name", "Sofia")
    assert call("agent set-default", slug, agent["id"])["is_default"] is True
    assert len(call("agent list", slug)["items"]) == 1
    model = ["provider=openai", "model=gpt-test", "tone=null", "api_key"]
    edited = call("agent edit", slug, agent["id"], *model, said="key-of-the-model-4711\n")
    assert (edited["model"], edited["api_key"]["ends_in"]) == ("gpt-test", "4711")
    assert call("agent archive", slug, agent["id"])["archived_at"]
    assert call("agent restore", slug, agent["id"])["archived_at"] is None
    budget = call("budget set", slug, "--period", "month", "--kind", "hard", "--usd", "200")
    assert budget["micro_usd"]["limit"] == 200_000_000
    assert [one["id"] for one in call("budget list", slug)["items"]] == [budget["id"]]
    assert call("budget remove", slug, budget["id"])
    price = call("usage price set", "gpt-verbs", "--input", 1, "--output", 2, "--tenant", slug)
    assert price["tenant"] == slug
    assert "gpt-verbs" in {one["model"] for one in call("usage price list")}
    assert call("usage price remove", "gpt-verbs", "--tenant", slug)["removed"] == 1
    assert call("usage reconcile", "--tenant", slug)[0]["differences"] == []
    assert call("audit verify", "--tenant", slug)


def _platform(call: Any, slug: str, database: ScratchDatabase) -> None:
    assert {part["name"] for part in call("platform health")["parts"]} >= {"database", "agents"}
    assert call("platform metrics", "--search", slug)["items"][0]["slug"] == slug
    # In a queue that nobody works on.
    failed = database.value(
        "insert into dom360_queue.procrastinate_jobs (queue_name, task_name, status)"
        " values ('of-a-test', 'verbs.try', 'failed') returning id"
    )
    assert failed in {one["id"] for one in call("platform jobs", "--status", "failed")["items"]}
    assert call("platform retry-job", failed)["status"] == "todo"
    database.rows(
        f"set search_path = dom360_queue; delete from procrastinate_jobs where id = {failed}"
    )
    before = call("platform defaults get")
    changed = call("platform defaults set", "delete_grace_days=31", "timezone=America/Manaus")
    assert changed == {**before, "delete_grace_days": 31, "timezone": "America/Manaus"}
    again = [f"{name}={before[name]}" for name in ("delete_grace_days", "timezone")]
    assert call("platform defaults set", *again) == before
    assert call("usage refresh")["true_for"]
    assert call("db status")["up_to_date"] is True
    assert call("db migrate")["up_to_date"] is True
    login = call("bi grant", slug)
    assert slug in {one["slug"] for one in call("bi list")}
    assert call("bi revoke", slug)["role"] in str(login)
    # Nothing serves here, and it says so.
    assert call("doctor", may_fail=True)


@pytest.mark.parametrize("verb", sorted(EVERY.keys() - FOR_PEOPLE))
def test_every_scripted_verb_takes_json(verb: str):
    names = {
        name for argument in EVERY[verb].assemble_argument_collection() for name in argument.names
    }

    assert "--json" in names


@pytest.mark.parametrize(("verb", "file"), sorted(ELSEWHERE.items()))
def test_what_is_tried_elsewhere_is_tried_there_with_json(verb: str, file: str):
    text = (ROOT / file).read_text(encoding="utf-8")

    assert '"--json"' in text
    assert all(f'"{word}"' in text for word in verb.split())
