"""What Prometheus may ask the backend and the worker (docs/observability.md).

Labels are few and bounded: routes by their pattern, codes by their name. No tenant, no person and
no word of a message is in them.
"""

from functools import lru_cache
from typing import Literal, Protocol

from prometheus_client import REGISTRY, Counter, Histogram

JobOutcome = Literal["done", "failed"]

_REQUEST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)
_JOB_BUCKETS = (0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800)
_AGENT_BUCKETS = (0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 12, 20, 30, 60, 120)

requests = Counter(
    "dom360_http_requests", "Answered requests.", ["method", "route", "status"], registry=REGISTRY
)
request_seconds = Histogram(
    "dom360_http_request_seconds",
    "From the request's first byte to the answer's last.",
    ["method", "route"],
    buckets=_REQUEST_BUCKETS,
)
turns = Counter(
    "dom360_turns", "Turns that ended: answered, handed_over, or an error's code.", ["outcome"]
)
agent_seconds = Histogram(
    "dom360_agent_seconds", "What an agent took to answer.", ["agent_type"], buckets=_AGENT_BUCKETS
)
tokens = Counter("dom360_tokens", "Tokens of stored answers.", ["agent_type", "kind"])
cost = Counter("dom360_cost_micro_usd", "Cost of stored answers with a price.", ["agent_type"])
jobs = Counter("dom360_jobs", "Background jobs that ended: done or failed.", ["task", "outcome"])
job_seconds = Histogram(
    "dom360_job_seconds", "What a background job took.", ["task"], buckets=_JOB_BUCKETS
)
documents = Counter("dom360_documents", "Read documents, by what they became.", ["state"])


class Usage(Protocol):
    """What an answer took."""

    @property
    def input_tokens(self) -> int: ...
    @property
    def output_tokens(self) -> int: ...
    @property
    def cached_tokens(self) -> int: ...


def request_answered(method: str, route: str, status: int, seconds: float) -> None:
    counted, timed = _of_route(method, route, status)
    counted.inc()
    timed.observe(seconds)


@lru_cache(maxsize=4096)
def _of_route(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    """Finding a label's numbers costs more than counting does."""
    return requests.labels(method, route, str(status)), request_seconds.labels(method, route)


def turn_answered(
    agent_type: str, usage: Usage, micro_usd: int | None, latency_ms: int, *, dropped: bool
) -> None:
    """`dropped`: a person has the conversation meanwhile; it was paid for all the same."""
    turns.labels("handed_over" if dropped else "answered").inc()
    agent_seconds.labels(agent_type).observe(latency_ms / 1000)
    tokens.labels(agent_type, "input").inc(usage.input_tokens)
    tokens.labels(agent_type, "output").inc(usage.output_tokens)
    tokens.labels(agent_type, "cached").inc(usage.cached_tokens)
    cost.labels(agent_type).inc(micro_usd or 0)


def turn_failed(code: str) -> None:
    turns.labels(code).inc()


def job_ended(task: str, outcome: JobOutcome, seconds: float) -> None:
    """A failed job that is tried again counts each time."""
    jobs.labels(task, outcome).inc()
    job_seconds.labels(task).observe(seconds)


def document_read(state: str) -> None:
    documents.labels(state).inc()
