"""Secrets at rest: encrypted and decrypted by PostgreSQL, with keys that only a service knows.

The keys travel as a bound parameter, for one transaction, after a look at whether the server would
write parameters into its log. docs/secrets.md tells the whole story.
"""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_queries
from dom360.errors import Dom360Error
from dom360.kit.keyring import Keyring

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "vault.sql")

# How long a decrypted secret may stay in a process, and how many.
CACHE_S = 60.0
CACHE_SIZE = 1_000


class SecretUnreadable(Dom360Error):
    """Wrong key, broken ciphertext, or one that belongs elsewhere: from outside all the same."""

    code = "SECRET_UNREADABLE"
    detail = (
        "A stored secret cannot be read. Enter it anew, or give the service the key that it was "
        "encrypted with (DOM360_ENCRYPTION_KEYS)."
    )


class NoEncryptionKeys(Dom360Error):
    code = "NO_ENCRYPTION_KEYS"
    detail = (
        "Secrets cannot be stored or read: DOM360_ENCRYPTION_KEYS is not set. "
        "'dom360 db new-key' makes a key."
    )


class KeyRetired(Dom360Error):
    code = "ENCRYPTION_KEY_RETIRED"
    detail = (
        "The first key of DOM360_ENCRYPTION_KEYS was retired by a rotation. Put the new key first."
    )


class WrongKeys(Dom360Error):
    """The keys are not those of this database."""

    code = "WRONG_ENCRYPTION_KEYS"


class UnsafeLog(Dom360Error):
    code = "UNSAFE_DATABASE_LOG"
    detail = (
        "PostgreSQL would write encryption keys into its log. As a superuser run ALTER ROLE "
        "dom360_app SET log_parameter_max_length = 0, the same for dom360_jobs and for "
        "log_parameter_max_length_on_error; and switch pgaudit.log_parameter off."
    )


_ERRORS: dict[str | None, type[Dom360Error]] = {
    "DMS01": SecretUnreadable,
    "DMS02": NoEncryptionKeys,
    "DMS03": KeyRetired,
}
_PROBLEMS = {
    "wrong": "the key {} is not the one that this database knows by that id",
    "missing": "the key {} is not among them, and stored secrets need it",
    "retired": "the key {} was retired by a rotation and cannot come first",
}


@dataclass(frozen=True)
class SensitiveField:
    """A column of ciphertexts. A ciphertext cannot be read as another column's."""

    table: str
    column: str


AGENT_KEY = SensitiveField("account_vars", "agent_key_encrypted")
CRM_TOKEN = SensitiveField("account_vars", "crm_token_encrypted")
EMBEDDINGS_KEY = SensitiveField("account_vars", "embeddings_key_encrypted")
CHANNEL_TOKEN = SensitiveField("inboxes", "channel_token_encrypted")
TOTP_SECRET = SensitiveField("second_factors", "totp_secret_encrypted")
OIDC_SECRET = SensitiveField("identity_providers", "client_secret_encrypted")
MODEL_KEY = SensitiveField("agents", "api_key_encrypted")
CONTACT_DOCUMENT = SensitiveField("contacts", "document_encrypted")


@dataclass(frozen=True)
class _KeyProblem:
    problem: str
    key_id: str


@dataclass(frozen=True)
class _Opened:
    plaintext: str


class SecretTx:
    """A tenant's transaction that has the keys: `tx` for queries, and the tenant's secrets."""

    def __init__(self, tx: Tx) -> None:
        self.tx = tx

    async def encrypt(self, field: SensitiveField, plaintext: str) -> str:
        """What may be stored in `field`."""
        stored = await self._ask("encrypt", field, plaintext=plaintext)
        assert isinstance(stored, str)
        return stored

    async def decrypt(self, field: SensitiveField, ciphertext: str) -> str:
        """Raises SecretUnreadable, after which the transaction is at its end."""
        plaintext = await self._ask("decrypt", field, ciphertext=ciphertext)
        assert isinstance(plaintext, str)
        return plaintext

    async def blind_indexes(self, field: SensitiveField, value: str) -> list[bytes]:
        """Fingerprints to find a value by: store the first, look for any of them."""
        found = await self._ask("blind_indexes", field, value=value)
        assert isinstance(found, list)
        return found

    async def _ask(self, query: str, field: SensitiveField, **params: str) -> object:
        with _explained():
            return await self.tx.value(
                _SQL[query], table=field.table, column=field.column, **params
            )


class Vault:
    """A process's way to the secrets. Without a keyring it opens none, and says so."""

    def __init__(self, db: Database, keyring: Keyring | None) -> None:
        self._db = db
        self._keyring = keyring
        self._confirmed = False
        self._opened: dict[tuple[UUID, SensitiveField, str], tuple[float, str]] = {}

    @property
    def keyring(self) -> Keyring:
        if self._keyring is None:
            raise NoEncryptionKeys
        return self._keyring

    async def confirm(self) -> None:
        """Raise WrongKeys or UnsafeLog unless these are this database's keys, safe to send."""
        keys = self._keyring.for_database if self._keyring else ""
        async with self._db.platform_tx("dom360_app") as tx:
            if keys:
                await _refuse_unsafe_log(tx)
            problems = await tx.list(_KeyProblem, _SQL["confirm_keys"], keys=keys)
            if problems:
                # Inside the transaction, so that a key which is refused is not made known either.
                told = "; ".join(_PROBLEMS[one.problem].format(one.key_id) for one in problems)
                raise WrongKeys(f"DOM360_ENCRYPTION_KEYS does not fit this database: {told}.")
        self._confirmed = True

    @asynccontextmanager
    async def tenant_tx(self, tenant_id: UUID) -> AsyncIterator[SecretTx]:
        """A transaction of this tenant that may encrypt and decrypt."""
        keys = self.keyring.for_database
        if not self._confirmed:
            await self.confirm()
        async with self._db.tenant_tx(tenant_id) as tx:
            # Once more: somebody may have turned the server's logging up since we started.
            await _refuse_unsafe_log(tx)
            await tx.value(_SQL["use_keys"], keys=keys)
            yield SecretTx(tx)

    async def open(self, tenant_id: UUID, field: SensitiveField, ciphertext: str) -> str:
        """The plaintext, in one round trip or from memory. A changed secret is another ciphertext,
        so memory is never out of date. Raises SecretUnreadable."""
        known = self._opened.get((tenant_id, field, ciphertext))
        if known and known[0] > time.monotonic():
            return known[1]
        keys = self.keyring.for_database
        if not self._confirmed:
            await self.confirm()
        with _explained():
            opened = await self._db.call(
                _Opened,
                _SQL["open_secret"],
                tenant_id=tenant_id,
                keys=keys,
                ciphertext=ciphertext,
                table=field.table,
                column=field.column,
            )
        assert opened is not None, "the function answers or raises"
        self._remember((tenant_id, field, ciphertext), opened.plaintext)
        return opened.plaintext

    def _remember(self, key: tuple[UUID, SensitiveField, str], plaintext: str) -> None:
        now = time.monotonic()
        if len(self._opened) >= CACHE_SIZE:
            self._opened = {k: v for k, v in self._opened.items() if v[0] > now}
            while len(self._opened) >= CACHE_SIZE:
                del self._opened[next(iter(self._opened))]
        self._opened[key] = (now + CACHE_S, plaintext)


async def _refuse_unsafe_log(tx: Tx) -> None:
    if await tx.value(_SQL["inspect_log"]):
        raise UnsafeLog


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except psycopg.DatabaseError as error:
        if error.sqlstate in _ERRORS:
            raise _ERRORS[error.sqlstate] from None
        raise
