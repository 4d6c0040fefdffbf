"""The worker: schedules, queued jobs, and turns to repair. Any number may run side by side."""

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress

import psycopg
from procrastinate import App

from dom360 import logs
from dom360.agent_tools.capability import CapabilityIssuer
from dom360.dashboards.jobs import roll_figures
from dom360.dashboards.weekly.jobs import Reporter
from dom360.db.actor import act_as
from dom360.db.database import Database
from dom360.db.partitions import keep_months
from dom360.db.retention import let_go_of_old_rows
from dom360.db.startup_check import check_service, warn_of_risks
from dom360.db.vault import Vault
from dom360.errors import Dom360Error
from dom360.jobs.app import make_app
from dom360.jobs.watch import watch
from dom360.kit.tracing import export_to
from dom360.knowledge.embedding import Embedders
from dom360.knowledge.ingest import Ingester, IngestSettings
from dom360.knowledge.jobs import ingest_forever
from dom360.live.announcer import Announcer
from dom360.llm.embedding_service import EmbeddingService
from dom360.llm.embeddings import BuiltInEmbedder
from dom360.logs import get_logger
from dom360.mail.post import Post
from dom360.people import jobs as people
from dom360.platform.jobs import purge_due
from dom360.settings import Settings, get_settings
from dom360.turns.actions import RunnerSettings, TurnRunner
from dom360.turns.jobs import repair_forever
from dom360.usage.jobs import fold, prove, recount_moved, refresh_summary
from dom360.web.agent_client import AgentClient
from dom360.web.metrics_port import listen
from dom360.web.ssrf import Guard

log = get_logger(__name__)

EVERY_HOUR = "17 * * * *"
EVERY_FIVE_MINUTES = "*/5 * * * *"
# UTC; the small hours in the Americas, where most of the tenants are.
EVERY_NIGHT = "23 6 * * *"
EVERY_NIGHT_LATER = "41 6 * * *"
EVERY_NIGHT_LAST = "3 7 * * *"
STOP_WITHIN_S = 8


def run() -> None:
    """Work until SIGTERM or SIGINT."""
    settings = get_settings()
    logs.configure(service="worker", level=settings.log_level, fmt=settings.log_format)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    act_as("worker", None)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    if settings.otlp_endpoint:
        export_to(settings.otlp_endpoint, "worker")
    watched = listen(settings.metrics_host, settings.worker_metrics_port)
    app_url = settings.required_app_url()
    db = Database(app_url, pool_size=settings.database_pool_size, prepare=settings.database_prepare)
    try:
        reports = await check_service(db, "dom360_app", "dom360_jobs")
        vault = Vault(db, settings.keyring())
        await vault.confirm()
        warn_of_risks(reports)
        await _work(settings, db, vault, stop)
    finally:
        if watched:
            watched.close()
        await db.close()
    log.info("worker.stopped")


async def _work(settings: Settings, db: Database, vault: Vault, stop: asyncio.Event) -> None:
    jobs = make_app(settings.required_app_url())
    _schedule(jobs, db)
    _schedule_figures(jobs, db)
    _schedule_reports(jobs, Reporter.of(db, settings))
    people.register(jobs, db, Post.of(settings), settings.link_url)
    guard = Guard(settings.private_destinations)
    service = EmbeddingService(guard)
    async with AgentClient(guard) as agents, service, jobs.open_async(), Announcer(db):
        runner = TurnRunner(
            db, agents, RunnerSettings.of(settings), vault, CapabilityIssuer.of(settings)
        )
        ingester = _ingester(settings, db, guard, Embedders(BuiltInEmbedder(), service, vault))
        log.info("worker.ready")
        await _until(
            stop,
            _months_at_once(db),
            repair_forever(db, runner, interval_s=settings.repair_interval_s),
            ingest_forever(ingester, interval_s=settings.knowledge_interval_s),
            jobs.run_worker_async(
                install_signal_handlers=False,
                delete_jobs="successful",
                concurrency=4,
                shutdown_graceful_timeout=STOP_WITHIN_S,
                worker_middleware=[watch],
            ),
        )


def _ingester(settings: Settings, db: Database, guard: Guard, embedders: Embedders) -> Ingester:
    limits = IngestSettings(settings.knowledge_max_file_bytes, settings.knowledge_lease_s)
    return Ingester(db, embedders, guard, limits)


async def _months_at_once(db: Database) -> None:
    """Not at the schedule's next hour: the worker may have been away for long."""
    try:
        await keep_months(db)
    except (psycopg.Error, Dom360Error) as error:
        log.warning("partitions.ensure_failed", error=type(error).__name__)
    # What ends by itself counts as crashed.
    await asyncio.Event().wait()


def _schedule(jobs: App, db: Database) -> None:
    @jobs.periodic(cron=EVERY_HOUR)
    @jobs.task(name="partitions.ensure", queueing_lock="partitions.ensure", retry=5)
    async def ensure(timestamp: int) -> None:
        await keep_months(db)

    @jobs.periodic(cron=EVERY_NIGHT_LATER)
    @jobs.task(name="retention.apply", queueing_lock="retention.apply", retry=3)
    async def retain(timestamp: int) -> None:
        await let_go_of_old_rows(db)

    @jobs.periodic(cron=EVERY_HOUR)
    @jobs.task(name="tenants.purge", queueing_lock="tenants.purge", lock="tenants.purge", retry=3)
    async def purge(timestamp: int) -> None:
        await purge_due(db)


def _schedule_figures(jobs: App, db: Database) -> None:
    @jobs.periodic(cron=EVERY_HOUR)
    @jobs.task(name="usage.fold", queueing_lock="usage.fold", lock="usage.fold", retry=3)
    async def fold_days(timestamp: int) -> None:
        log.info("usage.folded", rows=await fold(db))

    @jobs.periodic(cron=EVERY_FIVE_MINUTES)
    @jobs.task(name="figures.roll", queueing_lock="figures.roll", lock="figures.roll", retry=3)
    async def roll(timestamp: int) -> None:
        await roll_figures(db)

    @jobs.periodic(cron=EVERY_NIGHT)
    @jobs.task(
        name="figures.roll_all", queueing_lock="figures.roll_all", lock="figures.roll", retry=3
    )
    async def roll_all(timestamp: int) -> None:
        log.info("figures.rolled", weeks=await roll_figures(db, everybody=True))

    @jobs.periodic(cron=EVERY_FIVE_MINUTES)
    @jobs.task(name="usage.recount", queueing_lock="usage.recount", lock="usage.recount", retry=3)
    async def recount(timestamp: int) -> None:
        if await recount_moved(db):
            await roll_figures(db, everybody=True)

    @jobs.periodic(cron=EVERY_NIGHT_LAST)
    @jobs.task(name="usage.prove", queueing_lock="usage.prove", lock="usage.prove", retry=1)
    async def prove_counters(timestamp: int) -> None:
        log.info("usage.proven", differing=await prove(db))

    @jobs.periodic(cron=EVERY_NIGHT)
    @jobs.task(name="usage.refresh_summary", queueing_lock="usage.refresh_summary", retry=5)
    async def refresh(timestamp: int) -> None:
        refreshed_at = await refresh_summary(db)
        log.info("usage.summary_refreshed", true_for=refreshed_at.isoformat())


def _schedule_reports(jobs: App, reporter: Reporter) -> None:
    @jobs.periodic(cron=EVERY_HOUR)
    @jobs.task(name="reports.weekly", queueing_lock="reports.weekly", retry=3)
    async def report(timestamp: int) -> None:
        await reporter.send_due()


async def _until(stop: asyncio.Event, *work: Coroutine[None, None, None]) -> None:
    """Run all of it until told to stop; a part that ends by itself has crashed, and ends all."""
    tasks = [asyncio.create_task(one) for one in work]
    stopping = asyncio.create_task(_wait_for(stop))
    done, _ = await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    for task in tasks:
        task.cancel()
    with suppress(TimeoutError):
        async with asyncio.timeout(STOP_WITHIN_S + 1):
            await asyncio.gather(*tasks, return_exceptions=True)
    for task in done - {stopping}:
        task.result()


async def _wait_for(stop: asyncio.Event) -> None:
    await stop.wait()
