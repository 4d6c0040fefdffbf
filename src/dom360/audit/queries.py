from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from dom360.audit.models import Chain, EntryFilter, EntryRow, Link, Subject
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside

_SQL = load_beside(__file__)


async def append(
    tx: Tx,
    tenant_id: UUID,
    action: str,
    subject: Subject,
    *,
    old: Mapping[str, object] | None = None,
    new: Mapping[str, object] | None = None,
) -> None:
    """Write down what no trigger sees: an export, a refusal, an act of the platform.

    Changes of rows are written by their t90_audit trigger. Only dom360_admin may write into another
    tenant's log than the transaction's.
    """
    await tx.run(
        _SQL["append"],
        of_tenant=tenant_id,
        action=action,
        subject_table=subject.table,
        subject_id=subject.id,
        old=None if old is None else Jsonb(dict(old)),
        new=None if new is None else Jsonb(dict(new)),
    )


async def list_entries(
    tx: Tx, only: EntryFilter, *, before: int | None, limit: int
) -> list[EntryRow]:
    """Newest first; `before` is the seq where the page before ended."""
    return await tx.list(
        EntryRow,
        _SQL["list_entries"],
        action=only.action,
        actor_kind=only.actor_kind,
        actor_id=only.actor_id,
        subject_table=only.subject_table,
        subject_id=only.subject_id,
        since=only.since,
        until=only.until,
        before=before,
        limit=limit,
    )


async def list_chains(tx: Tx, *, slug: str | None, after: UUID | None, limit: int) -> list[Chain]:
    """Of every tenant, by id. For dom360_admin only."""
    return await tx.list(Chain, _SQL["list_chains"], slug=slug, after=after, limit=limit)


async def list_links(
    tx: Tx, chain: Chain, *, after: tuple[int, datetime], limit: int
) -> list[Link]:
    """The rows of a chain in order, up to its head. For dom360_admin only."""
    after_seq, after_at = after
    return await tx.list(
        Link,
        _SQL["list_links"],
        of_tenant=chain.tenant_id,
        after_seq=after_seq,
        after_at=after_at,
        last_seq=chain.head_seq if chain.has_head else chain.newest_seq,
        limit=limit,
    )
