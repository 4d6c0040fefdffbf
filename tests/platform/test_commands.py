"""The same by command, for who scripts it."""

import io
import json
import secrets
from collections.abc import Iterator
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

import pytest

from dom360.cli.main import main
from dom360.settings import get_settings
from tests.support.postgres import ScratchDatabase
from tests.support.services import TEST_KEYS
from tests.support.world import TenantWorld

KEY = "key-of-the-command-tests-4711"


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


class Commands:
    """In this process: starting Python for each of them would take a minute."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def run(self, *arguments: str, said: str = "") -> Done:
        self._monkeypatch.setattr("sys.argv", ["dom360", *arguments])
        self._monkeypatch.setattr("sys.stdin", io.StringIO(said))
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            copy_context().run(main)  # it says who acts, for all that follows
        told = self._capsys.readouterr()
        return Done(int(str(end.value.code or 0)), told.out, told.err)

    def answer(self, *arguments: str, said: str = "") -> Any:
        done = self.run(*arguments, "--json", said=said)
        assert done.code == 0, done.err
        return json.loads(done.out)


@pytest.fixture
def commands(
    database: ScratchDatabase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Commands]:
    monkeypatch.setenv("DATABASE_APP_URL", database.app_url)
    monkeypatch.setenv("DATABASE_URL", database.owner_url)
    monkeypatch.setenv("DOM360_ENCRYPTION_KEYS", TEST_KEYS)
    get_settings.cache_clear()
    yield Commands(monkeypatch, capsys)
    get_settings.cache_clear()


def test_a_company_by_command_from_first_to_last(commands: Commands):
    slug = f"cmd-{secrets.token_hex(4)}"
    who = ["--admin-email", f"{slug}@example.com", "--admin-name", "Ana"]

    made = commands.answer("tenant", "create", slug, "--name", "Acme", *who, "--plan", "gold")
    assert (made["company"]["slug"], made["company"]["plan"]) == (slug, "gold")
    assert "/accept-invitation#i_" in made["invitation_link"]
    listed = commands.answer("tenant", "list", "--search", slug)["items"]
    assert [one["slug"] for one in listed] == [slug]
    suspended = commands.answer("tenant", "suspend", slug, "--reason", "Sem pagamento")
    assert suspended["status"] == "suspended"
    assert commands.answer("tenant", "resume", slug)["status"] == "active"
    deleted = commands.answer("tenant", "delete", slug, "--confirm", slug, "--reason", "Fim")
    assert deleted["status"] == "deleting"
    assert commands.answer("tenant", "undelete", slug)["status"] == "active"
    assert commands.answer("tenant", "show", slug)["delete_after"] is None


def test_settings_inboxes_and_agents_by_command(commands: Commands, tenant: TenantWorld):
    slug = tenant.slug

    changed = commands.answer(
        "tenant", "settings", "set", slug, "rag_top_k=8", "timezone=America/Manaus",
        "agents_endpoint_url=https://agents.example.com", "agent_key", said=f"{KEY}\n",
    )  # fmt: skip
    assert (changed["rag_top_k"], changed["timezone"]) == (8, "America/Manaus")
    assert changed["agent_key"]["ends_in"] == "4711"
    assert commands.answer("tenant", "settings", "get", slug) == changed

    inbox = commands.answer("inbox", "create", slug, "--name", "WhatsApp")
    assert commands.answer("inbox", "archive", slug, inbox["id"])["archived_at"]
    assert len(commands.answer("inbox", "list", slug)["items"]) == 1

    model = ["--provider", "openai", "--model", "gpt-test"]
    sofia = commands.answer(
        "agent", "create", slug, "--name", "Sofia", *model, "--with-key", said=f"{KEY}\n"
    )
    assert sofia["api_key"]["ends_in"] == "4711"
    assert commands.answer("agent", "set-default", slug, sofia["id"])["is_default"] is True
    assert [one["name"] for one in commands.answer("agent", "list", slug)["items"]] == ["Sofia"]


def test_commands_refuse_in_one_line_and_show_no_secret(commands: Commands, tenant: TenantWorld):
    refusals = [
        (["tenant", "show", "nobody"], "no company with the slug nobody"),
        (["tenant", "settings", "set", tenant.slug, "rag_top_k=21"], "rag_top_k"),
        (["tenant", "settings", "set", tenant.slug, f"agent_key={KEY}"], "standard input"),
        (["inbox", "create", tenant.slug, "--name", " "], "name"),
        (["inbox", "edit", tenant.slug, str(tenant.inbox_id), "name=null"], "name"),
        (["contact", "create", tenant.slug, "amanhã"], "no phone number"),
        (["contact", "archive", tenant.slug, str(tenant.inbox_id)], "no such contact"),
        (["user", "change", tenant.admin_email, "--role", "VIEWER"], "last administrator"),
        (["user", "change", tenant.admin_email], "Name what to change"),
        (["session", "list", "nobody@example.com"], "Nobody signs in"),
        (["session", "revoke", tenant.admin_email, str(tenant.inbox_id)], "no open session"),
        (["identity-provider", "get", tenant.slug], "no identity provider"),
        (["platform", "defaults", "set", "rag_top_k"], "name=value"),
        (["tenant", "delete", tenant.slug, "--confirm", "x", "--reason", "Fim"], "repeat its slug"),
    ]

    for arguments, told in refusals:
        done = commands.run(*arguments)
        assert done.code == 1, arguments
        assert told in " ".join(done.err.split()), arguments
        assert (done.out, KEY in done.err) == ("", False), arguments
