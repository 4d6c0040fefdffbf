"""Traces by OpenTelemetry, of all our processes. Nothing is recorded without `export_to`.

Attributes follow the OpenTelemetry semantic conventions 1.44 (HTTP and database: stable; GenAI: in
development). No attribute holds what anybody wrote.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.util.types import AttributeValue

if TYPE_CHECKING:
    from fastapi.telemetry import TelemetryConfig

# FastAPI's own telemetry would put a second span around each request, and what exceptions say
# into its logs: ours is the only one.
NO_TELEMETRY_OF_FASTAPI: "TelemetryConfig" = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}

_TRACER = trace.get_tracer("dom360")


def export_to(endpoint: str, service: str) -> None:
    """Send this process's spans to an OTLP receiver over HTTP: its address, up to /v1/traces."""
    # Imported here: who exports nothing does not pay for it.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": f"dom360-{service}"}))
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=5)
    provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=1000))
    trace.set_tracer_provider(provider)


@contextmanager
def server_span(name: str, headers: Iterable[tuple[bytes, bytes]]) -> Iterator[Span]:
    """A request that comes in, in the trace that its `traceparent` names, if any."""
    known = (b"traceparent", b"tracestate")
    carried = {n.decode(): v.decode("latin-1") for n, v in headers if n in known}
    if not carried and _nobody_traces():
        yield trace.INVALID_SPAN
        return
    with _span(name, SpanKind.SERVER, {}, propagate.extract(carried)) as span:
        yield span


def describe_answer(span: Span, method: str, route: str, status: int) -> None:
    """What a request became: its span is named after the route, never after the raw path."""
    span.update_name(f"{method} {route}")
    span.set_attribute("http.request.method", method)
    span.set_attribute("http.route", route)
    span.set_attribute("http.response.status_code", status)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        span.set_status(Status(StatusCode.ERROR))
        span.set_attribute("error.type", str(status))


@contextmanager
def client_span(name: str, **attributes: AttributeValue | None) -> Iterator[Span]:
    """A call to somebody else. Dots of a name are written as double underscores here.

    Outside of a request and of work, nothing is recorded: a loop that looks every second whether
    there is work would fill the receiver.
    """
    if not trace.get_current_span().get_span_context().is_valid:
        yield trace.INVALID_SPAN
        return
    with _span(name, SpanKind.CLIENT, attributes) as span:
        yield span


@contextmanager
def work_span(name: str, **attributes: AttributeValue | None) -> Iterator[Span]:
    """Work that nobody waits for, a job or a repair: the root of what it causes."""
    with _span(name, SpanKind.CONSUMER, attributes, Context()) as span:
        yield span


@contextmanager
def _span(
    name: str,
    kind: SpanKind,
    attributes: Mapping[str, AttributeValue | None],
    context: Context | None = None,
) -> Iterator[Span]:
    said = {key.replace("__", "."): value for key, value in attributes.items() if value is not None}
    with _TRACER.start_as_current_span(
        # An exception's text and its stack may hold what somebody wrote.
        name,
        context=context,
        kind=kind,
        attributes=said,
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield span
        except Exception as error:
            span.set_status(Status(StatusCode.ERROR))
            span.set_attribute("error.type", getattr(error, "code", None) or type(error).__name__)
            raise


def _nobody_traces() -> bool:
    """Whether no span can come of it. A trace that a caller began is passed on all the same."""
    provider = trace.get_tracer_provider()
    return isinstance(_TRACER, trace.ProxyTracer) and isinstance(
        provider, trace.ProxyTracerProvider
    )


def trace_id(span: Span) -> str | None:
    """For the log: 32 hex digits, or None where nobody traces."""
    context = span.get_span_context()
    return trace.format_trace_id(context.trace_id) if context.is_valid else None


def traceparent() -> str | None:
    """What goes along with a call, so that its receiver continues this trace."""
    carried: dict[str, str] = {}
    propagate.inject(carried)
    return carried.get("traceparent")
