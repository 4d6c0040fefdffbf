"""What Prometheus may ask about models (docs/observability.md). Their names are people's own
choice, and so no label: there would be no end of them."""

from prometheus_client import Counter, Histogram

_BUCKETS = (0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 12, 20, 30, 60, 120)

model_calls = Counter(
    "dom360_model_calls",
    "Questions to models: answered, or why not. Each try counts.",
    ["provider", "outcome"],
)
model_seconds = Histogram(
    "dom360_model_seconds",
    "What a model took for a question that it answered, to its last word.",
    ["provider"],
    buckets=_BUCKETS,
)


def model_answered(provider: str, seconds: float) -> None:
    model_calls.labels(provider, "answered").inc()
    model_seconds.labels(provider).observe(seconds)


def model_failed(provider: str, reason: str) -> None:
    model_calls.labels(provider, reason).inc()
