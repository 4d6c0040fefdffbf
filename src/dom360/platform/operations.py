"""How the platform is and what it does: metrics, health, jobs. For a MASTER only."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query

from dom360.access.guards import Master
from dom360.kit.texts import storable
from dom360.platform import health, job_queue, metrics
from dom360.platform.params import CompanySearch
from dom360.platform.schemas import JobPage, JobStatus, JobView, Metrics, PlatformHealth
from dom360.web.deps import Agents, AppSettings, Db

router = APIRouter(prefix="/api/admin", tags=["admin"])


@router.get("/metrics", operation_id="get_platform_metrics")
async def get_metrics(
    _: Master,
    db: Db,
    first_day: date | None = None,
    last_day: date | None = None,
    search: CompanySearch = None,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Metrics:
    """Sums of the whole platform, and of each company by name; the last 30 days without bounds.
    `search` chooses companies; the sums stay those of all."""
    days = metrics.days_of(first_day, last_day, today=datetime.now(UTC).date())
    async with db.platform_tx("dom360_admin") as tx:
        return await metrics.page_of_metrics(
            tx, days, words=storable(search), cursor=cursor, limit=limit
        )


@router.get("/health", operation_id="get_platform_health")
async def get_health(_: Master, db: Db, agents: Agents, settings: AppSettings) -> PlatformHealth:
    """Database, replicas, months, worker, queue, turns, agents: 200 whatever is wrong with them."""
    return await health.look(db, agents, agent_url=settings.platform_agent_url)


@router.get("/jobs", operation_id="list_jobs")
async def list_jobs(
    _: Master,
    db: Db,
    status: JobStatus | None = None,
    cursor: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JobPage:
    """What is queued, running and failed, the newest first. What is done is not kept."""
    return await job_queue.page_of_jobs(db, status=status, cursor=cursor, limit=limit)


@router.post("/jobs/{job_id}/retry", operation_id="retry_job")
async def retry_job(
    job_id: Annotated[int, Path(ge=1, le=2**63 - 1)], me: Master, db: Db
) -> JobView:
    """Try a failed job once more, now."""
    return await job_queue.retry(db, job_id, home=me.home_tenant_id)
