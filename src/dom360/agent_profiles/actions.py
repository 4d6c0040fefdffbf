"""Making and changing a tenant's agents. From the next turn on they answer as they stand here."""

import re
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from dom360.agent_profiles import queries
from dom360.agent_profiles.errors import AgentArchived
from dom360.agent_profiles.models import Agent, AgentFields, AgentType
from dom360.agent_profiles.schemas import AgentPatch, AgentView, NewAgent
from dom360.db.database import Database, Tx
from dom360.db.vault import MODEL_KEY, SecretTx, Vault
from dom360.errors import InvalidField
from dom360.inboxes import queries as inboxes
from dom360.inboxes.errors import InboxArchived
from dom360.tenants import secrets
from dom360.tenants.actions import check_address
from dom360.web.ssrf import Guard

_MODEL_FIELDS = ("model", "fallback_model", "base_url")
_BEDROCK = re.compile(
    r"https://bedrock-runtime(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/?", re.ASCII
)


async def create(
    db: Database, vault: Vault, guard: Guard, tenant_id: UUID, new: NewAgent
) -> AgentView:
    """Raises InvalidField, UrlNotAllowed, NoEncryptionKeys."""
    fields = _checked(AgentFields.of(new), guard)
    if new.api_key is None:
        async with db.tenant_tx(tenant_id) as tx:
            return await _get(tx, await queries.add_agent(tx, new.agent_type, fields))
    _check_key(fields)
    async with vault.tenant_tx(tenant_id) as opened:
        agent_id = await queries.add_agent(opened.tx, new.agent_type, fields)
        await _set_key(opened, agent_id, new.api_key)
        return await _get(opened.tx, agent_id)


async def change(
    db: Database, vault: Vault, guard: Guard, tenant_id: UUID, agent_id: UUID, patch: AgentPatch
) -> AgentView:
    """All of it or nothing. Raises AgentNotFound and what `create` raises."""
    changes: dict[str, Any] = patch.changes()
    has_key = "api_key" in changes
    key: str | None = changes.pop("api_key", None)
    if key is None:
        async with db.tenant_tx(tenant_id) as tx:
            await _change(tx, guard, agent_id, changes)
            if has_key:
                await queries.set_api_key(tx, agent_id, None, None)
            return await _get(tx, agent_id)
    async with vault.tenant_tx(tenant_id) as opened:
        _check_key(await _change(opened.tx, guard, agent_id, changes))
        await _set_key(opened, agent_id, key)
        return await _get(opened.tx, agent_id)


async def make_default(tx: Tx, agent_id: UUID) -> AgentView:
    """Safe to repeat; who was it before is no more."""
    agent = await queries.get_agent(tx, agent_id)
    if agent.archived_at:
        raise AgentArchived
    await queries.set_default(tx, agent_id, agent.agent_type)
    return await _get(tx, agent_id)


async def archive(tx: Tx, agent_id: UUID) -> AgentView:
    """It answers no more: the inboxes that name it get the default. Safe to repeat."""
    await queries.archive_agent(tx, agent_id)
    return await _get(tx, agent_id)


async def restore(tx: Tx, agent_id: UUID) -> AgentView:
    await queries.restore_agent(tx, agent_id)
    return await _get(tx, agent_id)


async def assign(tx: Tx, inbox_id: UUID, agent_type: AgentType, agent_id: UUID) -> AgentView:
    """Let an agent answer in an inbox, whoever did before. Safe to repeat."""
    inbox = await inboxes.get_inbox(tx, inbox_id)
    if inbox.archived_at:
        raise InboxArchived
    agent = await queries.lock_agent(tx, agent_id)
    if agent.archived_at:
        raise AgentArchived
    if agent.agent_type != agent_type:
        raise InvalidField("agent_id", "agent_type_mismatch", f"This agent is no {agent_type}.")
    await queries.set_inbox_agent(tx, inbox_id, agent_type, agent_id)
    return await _get(tx, agent_id)


async def unassign(tx: Tx, inbox_id: UUID, agent_type: AgentType) -> None:
    """Leave the inbox to the default. Safe to repeat."""
    await inboxes.get_inbox(tx, inbox_id)
    await queries.set_inbox_agent(tx, inbox_id, agent_type, None)


def view(agent: Agent) -> AgentView:
    shown = {name: value for name, value in asdict(agent).items() if name in AgentView.model_fields}
    key = secrets.view(agent.api_key_encrypted, agent.api_key_hint, agent.api_key_at)
    return AgentView(**shown, api_key=key)


async def _get(tx: Tx, agent_id: UUID) -> AgentView:
    return view(await queries.get_agent(tx, agent_id))


async def _change(tx: Tx, guard: Guard, agent_id: UUID, changes: dict[str, Any]) -> AgentFields:
    before = await queries.lock_agent(tx, agent_id)
    if before.archived_at:
        raise AgentArchived
    fields = replace(AgentFields.of(before), **changes)
    if not fields.has_own_model:
        # Nothing of a model stays behind; what was sent along with it is refused below.
        rest: dict[str, Any] = dict.fromkeys(set(_MODEL_FIELDS) - set(changes))
        fields = replace(fields, **rest)
    if changes:
        await queries.update_agent(tx, agent_id, _checked(fields, guard))
    return fields


def _checked(fields: AgentFields, guard: Guard) -> AgentFields:
    if not fields.has_own_model:
        for name in _MODEL_FIELDS:
            if getattr(fields, name) is not None:
                raise InvalidField(name, "provider_missing", f"{name} needs a provider.")
        return fields
    if fields.model is None:
        raise InvalidField("model", "model_missing", "Name the provider's model.")
    if fields.base_url is not None:
        fields = replace(fields, base_url=check_address(guard, "base_url", fields.base_url))
    if fields.provider == "bedrock" and not _BEDROCK.fullmatch(fields.base_url or ""):
        raise InvalidField(
            "base_url",
            "bedrock_address",
            "Name the region's endpoint: https://bedrock-runtime.<region>.amazonaws.com",
        )
    return fields


def _check_key(fields: AgentFields) -> None:
    if not fields.has_own_model:
        raise InvalidField("api_key", "provider_missing", "api_key needs a provider.")


async def _set_key(opened: SecretTx, agent_id: UUID, key: str) -> None:
    secrets.check(key)
    stored = await opened.encrypt(MODEL_KEY, key)
    await queries.set_api_key(opened.tx, agent_id, stored, secrets.hint(key))
