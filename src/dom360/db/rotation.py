"""Re-encrypts every stored secret with the first key, while the services go on reading and writing.

Nothing is remembered between runs: a ciphertext names its key, so a run that was killed is simply
started again.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from dom360.db.database import Database
from dom360.db.named_queries import load_queries
from dom360.db.vault import Vault

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "vault.sql")

# Rows of one transaction. At 2 to 4 ms each, a writer that meets it waits below half a second.
BATCH = 100
TENANTS_A_PAGE = 500


@dataclass
class Rotation:
    """`reencrypted` and `unreadable` count rows by "table.column"; `removable` are key ids that may
    leave the setting."""

    key_id: str
    tenants: int = 0
    reencrypted: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    removable: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return not self.unreadable


OnProgress = Callable[[Rotation], None]


@dataclass(frozen=True)
class _Field:
    table_name: str
    column_name: str


@dataclass(frozen=True)
class _Tenant:
    id: UUID


@dataclass(frozen=True)
class _Batch:
    last_id: UUID | None
    changed: int
    unreadable: int


async def rotate(
    db: Database, vault: Vault, on_progress: OnProgress | None = None, *, batch: int = BATCH
) -> Rotation:
    """Bring all secrets of all tenants to the first key, then retire the others.

    The second pass finds what somebody wrote with an old key during the first; after the retirement
    nobody can. Unreadable rows stay as they are, and so do the keys then.
    """
    await vault.confirm()
    done = Rotation(vault.keyring.ids[0])
    passing = _Pass(db, vault, done, on_progress or (lambda _: None), batch)
    await passing.run()
    async with db.platform_tx("dom360_admin") as tx:
        await tx.value(_SQL["retire_keys"], key_id=done.key_id)
    done.tenants = 0
    done.unreadable.clear()
    await passing.run()
    if done.complete:
        async with db.platform_tx("dom360_admin") as tx:
            released = await tx.value(_SQL["release_keys"])
        assert isinstance(released, list)
        done.removable = released
    return done


@dataclass(frozen=True)
class _Pass:
    """Once over all tenants; adds what happened to `done`."""

    db: Database
    vault: Vault
    done: Rotation
    report: OnProgress
    batch: int

    async def run(self) -> None:
        async with self.db.platform_tx("dom360_app") as tx:
            fields = await tx.list(_Field, _SQL["list_fields"])
        async for tenant_id in self._tenants():
            for one in fields:
                await self._rotate(tenant_id, one)
            self.done.tenants += 1
            self.report(self.done)

    async def _tenants(self) -> AsyncIterator[UUID]:
        after: UUID | None = None
        while True:
            async with self.db.platform_tx("dom360_admin") as tx:
                page = await tx.list(
                    _Tenant, _SQL["list_tenants_after"], after=after, limit=TENANTS_A_PAGE
                )
            for tenant in page:
                yield tenant.id
            if len(page) < TENANTS_A_PAGE:
                return
            after = page[-1].id

    async def _rotate(self, tenant_id: UUID, one: _Field) -> None:
        name = f"{one.table_name}.{one.column_name}"
        after: UUID | None = None
        while True:
            found = await self._next_batch(tenant_id, one, after)
            if found.last_id is None:
                return
            after = found.last_id
            self.done.reencrypted[name] += found.changed
            if found.unreadable:
                self.done.unreadable[name] += found.unreadable
            self.report(self.done)

    async def _next_batch(self, tenant_id: UUID, one: _Field, after: UUID | None) -> _Batch:
        found = await self.db.call(
            _Batch,
            _SQL["reencrypt_field"],
            tenant_id=tenant_id,
            keys=self.vault.keyring.for_database,
            table=one.table_name,
            column=one.column_name,
            after=after,
            limit=self.batch,
        )
        assert found is not None, "the function always answers"
        return found
