"""What a tenant entrusts to the platform. Everything here is stored encrypted, or not at all."""

from uuid import UUID

from dom360.db.vault import AGENT_KEY, CHANNEL_TOKEN, CRM_TOKEN, SecretTx
from dom360.errors import Invalid
from dom360.tenants import queries

MAX_SECRET_LENGTH = 4096


class InvalidSecret(Invalid):
    code = "INVALID_SECRET"
    detail = (
        f"A key or token has 1 to {MAX_SECRET_LENGTH} printable ASCII characters and no spaces."
    )


async def set_agent_key(secrets: SecretTx, key: str) -> None:
    """What the tenant's own agent demands of its callers."""
    _check(key)
    await queries.set_agent_key(secrets.tx, await secrets.encrypt(AGENT_KEY, key))


async def set_crm_token(secrets: SecretTx, token: str) -> None:
    _check(token)
    await queries.set_crm_token(secrets.tx, await secrets.encrypt(CRM_TOKEN, token))


async def find_crm_token(secrets: SecretTx) -> str | None:
    stored = await queries.find_crm_token(secrets.tx)
    return await secrets.decrypt(CRM_TOKEN, stored) if stored else None


async def set_channel_token(secrets: SecretTx, inbox_id: UUID, token: str) -> None:
    _check(token)
    stored = await secrets.encrypt(CHANNEL_TOKEN, token)
    await queries.set_channel_token(secrets.tx, inbox_id, stored)


async def find_channel_token(secrets: SecretTx, inbox_id: UUID) -> str | None:
    stored = await queries.find_channel_token(secrets.tx, inbox_id)
    return await secrets.decrypt(CHANNEL_TOKEN, stored) if stored else None


def _check(secret: str) -> None:
    """What can stand in a header as it is. The error does not repeat it."""
    fits = 1 <= len(secret) <= MAX_SECRET_LENGTH
    if not (fits and secret.isascii() and secret.isprintable() and " " not in secret):
        raise InvalidSecret
