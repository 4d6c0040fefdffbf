from dataclasses import asdict
from uuid import UUID

import psycopg

from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_beside
from dom360.platform.errors import CompanyNotFound, JobNotFailed
from dom360.platform.models import (
    Company,
    CompanyFigures,
    CompanyFilter,
    DatabaseState,
    Days,
    Defaults,
    Due,
    InboxAgent,
    PlatformFigures,
    PurgeStep,
    QueuedJob,
    QueueState,
)

_SQL = load_beside(__file__)
_NOT_DUE = "DM004"

# A place in a list: the name and the id of the last row before it.
Place = tuple[str, UUID]


async def list_companies(
    tx: Tx, only: CompanyFilter, *, after: Place | None, limit: int
) -> list[Company]:
    """By name."""
    name, company_id = after or (None, None)
    return await tx.list(
        Company,
        _SQL["list_companies"],
        of_tenant=None,
        words=only.search,
        status=only.status,
        plan=only.plan,
        after_name=name,
        after_id=company_id,
        limit=limit,
    )


async def get_company(tx: Tx, tenant_id: UUID) -> Company:
    found = await tx.find(
        Company,
        _SQL["list_companies"],
        of_tenant=tenant_id,
        words=None,
        status=None,
        plan=None,
        after_name=None,
        after_id=None,
        limit=1,
    )
    if found is None:
        raise CompanyNotFound
    return found


async def lock_company(tx: Tx, tenant_id: UUID) -> Company:
    await tx.run(_SQL["lock_company"], of_tenant=tenant_id)
    return await get_company(tx, tenant_id)


async def rename_company(tx: Tx, tenant_id: UUID, name: str) -> None:
    await tx.run(_SQL["rename_company"], of_tenant=tenant_id, name=name)


async def set_plan(tx: Tx, tenant_id: UUID, plan: str) -> None:
    query = "clear_plan" if plan == "standard" else "set_plan"
    await tx.run(_SQL[query], of_tenant=tenant_id, plan=plan)


async def suspend(tx: Tx, tenant_id: UUID, reason: str) -> None:
    await tx.run(_SQL["suspend"], of_tenant=tenant_id, reason=reason)


async def resume(tx: Tx, tenant_id: UUID) -> None:
    await tx.run(_SQL["resume"], of_tenant=tenant_id)


async def mark_deleting(tx: Tx, tenant_id: UUID, *, reason: str, days: int) -> None:
    await tx.run(_SQL["mark_deleting"], of_tenant=tenant_id, reason=reason, days=days)


async def unmark_deleting(tx: Tx, tenant_id: UUID) -> None:
    await tx.run(_SQL["unmark_deleting"], of_tenant=tenant_id)


async def end_acting(tx: Tx, tenant_id: UUID) -> None:
    await tx.run(_SQL["end_acting"], of_tenant=tenant_id)


async def get_defaults(tx: Tx) -> Defaults:
    found = await tx.find(Defaults, _SQL["get_defaults"])
    assert found is not None, "a migration made the row"
    return found


async def lock_defaults(tx: Tx) -> Defaults:
    await tx.run(_SQL["lock_defaults"])
    return await get_defaults(tx)


async def update_defaults(tx: Tx, defaults: Defaults) -> None:
    await tx.run(_SQL["update_defaults"], **asdict(defaults))


async def list_inbox_agents(tx: Tx, tenant_id: UUID) -> list[InboxAgent]:
    """Each inbox with each type of agent, the oldest inbox first."""
    return await tx.list(InboxAgent, _SQL["list_inbox_agents"], of_tenant=tenant_id)


async def list_figures(
    tx: Tx, days: Days, *, words: str | None, after: Place | None, limit: int
) -> list[CompanyFigures]:
    """By name."""
    name, company_id = after or (None, None)
    return await tx.list(
        CompanyFigures,
        _SQL["list_figures"],
        **asdict(days),
        words=words,
        after_name=name,
        after_id=company_id,
        limit=limit,
    )


async def get_totals(tx: Tx, days: Days) -> PlatformFigures:
    found = await tx.find(PlatformFigures, _SQL["get_totals"], **asdict(days))
    assert found is not None, "a sum always answers"
    return found


async def inspect_database(tx: Tx) -> DatabaseState:
    found = await tx.find(DatabaseState, _SQL["inspect_database"])
    assert found is not None, "it always answers"
    return found


async def list_due(tx: Tx) -> list[Due]:
    """Whose grace time is over, the longest first, at most 20."""
    return await tx.list(Due, _SQL["list_due"])


async def purge(db: Database, tenant_id: UUID, *, limit: int) -> dict[str, int] | None:
    """Delete some rows and say how many of which table. None where the company is not to be
    deleted: another worker was quicker, or somebody took the deletion back."""
    try:
        step = await db.call(
            PurgeStep, _SQL["purge"], role="dom360_jobs", of_tenant=tenant_id, limit=limit
        )
    except psycopg.DatabaseError as error:
        if error.sqlstate == _NOT_DUE:
            return None
        raise
    assert step is not None, "the function always answers"
    return step.counts


async def inspect_queue(tx: Tx) -> QueueState:
    """As dom360_jobs, like everything below."""
    found = await tx.find(QueueState, _SQL["inspect_queue"])
    assert found is not None, "a count always answers"
    return found


async def count_abandoned_turns(tx: Tx) -> int:
    found = await tx.value(_SQL["count_abandoned_turns"])
    assert isinstance(found, int)
    return found


async def list_jobs(
    tx: Tx, *, status: str | None, before: int | None, limit: int, job_id: int | None = None
) -> list[QueuedJob]:
    """The newest first."""
    return await tx.list(
        QueuedJob, _SQL["list_jobs"], status=status, before=before, limit=limit, job_id=job_id
    )


async def retry_job(tx: Tx, job_id: int) -> None:
    """Raises JobNotFailed."""
    if await tx.value(_SQL["lock_failed_job"], job_id=job_id) is None:
        raise JobNotFailed
    await tx.run(_SQL["enter_queue"])
    await tx.run(_SQL["retry_job"], job_id=job_id)
