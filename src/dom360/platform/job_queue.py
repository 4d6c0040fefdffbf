"""Looking at the queue, and trying a failed job once more."""

from uuid import UUID

from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Database
from dom360.platform import queries
from dom360.platform.schemas import JobPage, JobStatus, JobView


async def page_of_jobs(
    db: Database, *, status: JobStatus | None, cursor: int | None, limit: int
) -> JobPage:
    async with db.platform_tx("dom360_jobs") as tx:
        found = await queries.list_jobs(tx, status=status, before=cursor, limit=limit + 1)
    items = [JobView(**vars(job)) for job in found[:limit]]
    return JobPage(items=items, cursor=items[-1].id if len(found) > limit else None)


async def retry(db: Database, job_id: int, *, home: UUID | None) -> JobView:
    """Written into the log of `home`, the platform's own tenant; before the first MASTER there is
    none. Raises JobNotFailed."""
    async with db.platform_tx("dom360_admin") as tx:
        if home is not None:
            subject = Subject("jobs", str(job_id))
            await audit.append(tx, home, "platform.job_retried", subject)
        async with db.platform_tx("dom360_jobs") as queue:
            await queries.retry_job(queue, job_id)
            (job,) = await queries.list_jobs(
                queue, status=None, before=None, limit=1, job_id=job_id
            )
    return JobView(**vars(job))
