"""`dom360 platform …`: how the whole installation is, and what its worker has to do."""

import asyncio
from datetime import UTC, date, datetime

from cyclopts import App

from dom360.cli import platform_defaults
from dom360.cli.common import Json, database, run, show, show_all
from dom360.db.database import Database
from dom360.kit.texts import storable
from dom360.platform import health as parts
from dom360.platform import job_queue, metrics
from dom360.platform.schemas import JobPage, JobStatus, JobView, Metrics, PlatformHealth
from dom360.settings import get_settings
from dom360.usage import queries as usage
from dom360.web.agent_client import AgentClient
from dom360.web.ssrf import Guard

app = App(name="platform")
app.command(platform_defaults.app)


@app.command
def health(*, as_json: Json = False) -> None:
    """Say how each part is: database, replicas, months, worker, queue, turns, agents."""
    answer = asyncio.run(_health())
    lines = (
        f"{part.name}: {part.status}{f', {part.problem}' if part.problem else ''}"
        for part in answer.parts
    )
    show_all(answer, lines, as_json=as_json)


async def _health() -> PlatformHealth:
    settings = get_settings()
    async with database() as db, AgentClient(Guard(settings.private_destinations)) as agents:
        return await parts.look(db, agents, agent_url=settings.platform_agent_url)


@app.command(name="metrics")
def metrics_(
    *,
    first_day: date | None = None,
    last_day: date | None = None,
    search: str | None = None,
    cursor: str | None = None,
    limit: int = 200,
    as_json: Json = False,
) -> None:
    """Sums of the platform and of each company; the last 30 days unless said otherwise."""

    async def work(db: Database) -> Metrics:
        days = metrics.days_of(first_day, last_day, today=datetime.now(UTC).date())
        async with db.platform_tx("dom360_admin") as tx:
            return await metrics.page_of_metrics(
                tx, days, words=storable(search), cursor=cursor, limit=limit
            )

    answer = run(work)
    lines = (
        f"{one.slug}: {one.messages} messages, {one.total_tokens} tokens, {one.errors} errors"
        for one in answer.items
    )
    show_all(answer, lines, as_json=as_json)


@app.command
def jobs(
    *,
    status: JobStatus | None = None,
    cursor: int | None = None,
    limit: int = 50,
    as_json: Json = False,
) -> None:
    """Say what is queued, running and failed, the newest first."""

    async def work(db: Database) -> JobPage:
        return await job_queue.page_of_jobs(db, status=status, cursor=cursor, limit=limit)

    answer = run(work)
    show_all(answer, map(_line, answer.items), as_json=as_json)


@app.command
def retry_job(job_id: int, *, as_json: Json = False) -> None:
    """Try a failed job once more, now."""

    async def work(db: Database) -> JobView:
        async with db.platform_tx("dom360_admin") as tx:
            home = await usage.find_platform(tx)
        return await job_queue.retry(db, job_id, home=home)

    job = run(work)
    show(job, _line(job), as_json=as_json)


def _line(job: JobView) -> str:
    return f"{job.id}: {job.task}, {job.status}, {job.attempts} tries"
