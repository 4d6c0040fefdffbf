"""What is measured and logged, seen from outside: by a Prometheus and in the log."""

import json
import re
from pathlib import Path

import aiohttp

from dom360.web.metrics_port import listen
from tests.doubles.fake_agent import FakeAgent
from tests.observability.conftest import (
    AGENT_METRICS_PORT,
    METRICS_PORT,
    WORKER_METRICS_PORT,
    free_port,
)
from tests.support import services
from tests.support.stage import until
from tests.support.world import Client, TenantWorld

DASHBOARD = Path(__file__).parents[2] / "deploy" / "grafana" / "dom360.json"


async def metrics(http: aiohttp.ClientSession, port: int = METRICS_PORT) -> str:
    async with http.get(f"http://127.0.0.1:{port}/metrics") as answer:
        assert answer.status == 200
        return await answer.text()


def value(text: str, series: str) -> float:
    found = re.search(rf"^{re.escape(series)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


async def test_requests_turns_tokens_and_errors_are_counted(
    caller: Client, http: aiohttp.ClientSession, fake_agent: FakeAgent
):
    series = {
        'dom360_http_requests_total{method="POST",route="/api/chat",status="200"}': 1,
        'dom360_http_requests_total{method="POST",route="/api/chat",status="502"}': 1,
        'dom360_turns_total{outcome="answered"}': 1,
        'dom360_turns_total{outcome="AGENT_ERROR"}': 1,
        'dom360_tokens_total{agent_type="SDR",kind="input"}': 11,
        'dom360_tokens_total{agent_type="SDR",kind="output"}': 7,
        'dom360_agent_seconds_count{agent_type="SDR"}': 1,
    }
    before = await metrics(http)

    await caller.chat("uma", agent_type="SDR")
    fake_agent.mode("500", times=1)
    await caller.chat("outra", agent_type="SDR")

    after = await metrics(http)
    assert {name: value(after, name) - value(before, name) for name in series} == series


async def test_no_metric_names_a_tenant_or_holds_a_word(
    caller: Client, http: aiohttp.ClientSession, tenant: TenantWorld
):
    await caller.chat(f"Meu segredo é {tenant.canary}")
    await caller.get(f"/api/{tenant.canary}")
    await caller.call("PROPFIND", "/api/inboxes")

    text = await metrics(http)

    for hidden in (tenant.canary, str(tenant.tenant_id), tenant.slug, "PROPFIND"):
        assert hidden not in text


async def test_the_api_itself_shows_no_metrics(caller: Client):
    for path in ("/metrics", "/api/metrics"):
        assert (await caller.get(path)).status == 404


async def test_the_dashboard_asks_for_metrics_that_are_exported(
    caller: Client,
    http: aiohttp.ClientSession,
    watched_worker: services.Service,
    watched_agent: services.Service,
):
    await caller.chat("uma")
    ports = (METRICS_PORT, WORKER_METRICS_PORT, AGENT_METRICS_PORT)
    told = "".join([await metrics(http, port) for port in ports])
    exported = set(re.findall(r"^(\w+)(?:{| )", told, re.MULTILINE))
    # Only what has happened once has a series; the names are told at once.
    exported |= {f"{name}_total" for name in re.findall(r"^# TYPE (\w+)_total", told, re.MULTILINE)}
    exported |= {
        f"{name}_{part}"
        for name in re.findall(r"^# TYPE (\w+) histogram", told, re.MULTILINE)
        for part in ("sum", "count", "bucket")
    }
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]

    asked = {
        name
        for panel in panels
        for target in panel["targets"]
        for name in re.findall(r"\b(?:dom360|process)_\w+", target["expr"])
    }

    assert asked - exported == set()
    assert len(asked) > 6


def test_each_process_takes_a_port_of_its_own_and_one_too_many_goes_without():
    port = free_port()
    listeners = [listen("127.0.0.1", port, processes=2) for _ in range(3)]

    assert [one.port if one else None for one in listeners] == [port, port + 1, None]
    for one in listeners:
        if one:
            one.close()


def test_without_a_port_nobody_listens():
    assert listen("127.0.0.1", None) is None


async def test_log_lines_carry_request_trace_tenant_and_turn(
    caller: Client, watched: services.Service, tenant: TenantWorld
):
    await caller.post(
        "/api/chat",
        caller.turn("uma"),
        headers={
            "X-Request-ID": "req-logged",
            "traceparent": "00-11111111111111111111111111111111-b7ad6b7169203331-01",
        },
    )

    def line() -> dict[str, object] | None:
        for text in watched.log.read_text(encoding="utf-8").splitlines():
            if '"req-logged"' in text and '"http.request"' in text:
                found: dict[str, object] = json.loads(text)
                return found
        return None

    await until(lambda: line() is not None)
    said = line()
    assert said
    assert said["trace_id"] == "1" * 32
    assert said["tenant_id"] == str(tenant.tenant_id)
    assert re.fullmatch(r"[0-9a-f-]{36}", str(said["turn_id"]))
