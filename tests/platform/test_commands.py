"""The same by command, for who scripts it."""

import json
import secrets
import subprocess

from dom360.settings import environment
from tests.support import warm_start
from tests.support.postgres import ScratchDatabase
from tests.support.services import TEST_KEYS
from tests.support.world import TenantWorld

KEY = "key-of-the-command-tests-4711"


def dom360(
    database: ScratchDatabase, *arguments: str, said: str = ""
) -> subprocess.CompletedProcess[str]:
    env = environment(
        DATABASE_APP_URL=database.app_url,
        DATABASE_URL=database.owner_url,
        DOM360_ENCRYPTION_KEYS=TEST_KEYS,
    )
    return warm_start.dom360(arguments, env, said=said)


def answer(database: ScratchDatabase, *arguments: str, said: str = ""):
    done = dom360(database, *arguments, "--json", said=said)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_company_by_command_from_first_to_last(database: ScratchDatabase):
    slug = f"cmd-{secrets.token_hex(4)}"
    who = ["--admin-email", f"{slug}@example.com", "--admin-name", "Ana"]

    made = answer(database, "tenant", "create", slug, "--name", "Acme", *who, "--plan", "gold")
    assert (made["company"]["slug"], made["company"]["plan"]) == (slug, "gold")
    assert "/accept-invitation#i_" in made["invitation_link"]
    listed = answer(database, "tenant", "list", "--search", slug)["items"]
    assert [one["slug"] for one in listed] == [slug]
    suspended = answer(database, "tenant", "suspend", slug, "--reason", "Sem pagamento")
    assert suspended["status"] == "suspended"
    assert answer(database, "tenant", "resume", slug)["status"] == "active"
    deleted = answer(database, "tenant", "delete", slug, "--confirm", slug, "--reason", "Fim")
    assert deleted["status"] == "deleting"
    assert answer(database, "tenant", "undelete", slug)["status"] == "active"
    assert answer(database, "tenant", "show", slug)["delete_after"] is None


def test_settings_inboxes_and_agents_by_command(database: ScratchDatabase, tenant: TenantWorld):
    slug = tenant.slug

    changed = answer(
        database, "tenant", "settings", "set", slug, "rag_top_k=8", "timezone=America/Manaus",
        "agents_endpoint_url=https://agents.example.com", "agent_key", said=f"{KEY}\n",
    )  # fmt: skip
    assert (changed["rag_top_k"], changed["timezone"]) == (8, "America/Manaus")
    assert changed["agent_key"]["ends_in"] == "4711"
    assert answer(database, "tenant", "settings", "get", slug) == changed

    inbox = answer(database, "inbox", "create", slug, "--name", "WhatsApp")
    assert answer(database, "inbox", "archive", slug, inbox["id"])["archived_at"]
    assert len(answer(database, "inbox", "list", slug)["items"]) == 1

    model = ["--provider", "openai", "--model", "gpt-test"]
    sofia = answer(
        database, "agent", "create", slug, "--name", "Sofia", *model, "--with-key", said=f"{KEY}\n"
    )
    assert sofia["api_key"]["ends_in"] == "4711"
    assert answer(database, "agent", "set-default", slug, sofia["id"])["is_default"] is True
    assert [one["name"] for one in answer(database, "agent", "list", slug)["items"]] == ["Sofia"]


def test_commands_refuse_in_one_line_and_show_no_secret(
    database: ScratchDatabase, tenant: TenantWorld
):
    refusals = [
        (["tenant", "show", "nobody"], "no company with the slug nobody"),
        (["tenant", "settings", "set", tenant.slug, "rag_top_k=21"], "rag_top_k"),
        (["tenant", "settings", "set", tenant.slug, f"agent_key={KEY}"], "standard input"),
        (["inbox", "create", tenant.slug, "--name", " "], "name"),
        (["tenant", "delete", tenant.slug, "--confirm", "x", "--reason", "Fim"], "repeat its slug"),
    ]
    for arguments, told in refusals:
        done = dom360(database, *arguments)
        assert done.returncode == 1, arguments
        assert told in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr
        assert KEY not in done.stderr + done.stdout
