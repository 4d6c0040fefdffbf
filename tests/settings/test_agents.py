"""A company's agents: made, changed, chosen for inboxes; their models' keys never shown."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from dom360.db.database import Database
from dom360.db.vault import MODEL_KEY, Vault
from dom360.kit.keyring import Keyring
from tests.settings.conftest import patch
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.services import TEST_KEYS
from tests.support.world import Answer, Client, TenantWorld

AGENTS = "/api/agents"
KEY = "model-key-of-the-tests-0815"
SOFIA = {"agent_type": "SDR", "name": "Sofia", "tone": "Calorosa e breve"}
OWN_MODEL = {
    "provider": "openai",
    "model": "gpt-test",
    "base_url": "https://models.example.com/v1",
    "api_key": KEY,
}


async def create(client: Client, **fields: Any) -> Answer:
    return await client.post(AGENTS, {**SOFIA, **fields})


async def made(client: Client, **fields: Any) -> dict[str, Any]:
    answer = await create(client, **fields)
    assert answer.status == 201, answer.raw
    return answer.json


async def test_an_agent_is_made_and_listed(admin: Client, client: Client, other_client: Client):
    sofia = await made(admin)

    assert (sofia["name"], sofia["agent_type"], sofia["is_default"]) == ("Sofia", "SDR", False)
    assert (sofia["provider"], sofia["api_key"], sofia["inbox_ids"]) == (None, None, [])
    assert (await client.get(AGENTS)).json["items"] == [sofia]
    assert (await client.get(f"{AGENTS}?agent_type=COPILOT")).json["items"] == []
    assert (await other_client.get(AGENTS)).json["items"] == []


async def test_a_models_key_is_stored_encrypted_and_never_shown(
    admin: Client, tenant: TenantWorld, database: ScratchDatabase, db: Database
):
    sofia = await create(admin, **OWN_MODEL)

    assert sofia.status == 201, sofia.raw
    assert sofia.json["api_key"]["ends_in"] == "0815"
    listed = await admin.get(AGENTS)
    assert KEY.encode() not in sofia.raw + listed.raw
    stored = database.value(
        "select api_key_encrypted from dom360.agents where id = %s", sofia.json["id"]
    )
    vault = Vault(db, Keyring.parse(TEST_KEYS))
    assert await vault.open(tenant.tenant_id, MODEL_KEY, stored) == KEY
    lines = database.rows(
        "select new::text from dom360.audit_log where tenant_id = %s", tenant.tenant_id
    )
    assert KEY not in str(lines)


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"base_url": "https://evil.example.com/v1"}, False),
        ({"base_url": "http://models.example.com/v1"}, False),
        ({"base_url": "https://models.example.com:8443/v1"}, False),
        ({"base_url": None}, False),
        ({"provider": "anthropic"}, False),
        ({"base_url": "https://MODELS.example.com:443/v2"}, True),
        ({"model": "gpt-other", "name": "Sofia 2"}, True),
        ({"base_url": "https://new.example.com/v1", "api_key": f"new-{KEY}"}, True),
    ],
)  # fmt: skip
async def test_a_key_goes_when_provider_or_host_change(
    admin: Client, database: ScratchDatabase, change: dict[str, Any], kept: bool
):
    sofia = await made(admin, **OWN_MODEL)

    changed = await patch(admin, f"{AGENTS}/{sofia['id']}", **change)

    assert changed.status == 200, changed.raw
    assert (changed.json["api_key"] is not None) is kept
    stored = "select api_key_encrypted is not null from dom360.agents where id = %s"
    assert database.value(stored, sofia["id"]) is kept


async def test_an_agent_without_a_provider_keeps_nothing_of_a_model(admin: Client):
    sofia = await made(admin, **OWN_MODEL, fallback_model="gpt-small")

    plain = await patch(admin, f"{AGENTS}/{sofia['id']}", provider=None)

    assert plain.status == 200, plain.raw
    rest = {name: plain.json[name] for name in ("model", "fallback_model", "base_url", "api_key")}
    assert set(rest.values()) == {None}


REFUSED = [
    ({"name": " "}, "body.name"),
    ({"agent_type": "BOT"}, "body.agent_type"),
    ({"model": "gpt-test"}, "body.model"),
    ({"base_url": "https://models.example.com"}, "body.base_url"),
    ({"api_key": KEY}, "body.api_key"),
    ({"provider": "builtin", "model": "gpt-test"}, "body.model"),
    ({"provider": "openai"}, "body.model"),
    ({"provider": "bedrock", "model": "claude"}, "body.base_url"),
    ({**OWN_MODEL, "provider": "bedrock"}, "body.base_url"),
    ({**OWN_MODEL, "base_url": "http://169.254.169.254/"}, "body.base_url"),
    ({**OWN_MODEL, "api_key": "two words"}, "body.api_key"),
    ({"temperature": 2.1}, "body.temperature"),
    ({"max_output_tokens": 63}, "body.max_output_tokens"),
    ({"max_tool_calls": 17}, "body.max_tool_calls"),
    ({"locale": "portuguese"}, "body.locale"),
    ({"is_default": True}, "body.is_default"),
    ({"api_key_encrypted": "v1:test:AAAA"}, "body.api_key_encrypted"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "named"), REFUSED, ids=lambda value: str(value)[:60])
async def test_what_is_not_valid_is_named_and_makes_no_agent(
    admin: Client, fields: dict[str, Any], named: str
):
    answer = await create(admin, **fields)

    problem = assert_problem(answer, 422)
    assert [one["field"] for one in problem["errors"]] == [named]
    assert (await admin.get(f"{AGENTS}?archived=true")).json["items"] == []


async def test_a_change_that_is_not_valid_changes_nothing(admin: Client):
    sofia = await made(admin, **OWN_MODEL)
    path = f"{AGENTS}/{sofia['id']}"

    for fields in (
        {"name": "Outra", "model": None},
        {"name": "Outra", "provider": None, "model": "gpt-test"},
        {"name": "Outra", "provider": "builtin", "api_key": KEY},
        {"name": "Outra", "base_url": "http://10.0.0.1/v1"},
        {"name": None},
    ):
        assert_problem(await patch(admin, path, **fields), 422)

    assert (await admin.get(path)).json == sofia


async def test_there_is_one_default_of_each_type(admin: Client):
    sofia, bia = await made(admin), await made(admin, name="Bia")
    copilot = await made(admin, agent_type="COPILOT", name="Cora")
    await admin.post(f"{AGENTS}/{copilot['id']}/default", None)

    answers = await asyncio.gather(
        *(admin.post(f"{AGENTS}/{one['id']}/default", None) for one in (sofia, bia, sofia, bia))
    )

    assert {answer.status for answer in answers} == {200}
    listed = (await admin.get(AGENTS)).json["items"]
    defaults = [one["agent_type"] for one in listed if one["is_default"]]
    assert sorted(defaults) == ["COPILOT", "SDR"]
    cleared = await admin.call("DELETE", f"{AGENTS}/default/SDR")
    assert cleared.status == 204
    left = [one["name"] for one in (await admin.get(AGENTS)).json["items"] if one["is_default"]]
    assert left == ["Cora"]


async def test_an_inbox_names_its_agent(admin: Client, tenant: TenantWorld):
    sofia, bia = await made(admin), await made(admin, name="Bia")
    place = f"/api/inboxes/{tenant.inbox_id}/agents/SDR"

    for agent in (sofia, bia, bia):
        chosen = await admin.call("PUT", place, json={"agent_id": agent["id"]})
        assert chosen.json["inbox_ids"] == [str(tenant.inbox_id)]
    assert (await admin.get(f"{AGENTS}/{sofia['id']}")).json["inbox_ids"] == []

    assert (await admin.call("DELETE", place)).status == 204
    assert (await admin.get(f"{AGENTS}/{bia['id']}")).json["inbox_ids"] == []


async def test_an_inbox_takes_no_agent_of_another_type_archived_or_foreign(
    admin: Client, other_admin: Client, tenant: TenantWorld, other: TenantWorld
):
    cora = await made(admin, agent_type="COPILOT", name="Cora")
    gone = await made(admin)
    await admin.post(f"{AGENTS}/{gone['id']}/archive", None)
    foreign = (await create(other_admin)).json["id"]
    place = f"/api/inboxes/{tenant.inbox_id}/agents/SDR"

    wrong_type = await admin.call("PUT", place, json={"agent_id": cora["id"]})
    archived = await admin.call("PUT", place, json={"agent_id": gone["id"]})
    theirs = await admin.call("PUT", place, json={"agent_id": foreign})
    their_inbox = await admin.call(
        "PUT", f"/api/inboxes/{other.inbox_id}/agents/COPILOT", json={"agent_id": cora["id"]}
    )

    assert_problem(wrong_type, 422, "VALIDATION_FAILED")
    assert_problem(archived, 409, "AGENT_ARCHIVED")
    assert_problem(theirs, 404, "AGENT_NOT_FOUND")
    assert_problem(their_inbox, 404, "INBOX_NOT_FOUND")


async def test_an_archived_agent_is_no_default_and_changes_no_more(admin: Client):
    sofia = await made(admin)
    path = f"{AGENTS}/{sofia['id']}"
    await admin.post(f"{path}/default", None)

    archived = await admin.post(f"{path}/archive", None)

    assert archived.json["archived_at"]
    assert archived.json["is_default"] is False
    assert (await admin.get(AGENTS)).json["items"] == []
    assert_problem(await admin.post(f"{path}/default", None), 409, "AGENT_ARCHIVED")
    assert_problem(await patch(admin, path, name="Outra"), 409, "AGENT_ARCHIVED")
    restored = await admin.post(f"{path}/restore", None)
    assert (restored.json["archived_at"], restored.json["is_default"]) == (None, False)


async def test_one_company_does_not_reach_anothers_agent(admin: Client, other_admin: Client):
    theirs = f"{AGENTS}/{(await create(other_admin)).json['id']}"

    for path in (theirs, f"{AGENTS}/{uuid4()}"):
        for answer in (
            await admin.get(path),
            await patch(admin, path, name="Minha"),
            await admin.post(f"{path}/default", None),
            await admin.post(f"{path}/archive", None),
            await admin.post(f"{path}/restore", None),
        ):
            assert_problem(answer, 404, "AGENT_NOT_FOUND")
