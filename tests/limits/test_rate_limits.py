"""Requests in a minute: what passes, what the answer says, and a Redis that is gone."""

import asyncio
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import aiohttp
import pytest

from dom360.web.rate_limits import WINDOW_S, Count, RateLimits
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.world import Answer, Client, Maker, TenantWorld

PER_KEY, PER_USER, PER_TENANT, PER_ADDRESS = 5, 4, 7, 6
LIMITS = {
    "DOM360_RATE_PER_KEY": str(PER_KEY),
    "DOM360_RATE_PER_USER": str(PER_USER),
    "DOM360_RATE_PER_TENANT": str(PER_TENANT),
    "DOM360_RATE_PER_ADDRESS": str(PER_ADDRESS),
}
Strict = Callable[[TenantWorld | None], Client]


@pytest.fixture
def strict(http: aiohttp.ClientSession, strict_backend: services.Service, make: Maker) -> Strict:
    return lambda world: Client(http, strict_backend.url, make, world)


async def a_quiet_minute() -> None:
    """Begin where the present minute lasts: a window that turns would begin anew."""
    left = WINDOW_S - time.time() % WINDOW_S
    if left < 8:
        await asyncio.sleep(left + 0.1)


def told(answer: Answer, name: str) -> str:
    """Names of headers have no case."""
    return {key.lower(): value for key, value in answer.headers.items()}[name.lower()]


async def many(client: Client, count: int, path: str = "/api/inboxes", **options) -> list[Answer]:
    await a_quiet_minute()
    return [await client.get(path, **options) for _ in range(count)]


async def test_a_key_passes_as_often_as_it_may_and_is_told_when_to_go_on(
    strict: Strict, tenant: TenantWorld
):
    answers = await many(strict(tenant), PER_KEY + 1)

    refused = answers[-1]
    assert [answer.status for answer in answers] == [200] * PER_KEY + [429]
    assert refused.code == "RATE_LIMITED"
    assert 1 <= int(refused.headers["Retry-After"]) <= WINDOW_S
    assert refused.json["retry_after_s"] == int(refused.headers["Retry-After"])
    assert "with this API key" in refused.json["detail"]


async def test_every_answer_says_what_holds_and_what_is_left(strict: Strict, tenant: TenantWorld):
    first, second = await many(strict(tenant), 2)

    assert told(first, "RateLimit-Policy") == (
        f'"key";q={PER_KEY};w=60, "tenant";q={PER_TENANT};w=60'
    )
    for answer, spent in ((first, 1), (second, 2)):
        assert re.fullmatch(
            rf'"key";r={PER_KEY - spent};t=\d+, "tenant";r={PER_TENANT - spent};t=\d+',
            told(answer, "RateLimit"),
        )


async def test_another_key_of_the_company_goes_on_until_the_companys_own_limit(
    strict: Strict, tenant: TenantWorld, make: Maker
):
    await many(strict(tenant), PER_KEY)
    second = strict(tenant)
    second.headers["Authorization"] = f"Bearer {await make.key(tenant.tenant_id, 'read')}"

    answers = [await second.get("/api/inboxes") for _ in range(PER_TENANT - PER_KEY + 1)]

    assert [answer.status for answer in answers] == [200] * (PER_TENANT - PER_KEY) + [429]
    assert "of this company" in answers[-1].json["detail"]


async def test_another_company_notices_nothing(
    strict: Strict, tenant: TenantWorld, other: TenantWorld
):
    await many(strict(tenant), PER_KEY + 3)

    assert (await strict(other).get("/api/inboxes")).status == 200


async def test_a_person_is_counted_over_all_sessions(strict: Strict, tenant: TenantWorld):
    await a_quiet_minute()
    first, second = strict(tenant), strict(tenant)
    for client in (first, second):
        assert (await client.sign_in(tenant.admin_email)).status == 200

    answers = [await one.get("/api/inboxes") for one in (first, second) * 3][: PER_USER + 1]

    assert [answer.status for answer in answers] == [200] * PER_USER + [429]
    assert "by this person" in answers[-1].json["detail"]


async def test_an_address_is_counted_before_anybody_looks_who_it_is(strict: Strict):
    stranger = strict(None)
    there = {"headers": {"X-Forwarded-For": "198.51.100.7", "Authorization": "Bearer wrong"}}
    elsewhere = {"headers": {**there["headers"], "X-Forwarded-For": "198.51.100.8"}}

    answers = await many(stranger, PER_ADDRESS + 1, **there)

    assert [answer.status for answer in answers] == [401] * PER_ADDRESS + [429]
    assert (await stranger.get("/api/inboxes", **elsewhere)).status == 401


async def test_a_whole_ipv6_network_is_one_address(strict: Strict):
    stranger = strict(None)
    await a_quiet_minute()

    answers = [
        await stranger.get("/api/inboxes", headers={"X-Forwarded-For": f"2001:db8:1:2::{n}"})
        for n in range(PER_ADDRESS + 1)
    ]

    assert answers[-1].status == 429


async def test_health_checks_are_never_refused(strict: Strict):
    headers = {"X-Forwarded-For": "198.51.100.9"}

    answers = await many(strict(None), PER_ADDRESS + 4, "/healthz", headers=headers)

    assert {answer.status for answer in answers} == {200}


async def test_a_refused_chat_call_leaves_nothing_behind(
    strict: Strict, tenant: TenantWorld, database: ScratchDatabase
):
    client = strict(tenant)
    await many(client, PER_KEY)

    refused = await client.chat("uma")

    assert (refused.status, refused.code) == (429, "RATE_LIMITED")
    count = "select count(*) from dom360.messages where tenant_id = %s"
    assert database.value(count, tenant.tenant_id) == 0


async def test_64_requests_at_once_pass_no_more_than_the_limit(strict: Strict, tenant: TenantWorld):
    await a_quiet_minute()
    client = strict(tenant)

    answers = await asyncio.gather(*(client.get("/api/inboxes") for _ in range(64)))

    assert [answer.status for answer in answers].count(200) == PER_KEY


# The counter itself, with a clock of ours.


async def allowed(limits: RateLimits, count: int, key: str = "a") -> int:
    """How many of so many requests pass."""
    taken = [await limits.take(Count("key", key)) for _ in range(count)]
    return sum(verdict.allowed for (verdict,) in taken)


async def test_a_new_minute_begins_anew():
    now = [1_000_000_020.0]
    limits = RateLimits({"key": 3}, clock=lambda: now[0])

    first = await allowed(limits, 5)
    now[0] += WINDOW_S

    assert (first, await allowed(limits, 5)) == (3, 3)


async def test_without_redis_each_process_keeps_its_part_of_the_limit():
    limits = RateLimits({"key": 10}, processes=4)

    assert await allowed(limits, 20) == 3


async def test_no_limit_counts_nothing():
    assert await RateLimits({"key": 0}).take(Count("key", "a")) == []


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_a_redis_that_refuses_leaves_the_local_limits():
    limits = RateLimits({"key": 6}, redis_url=f"redis://127.0.0.1:{free_port()}/0", processes=2)

    assert await allowed(limits, 20) == 3, "its own part of the limit, never none"


async def test_a_redis_that_is_silent_costs_one_short_wait():
    """It takes the connection and says nothing."""
    silent = await asyncio.start_server(lambda *_: asyncio.sleep(30), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    limits = RateLimits({"key": 3}, redis_url=f"redis://127.0.0.1:{port}/0")
    began = time.monotonic()

    passed = await allowed(limits, 50)

    assert passed == 3
    assert time.monotonic() - began < 2
    silent.close()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("there is no redis-server on this machine")
    port = free_port()
    process = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0", process
    process.kill()
    process.wait()


async def test_processes_count_together_by_redis_and_apart_when_it_goes(redis):
    url, server = redis
    first, second = (RateLimits({"key": 6}, redis_url=url, processes=2) for _ in range(2))
    await a_quiet_minute()

    together = await allowed(first, 4) + await allowed(second, 4)
    server.kill()
    server.wait()
    alone = await allowed(first, 4, "b") + await allowed(second, 4, "b")

    assert together == 6
    assert alone == 2 * 3, "each keeps its part"
    assert await allowed(first, 1) == 0, "what was counted in this minute still counts"
