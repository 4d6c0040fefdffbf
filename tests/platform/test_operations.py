"""Metrics against the messages, health with a part that is down, jobs that are tried again."""

import statistics
from datetime import UTC, datetime
from uuid import UUID

import aiohttp
import pytest

from dom360.jobs.app import make_app
from dom360.usage.latency import AGENT_BOUNDS_MS
from tests.doubles.fake_agent import FakeAgent
from tests.platform.conftest import Master
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.stage import until
from tests.support.world import Client, Maker, TenantWorld


async def figures_of(master: Master, world: TenantWorld) -> dict[str, object]:
    cursor = ""
    while True:
        page = (await master.get(f"/metrics?limit=200{cursor}")).json
        for one in page["items"]:
            if one["tenant_id"] == str(world.tenant_id):
                return one
        assert page["cursor"], "the company is in none of the pages"
        cursor = f"&cursor={page['cursor']}"


async def test_metrics_are_what_the_messages_say(
    master: Master, client: Client, tenant: TenantWorld, database: ScratchDatabase
):
    for number in range(3):
        await client.chat(f"Pergunta {number}")

    found = await figures_of(master, tenant)

    rows = database.rows(
        "select latency_ms, total_tokens, coalesce(cost_micro_usd, 0) from dom360.messages"
        " where tenant_id = %s and role = 'assistant'",
        tenant.tenant_id,
    )
    latencies = [row[0] for row in rows]
    assert (found["inboxes"], found["conversations"], found["errors"]) == (1, 1, 0)
    assert (found["messages"], found["answers"]) == (6, 3)
    assert found["total_tokens"] == sum(row[1] for row in rows)
    assert found["cost_micro_usd"] == sum(row[2] for row in rows)
    assert found["mean_ms"] == round(statistics.mean(latencies))
    bound = next(b for b in AGENT_BOUNDS_MS if b >= max(latencies))
    assert 0 < found["p95_ms"] <= bound


async def test_one_company_is_found_by_its_name_and_the_sums_stay_those_of_all(
    master: Master, tenant: TenantWorld, other: TenantWorld
):
    everybody = (await master.get("/metrics?limit=1")).json["totals"]

    found = (await master.get(f"/metrics?search={tenant.slug.upper()}")).json

    assert [one["tenant_id"] for one in found["items"]] == [str(tenant.tenant_id)]
    assert found["totals"]["tenants"] == everybody["tenants"]
    assert (await master.get("/metrics?search=%00")).json["items"] == []


async def test_the_totals_are_the_sum_of_the_companies(master: Master, client: Client):
    await client.chat("Olá")
    items, cursor = [], ""
    while True:
        page = (await master.get(f"/metrics?limit=50{cursor}")).json
        items += page["items"]
        if page["cursor"] is None:
            break
        cursor = f"&cursor={page['cursor']}"

    totals = page["totals"]
    assert len(items) == totals["tenants"]
    for name in ("messages", "answers", "total_tokens", "cost_micro_usd", "inboxes", "errors"):
        assert totals[name] == sum(one[name] for one in items), name


async def test_a_period_bounds_the_metrics(master: Master, client: Client):
    await client.chat("Olá")
    today = datetime.now(UTC).date().isoformat()

    past = await master.get("/metrics?first_day=2020-01-01&last_day=2020-12-31")

    assert past.json["totals"]["messages"] == 0
    assert past.json["totals"]["mean_ms"] is None
    wrong = await master.get(f"/metrics?first_day={today}&last_day=2020-01-01")
    assert_problem(wrong, 422, "INVALID_PERIOD")
    long = await master.get(f"/metrics?first_day=2020-01-01&last_day={today}")
    assert_problem(long, 422, "INVALID_PERIOD")


async def parts_of(master: Master) -> dict[str, dict[str, object]]:
    answer = await master.get("/health")
    assert answer.status == 200, answer.raw
    return {part["name"]: part for part in answer.json["parts"]}


async def test_health_names_each_part_and_what_is_wrong(
    master: Master, fake_agent: FakeAgent, database: ScratchDatabase
):
    database.rows("delete from dom360_queue.procrastinate_workers")

    parts = await parts_of(master)

    assert set(parts) == {"database", "replicas", "months", "worker", "queue", "turns", "agents"}
    assert parts["database"]["status"] == "ok"
    assert parts["database"]["figures"]["connections"] > 0
    assert parts["months"]["figures"]["messages"] >= 2
    assert parts["agents"]["status"] == "ok"
    assert parts["worker"]["status"] == "error"
    assert "No worker is running" in parts["worker"]["problem"]


async def test_health_sees_a_worker_that_lives(
    master: Master, fake_agent: FakeAgent, database: ScratchDatabase, log_dir
):
    with services.worker(database, fake_agent.url, log_dir):
        alive = "select count(*) > 0 from dom360_queue.procrastinate_workers"
        await until(lambda: database.value(alive))
        parts = await parts_of(master)

    assert parts["worker"]["status"] == "ok"
    assert parts["worker"]["figures"]["alive"] >= 1


async def test_health_tells_of_agents_that_are_gone(
    http: aiohttp.ClientSession, make: Maker, database: ScratchDatabase, log_dir
):
    nobody = f"http://127.0.0.1:{services.free_port()}"
    with services.backend(database, nobody, log_dir) as service:
        client = Client(http, service.url, make, None)
        await client.sign_in(await make.master())
        parts = await parts_of(Master(client))

    assert parts["agents"]["status"] == "error"
    assert parts["agents"]["figures"]["code"] == "AGENT_UNREACHABLE"


@pytest.fixture
async def failed_job(database: ScratchDatabase) -> int:
    """A job that has failed, with words in its arguments that are nobody's business."""
    jobs = make_app(database.app_url)

    @jobs.task(name="tests.fails", queue="tests")
    async def fails(words: str) -> None:
        raise RuntimeError("as it should")

    async with jobs.open_async():
        job_id = await fails.defer_async(words="segredo-4711")
        await jobs.run_worker_async(queues=["tests"], wait=False, install_signal_handlers=False)
    return job_id


async def test_jobs_are_listed_without_their_arguments_and_tried_again(
    master: Master, failed_job: int, database: ScratchDatabase, home: UUID
):
    listed = await master.get("/jobs?status=failed")
    (job,) = [one for one in listed.json["items"] if one["id"] == failed_job]
    assert (job["task"], job["status"]) == ("tests.fails", "failed")
    assert b"segredo-4711" not in listed.raw

    retried = await master.post(f"/jobs/{failed_job}/retry")
    again = await master.post(f"/jobs/{failed_job}/retry")

    assert (retried.status, retried.json["status"]) == (200, "todo")
    assert_problem(again, 409, "JOB_NOT_FAILED")
    lines = database.rows(
        "select action from dom360.audit_log where tenant_id = %s and subject_id = %s",
        home,
        str(failed_job),
    )
    assert lines == [("platform.job_retried",)]


async def test_a_job_that_is_not_there_is_not_tried(master: Master):
    assert_problem(await master.post("/jobs/999999999/retry"), 409, "JOB_NOT_FAILED")
    assert_problem(await master.post(f"/jobs/{2**70}/retry"), 422, "VALIDATION_FAILED")
