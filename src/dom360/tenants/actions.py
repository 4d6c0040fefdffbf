"""A tenant's settings, and what it entrusts to the platform: stored encrypted, or not at all."""

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from dom360.db.database import Database, Tx
from dom360.db.vault import AGENT_KEY, CHANNEL_TOKEN, CRM_TOKEN, SecretTx, Vault
from dom360.errors import InvalidField
from dom360.tenants import queries, secrets
from dom360.tenants.models import AccountVars
from dom360.tenants.schemas import ConnectionReport, SettingsPatch, SettingsView
from dom360.tenants.secrets import InvalidSecret as InvalidSecret
from dom360.web.agent_call import address
from dom360.web.agent_client import AgentClient
from dom360.web.agent_faults import AgentAddressInvalid
from dom360.web.ssrf import Guard, UrlNotAllowed

# The longest that somebody waits at a button.
TEST_TIMEOUT_MS = 10_000
_SECRETS = {"agent_key": "agents_endpoint_url", "crm_token": "crm_url"}


async def change_settings(
    db: Database, vault: Vault, guard: Guard, tenant_id: UUID, patch: SettingsPatch
) -> SettingsView:
    """All of it or nothing. Raises InvalidField, UrlNotAllowed, NoEncryptionKeys."""
    changes = patch.changes()
    for field in ("agents_endpoint_url", "booking_url", "crm_url"):
        if changes.get(field) is not None:
            changes[field] = check_address(guard, field, str(changes[field]))
    new_secrets = {name: changes.pop(name) for name in _SECRETS if name in changes}
    if any(new_secrets.values()):
        async with vault.tenant_tx(tenant_id) as opened:
            return await _change(opened.tx, changes, new_secrets, opened)
    async with db.tenant_tx(tenant_id) as tx:
        return await _change(tx, changes, new_secrets, None)


def check_address(guard: Guard, field: str, url: str) -> str:
    """The address without blanks around it. Raises UrlNotAllowed, which names the field."""
    url = url.strip()
    try:
        guard.check(url)
        if field == "agents_endpoint_url":
            address(url, "healthz")
    except (UrlNotAllowed, AgentAddressInvalid) as refusal:
        one = {"field": f"body.{field}", "code": "url_not_allowed", "message": refusal.detail}
        raise UrlNotAllowed(refusal.detail, extra={"errors": [one]}) from None
    return url


async def test_connection(
    agents: AgentClient, settings: AccountVars, *, url: str | None, platform_url: str
) -> ConnectionReport:
    """Ask an agent how it is. No key is sent: the question needs none."""
    own = url or settings.agents_endpoint_url
    timeout_s = min(settings.agents_timeout_ms, TEST_TIMEOUT_MS) / 1000
    found = await agents.health(own or platform_url, timeout_s, trusted=own is None)
    return ConnectionReport(
        ok=found.answers,
        target="own" if own else "platform",
        status=found.status,
        latency_ms=found.latency_ms,
        model=found.model,
        version=found.version,
        code=found.code,
        problem=found.problem,
    )


def view(stored: AccountVars) -> SettingsView:
    shown = {
        name: value for name, value in asdict(stored).items() if name in SettingsView.model_fields
    }
    return SettingsView(
        **shown,
        agent_key=secrets.view(
            stored.agent_key_encrypted, stored.agent_key_hint, stored.agent_key_at
        ),
        crm_token=secrets.view(
            stored.crm_token_encrypted, stored.crm_token_hint, stored.crm_token_at
        ),
        recounting=stored.counted_timezone is not None,
    )


async def set_agent_key(opened: SecretTx, key: str) -> None:
    """What the tenant's own agent demands of its callers."""
    secrets.check(key)
    stored = await opened.encrypt(AGENT_KEY, key)
    await queries.set_agent_key(opened.tx, stored, secrets.hint(key))


async def set_crm_token(opened: SecretTx, token: str) -> None:
    secrets.check(token)
    stored = await opened.encrypt(CRM_TOKEN, token)
    await queries.set_crm_token(opened.tx, stored, secrets.hint(token))


async def find_crm_token(opened: SecretTx) -> str | None:
    stored = await queries.find_crm_token(opened.tx)
    return await opened.decrypt(CRM_TOKEN, stored) if stored else None


async def set_channel_token(opened: SecretTx, inbox_id: UUID, token: str) -> None:
    secrets.check(token)
    stored = await opened.encrypt(CHANNEL_TOKEN, token)
    await queries.set_channel_token(opened.tx, inbox_id, stored)


async def find_channel_token(opened: SecretTx, inbox_id: UUID) -> str | None:
    stored = await queries.find_channel_token(opened.tx, inbox_id)
    return await opened.decrypt(CHANNEL_TOKEN, stored) if stored else None


async def _change(
    tx: Tx, changes: dict[str, Any], new_secrets: dict[str, Any], opened: SecretTx | None
) -> SettingsView:
    before = await queries.lock_settings(tx)
    after = replace(before, **changes)
    _check_together(after, new_secrets)
    if after.timezone != before.timezone and not await queries.is_timezone(tx, after.timezone):
        raise InvalidField(
            "timezone", "unknown_timezone", "Name a time zone like America/Sao_Paulo."
        )
    # The address first: a secret that comes along is for the new one.
    if changes:
        await queries.update_settings(tx, after)
    if after.name != before.name:
        await queries.rename(tx, after.name)
    for name, value in new_secrets.items():
        await _set_secret(tx, name, value, opened)
    return view(await queries.get_settings(tx))


def _check_together(after: AccountVars, new_secrets: dict[str, Any]) -> None:
    if after.booking_enabled and not after.booking_url:
        raise InvalidField(
            "booking_url", "booking_url_missing", "Name the page where a meeting can be booked."
        )
    for name, field in _SECRETS.items():
        if new_secrets.get(name) and not getattr(after, field):
            raise InvalidField(field, "address_missing", f"{name} needs the address it is for.")


async def _set_secret(tx: Tx, name: str, value: str | None, opened: SecretTx | None) -> None:
    if value is None:
        forget = queries.set_agent_key if name == "agent_key" else queries.set_crm_token
        await forget(tx, None, None)
        return
    assert opened is not None, "a secret is stored in a transaction that has the keys"
    store = set_agent_key if name == "agent_key" else set_crm_token
    await store(opened, value)
