"""The worker, watched: its metrics on a port of its own, its jobs in the log without arguments."""

import json
from typing import Any
from uuid import uuid4

import aiohttp

from dom360.jobs.app import make_app
from dom360.people.mailing import SEND_INVITATION
from tests.doubles.otlp_receiver import Receiver
from tests.observability.conftest import WORKER_METRICS_PORT
from tests.observability.test_observability import metrics, value
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.stage import until
from tests.support.world import TenantWorld

DONE = f'dom360_jobs_total{{outcome="done",task="{SEND_INVITATION}"}}'
FAILED = f'dom360_jobs_total{{outcome="failed",task="{SEND_INVITATION}"}}'


async def defer(database: ScratchDatabase, **arguments: str) -> None:
    async with make_app(database.app_url).open_async() as jobs:
        await jobs.configure_task(SEND_INVITATION, allow_unknown=True).defer_async(**arguments)


def lines(service: services.Service) -> list[dict[str, Any]]:
    return [json.loads(line) for line in service.log.read_text(encoding="utf-8").splitlines()]


def ended(service: services.Service, outcome: str) -> list[dict[str, Any]]:
    return [line for line in lines(service) if line["event"] == f"jobs.{outcome}"]


async def test_jobs_are_counted_traced_and_logged_without_what_they_were_called_with(
    watched_worker: services.Service,
    receiver: Receiver,
    database: ScratchDatabase,
    http: aiohttp.ClientSession,
    tenant: TenantWorld,
):
    await defer(database, tenant_id=str(tenant.tenant_id), invitation_id=str(uuid4()))
    await until(lambda: ended(watched_worker, "job_success"), timeout_s=15)
    # No id at all: the job fails, and its exception quotes what it was given.
    await defer(database, tenant_id=str(tenant.tenant_id), invitation_id=tenant.canary)
    await until(lambda: ended(watched_worker, "job_error_retry"), timeout_s=15)

    text = await metrics(http, WORKER_METRICS_PORT)
    assert value(text, DONE) == 1
    assert value(text, FAILED) == 1
    assert value(text, f'dom360_job_seconds_count{{task="{SEND_INVITATION}"}}') == 2
    await until(
        lambda: len([s for s in receiver.all() if s.name == f"job {SEND_INVITATION}"]) == 2, 15
    )
    (failed,) = ended(watched_worker, "job_error_retry")
    assert failed["task"] == SEND_INVITATION
    assert "ValueError" in failed["exception"]
    written = watched_worker.log.read_text(encoding="utf-8")
    assert tenant.canary not in written
    assert str(tenant.tenant_id) not in written


async def test_every_line_of_the_worker_is_json_with_its_service(watched_worker: services.Service):
    assert {line["service"] for line in lines(watched_worker)} == {"worker"}
