"""One request is one tree of spans, through every part of the product."""

import secrets
from collections.abc import Callable
from uuid import UUID

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from dom360.db.database import Database
from dom360.kit import tracing
from dom360.turns import actions
from dom360.turns.actions import RunnerSettings, TurnRunner
from dom360.turns.schemas import NewTurn
from dom360.web.agent_client import AgentClient
from tests.doubles.fake_agent import FakeAgent
from tests.doubles.fake_model import FakeModel, call, say
from tests.doubles.otlp_receiver import Receiver, attributes
from tests.observability.conftest import MODEL
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.stage import until
from tests.support.world import Client, TenantWorld

CALLER_SPAN = "b7ad6b7169203331"


@pytest.fixture
def trace() -> str:
    return secrets.token_hex(16)


def from_caller(trace: str) -> dict[str, str]:
    return {"traceparent": f"00-{trace}-{CALLER_SPAN}-01"}


def tree_of(spans: list[Span], root: bytes) -> dict[str, str]:
    """The name of each span and of the one right above it; fails unless it is one tree."""
    by_id = {span.span_id: span for span in spans}
    tops = [span for span in spans if span.parent_span_id == root]
    assert len(tops) == 1, [span.name for span in tops]
    orphans = [s.name for s in spans if s is not tops[0] and s.parent_span_id not in by_id]
    assert orphans == []
    return {s.name: by_id[s.parent_span_id].name for s in spans if s is not tops[0]}


async def all_there(receiver: Receiver, trace: str, *names: str) -> list[Span]:
    def there() -> bool:
        return set(names) <= {span.name for span in receiver.spans(trace)}

    await until(there, timeout_s=15)
    return receiver.spans(trace)


async def test_a_chat_request_is_one_tree_and_the_agent_gets_its_place_in_it(
    caller: Client, receiver: Receiver, fake_agent: FakeAgent, tenant: TenantWorld, trace: str
):
    body = caller.turn(f"Meu segredo é {tenant.canary}", agent_type="SDR")

    answer = await caller.post("/api/chat", body, headers=from_caller(trace))
    spans = await all_there(receiver, trace, "POST /api/chat")

    above = tree_of(spans, bytes.fromhex(CALLER_SPAN))
    turn = ("postgresql begin_turn", "invoke_agent SDR", "postgresql finish_turn")
    assert {name: above[name] for name in turn} == dict.fromkeys(turn, "POST /api/chat")
    named = {span.name: span for span in spans}
    starts = [named[name].start_time_unix_nano for name in turn]
    assert starts == sorted(starts)
    request, agent = named["POST /api/chat"], named["invoke_agent SDR"]
    assert (request.kind, agent.kind) == (Span.SPAN_KIND_SERVER, Span.SPAN_KIND_CLIENT)
    assert attributes(request)["http.response.status_code"] == 200
    (asked,) = fake_agent.calls(tenant_id=tenant.tenant_id)
    sent = {name.lower(): text for name, text in asked.headers.items()}["traceparent"]
    assert sent == f"00-{trace}-{agent.span_id.hex()}-01"
    seen = attributes(agent)
    assert seen["gen_ai.operation.name"] == "invoke_agent"
    assert seen["gen_ai.conversation.id"] == answer.json["conversation_id"]
    assert seen["gen_ai.usage.input_tokens"] == 11
    assert seen["gen_ai.response.model"] == answer.json["usage"]["model"]
    assert tenant.canary.encode() not in b"".join(receiver.raw)


async def test_the_tree_goes_on_in_the_agent_to_its_model_and_back_through_its_tools(
    caller: Client,
    receiver: Receiver,
    own_agent: services.Service,
    model: FakeModel,
    tenant: TenantWorld,
    trace: str,
):
    model.script(MODEL, call("get_lead_comments", {}), say("Oi! Como posso ajudar?"))
    body = caller.turn(f"Meu segredo é {tenant.canary}", agent_type="SDR")

    answer = await caller.post("/api/chat", body, headers=from_caller(trace))
    spans = await all_there(receiver, trace, "POST /api/chat", "POST /sdr")

    assert answer.status == 200
    above = tree_of(spans, bytes.fromhex(CALLER_SPAN))
    expected = {
        "postgresql begin_turn": "POST /api/chat",
        "invoke_agent SDR": "POST /api/chat",
        "POST /sdr": "invoke_agent SDR",
        f"chat {MODEL}": "POST /sdr",
        "execute_tool get_lead_comments": "POST /sdr",
        "POST /api/agent-tools/{name}": "execute_tool get_lead_comments",
        "postgresql finish_turn": "POST /api/chat",
    }
    assert {name: above.get(name) for name in expected} == expected
    questions = [span for span in spans if span.name == f"chat {MODEL}"]
    assert len(questions) == 2
    assert {span.kind for span in questions} == {Span.SPAN_KIND_CLIENT}
    seen = attributes(questions[0])
    assert seen["gen_ai.operation.name"] == "chat"
    assert seen["gen_ai.provider.name"] == "openai"
    assert seen["gen_ai.request.model"] == MODEL
    assert (seen["gen_ai.usage.input_tokens"], seen["gen_ai.usage.output_tokens"]) == (100, 20)
    assert tenant.canary.encode() not in b"".join(receiver.raw)


async def test_an_agents_fault_marks_its_span_without_its_words(
    caller: Client, receiver: Receiver, fake_agent: FakeAgent, trace: str
):
    fake_agent.mode("500", times=1)

    body = caller.turn("uma", agent_type="SDR")
    await caller.post("/api/chat", body, headers=from_caller(trace))
    spans = await all_there(receiver, trace, "POST /api/chat")

    (agent,) = [span for span in spans if span.name == "invoke_agent SDR"]
    assert attributes(agent)["error.type"] == "AGENT_ERROR"
    assert (agent.status.code, agent.status.message) == (Status.STATUS_CODE_ERROR, "")
    assert list(agent.events) == []
    (request,) = [span for span in spans if span.name == "POST /api/chat"]
    assert request.status.code == Status.STATUS_CODE_ERROR


async def test_a_repair_is_a_tree_of_its_own_and_rounds_without_work_are_none(
    watched_worker: services.Service,
    receiver: Receiver,
    database: ScratchDatabase,
    db: Database,
    tenant: TenantWorld,
    fake_agent: FakeAgent,
):
    asked = actions.check(
        NewTurn(
            inbox_id=tenant.inbox_id,
            message="Olá",
            sender_phone="+5511987654321",
            sender_name="Ana",
            request_id="left",
            agent_type="SDR",
        )
    )
    async with AgentClient() as agents:
        runner = TurnRunner(db, agents, RunnerSettings(fake_agent.url, 100, 3))
        turn = await runner.begin(tenant.tenant_id, asked)
    database.rows(
        "update dom360.turns set lease_until = now() - interval '1 second' where tenant_id = %s",
        tenant.tenant_id,
    )

    repair = await _span(receiver, "repair turn", turn.turn_id)
    spans = await all_there(receiver, repair.trace_id.hex(), "postgresql finish_turn")

    above = tree_of(spans, b"")
    turn_spans = ("postgresql claim_turn", "invoke_agent SDR", "postgresql finish_turn")
    assert {name: above[name] for name in turn_spans} == dict.fromkeys(turn_spans, "repair turn")
    roots = {span.name for span in receiver.all() if not span.parent_span_id}
    assert not any(name.startswith("postgresql") for name in roots)


async def _span(receiver: Receiver, name: str, turn_id: UUID) -> Span:
    def found() -> list[Span]:
        named = [span for span in receiver.all() if span.name == name]
        return [span for span in named if attributes(span)["dom360.turn_id"] == str(turn_id)]

    await until(lambda: found(), timeout_s=15)
    return found()[0]


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "_TRACER", provider.get_tracer("dom360"))
    return exporter


@pytest.mark.parametrize(
    "open_span",
    [lambda: tracing.server_span("POST", []), lambda: tracing.work_span("job x")],
)
def test_what_an_exception_says_is_in_no_span(recorded: InMemorySpanExporter, open_span: Callable):
    with pytest.raises(ValueError), open_span(), tracing.client_span("inner"):
        raise ValueError("o que o cliente escreveu")

    told = "".join(span.to_json() for span in recorded.get_finished_spans())
    assert "ValueError" in told
    assert "escreveu" not in told


def test_a_call_that_belongs_to_nothing_is_not_recorded(recorded: InMemorySpanExporter):
    with tracing.client_span("postgresql list_abandoned_turns"):
        pass

    assert recorded.get_finished_spans() == ()
