"""What is measured and traced, seen from outside: by a Prometheus and an OTLP receiver."""

import json
import re
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import aiohttp
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from dom360.web.metrics import listen
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.stage import until
from tests.support.world import Client, Maker, TenantWorld

DASHBOARD = Path(__file__).parents[2] / "deploy" / "grafana" / "dom360.json"
TRACE = "0af7651916cd43dd8448eb211c80319c"


class Receiver:
    """Takes spans by OTLP over HTTP."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.raw.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def spans(self, trace: str) -> list[Span]:
        found = [
            span
            for raw in list(self.raw)
            for resource in ExportTraceServiceRequest.FromString(raw).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]
        return [span for span in found if span.trace_id.hex() == trace]


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


METRICS_PORT = free_port()


@pytest.fixture(scope="module")
def watched(
    database: ScratchDatabase, fake_agent_server: FakeAgent, log_dir: Path, receiver: Receiver
) -> Iterator[services.Service]:
    env = {"DOM360_METRICS_PORT": str(METRICS_PORT), "DOM360_OTLP_ENDPOINT": receiver.url}
    with services.backend(database, fake_agent_server.url, log_dir, **env) as service:
        yield service


@pytest.fixture
def caller(
    http: aiohttp.ClientSession,
    watched: services.Service,
    make: Maker,
    tenant: TenantWorld,
    fake_agent: FakeAgent,
) -> Client:
    return Client(http, watched.url, make, tenant)


async def metrics(http: aiohttp.ClientSession) -> str:
    async with http.get(f"http://127.0.0.1:{METRICS_PORT}/metrics") as answer:
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
    caller: Client, http: aiohttp.ClientSession
):
    await caller.chat("uma")
    exported = set(re.findall(r"^(\w+)(?:{| )", await metrics(http), re.MULTILINE))
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


def attributes(span: Span) -> dict[str, object]:
    return {
        pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in span.attributes
    }


def above(span: Span, spans: list[Span]) -> set[bytes]:
    """The ids of all that a span lies in. The framework adds spans of its own in between."""
    parents = {one.span_id: one.parent_span_id for one in spans}
    found: set[bytes] = set()
    at: bytes | None = span.parent_span_id
    while at:
        found.add(at)
        at = parents.get(at)
    return found


async def test_one_trace_leads_from_the_request_through_the_agent_to_the_database(
    caller: Client, receiver: Receiver, fake_agent: FakeAgent, tenant: TenantWorld
):
    body = caller.turn(f"Meu segredo é {tenant.canary}", agent_type="SDR", request_id="r-traced")
    parent = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}

    answer = await caller.post("/api/chat", body, headers=parent)
    await until(lambda: any(span.name == "POST /api/chat" for span in receiver.spans(TRACE)))

    spans = {span.name: span for span in receiver.spans(TRACE)}
    request, agent = spans["POST /api/chat"], spans["invoke_agent SDR"]
    caller_span = bytes.fromhex("b7ad6b7169203331")
    assert request.parent_span_id == caller_span
    for name in ("invoke_agent SDR", "postgresql TurnState", "postgresql FinishedTurn"):
        assert caller_span in above(spans[name], receiver.spans(TRACE)), name
    (call,) = fake_agent.calls(tenant_id=tenant.tenant_id)
    sent = {name.lower(): text for name, text in call.headers.items()}["traceparent"]
    assert sent == f"00-{TRACE}-{agent.span_id.hex()}-01"
    seen = attributes(agent)
    assert seen["gen_ai.operation.name"] == "invoke_agent"
    assert seen["gen_ai.conversation.id"] == answer.json["conversation_id"]
    assert seen["gen_ai.usage.input_tokens"] == 11
    assert seen["gen_ai.response.model"] == answer.json["usage"]["model"]
    assert attributes(request)["http.response.status_code"] == 200
    assert tenant.canary.encode() not in b"".join(receiver.raw)


async def test_an_agents_fault_marks_its_span_without_its_words(
    caller: Client, receiver: Receiver, fake_agent: FakeAgent
):
    trace = TRACE[::-1]
    fake_agent.mode("500", times=1)

    await caller.post(
        "/api/chat",
        caller.turn("uma", agent_type="SDR"),
        headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"},
    )
    await until(lambda: any(span.name == "POST /api/chat" for span in receiver.spans(trace)))

    (agent,) = [span for span in receiver.spans(trace) if span.name == "invoke_agent SDR"]
    assert attributes(agent)["error.type"] == "AGENT_ERROR"
    assert list(agent.events) == []


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
