"""The backend's calls to the tenants' agents: one connection pool, hard deadlines, no surprises.

An agent is somebody else's service. Whatever it does, a call ends within its deadline, holds at
most 2 MB, and gives a valid answer or an `AgentFault` with a stable code.
"""

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Self

import aiohttp

from dom360.logs import get_logger
from dom360.protocol import AgentAnswer
from dom360.web import agent_answer, agent_faults
from dom360.web.agent_answer import OnEvent
from dom360.web.agent_call import AgentCall, AgentEvent, Outgoing, to_http
from dom360.web.agent_exchange import Exchange
from dom360.web.agent_faults import AgentBadAnswer, AgentBusy, AgentFault, AgentTimeout
from dom360.web.agent_health import AgentHealth, probe
from dom360.web.ssrf import DNS_CACHE_S, Guard

CONNECT_S = 3.0
# What a call can meet on its way. UnicodeError: a host name that DNS cannot spell.
_TROUBLE = (aiohttp.ClientError, OSError, TimeoutError, UnicodeError)

log = get_logger(__name__)


@dataclass(slots=True)
class _Trip:
    """One call's progress, as aiohttp's tracing reports it."""

    timeout_s: float
    exchange: Exchange | None = None
    clock: asyncio.Timeout = field(default_factory=lambda: asyncio.timeout(None))
    queued: bool = False
    reused: bool = False
    answering: bool = False

    def start_clock(self) -> None:
        """The deadline counts from the first byte sent; a second connection doesn't extend it."""
        if self.clock.when() is None:
            self.clock.reschedule(asyncio.get_running_loop().time() + self.timeout_s)

    @property
    def may_repeat(self) -> bool:
        """True where a kept connection was too old: the agent closed it as we began to write.

        It cannot be told from an agent that died of this very request. The protocol makes both
        safe: a repeat with the same request id doesn't act twice.
        """
        return self.reused and not self.answering


@dataclass(frozen=True, slots=True)
class _Sessions:
    """A repeat must not draw the next stale connection: of `fresh`, none is ever kept."""

    kept: aiohttp.ClientSession
    fresh: aiohttp.ClientSession


class AgentClient:
    """One per process: `start` it when the event loop runs, `close` it at the end."""

    def __init__(
        self, guard: Guard | None = None, *, calls_per_host: int = 256, connect_s: float = CONNECT_S
    ) -> None:
        self._guard = guard or Guard()
        self._calls_per_host = calls_per_host
        self._connect_s = connect_s
        # The operator's agents and the tenants' have connections of their own: what one side
        # opened, the other never uses.
        self._trusted: _Sessions | None = None
        self._judged: _Sessions | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def start(self) -> None:
        if self._trusted is None:
            self._trusted = _Sessions(*(self._open(None, keep=keep) for keep in (True, False)))
            self._judged = _Sessions(
                *(self._open(self._guard, keep=keep) for keep in (True, False))
            )

    async def close(self) -> None:
        """Close every connection, those of calls under way too."""
        pairs = [self._trusted, self._judged]
        self._trusted = self._judged = None
        for pair in pairs:
            if pair is not None:
                await pair.kept.close()
                await pair.fresh.close()

    async def call(
        self,
        call: AgentCall,
        on_event: OnEvent | None = None,
        exchange: Exchange | None = None,
    ) -> AgentAnswer:
        """Ask an agent; with `on_event` as a stream, each event handed over as it comes.

        `exchange` takes down what goes over the wire. `on_event` must be quick and must not raise.
        Whatever was forwarded, only the returned answer counts. Raises an `AgentFault`. Cancelling
        closes the connection.
        """
        outgoing = to_http(call, streamed=on_event is not None)
        if exchange:
            exchange.sent(call, outgoing)
        trip = _Trip(call.timeout_ms / 1000, exchange)
        try:
            async with trip.clock:
                sessions = self._running(trusted=call.trusted)
                return await self._exchange(sessions, outgoing, trip, on_event or _ignore)
        except AgentFault as known:
            fault = known
        except _TROUBLE as error:
            fault = _explain(error, trip)
        # Without the chain and the frames below: they hold what the agent sent, and error
        # reporters print them.
        fault.__cause__ = fault.__context__ = None
        raise fault.with_traceback(None)

    async def health(
        self, endpoint_url: str, timeout_s: float, *, trusted: bool = False
    ) -> AgentHealth:
        """How the agent says it is; never raises for an agent's fault."""
        return await probe(self._running(trusted=trusted).kept, endpoint_url, timeout_s)

    async def _exchange(
        self, sessions: _Sessions, outgoing: Outgoing, trip: _Trip, on_event: OnEvent
    ) -> AgentAnswer:
        try:
            return await self._once(sessions.kept, outgoing, trip, on_event)
        except (aiohttp.ClientConnectionError, ConnectionError):
            if not trip.may_repeat:
                raise
        log.info("agent.repeated", request_id=outgoing.request_id, why="stale connection")
        return await self._once(sessions.fresh, outgoing, trip, on_event)

    async def _once(
        self, session: aiohttp.ClientSession, outgoing: Outgoing, trip: _Trip, on_event: OnEvent
    ) -> AgentAnswer:
        trip.queued = trip.reused = False
        async with session.post(
            outgoing.url,
            data=outgoing.body,
            headers=outgoing.headers,
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=min(self._connect_s, trip.timeout_s)),
            trace_request_ctx=trip,
        ) as response:
            trip.answering = True
            hear = None
            if trip.exchange:
                trip.exchange.status = response.status
                hear = trip.exchange.heard
            return await agent_answer.read(response, outgoing.request_id, on_event, hear)

    def _running(self, *, trusted: bool) -> _Sessions:
        sessions = self._trusted if trusted else self._judged
        if sessions is None:
            raise RuntimeError("start() the AgentClient before its first call")
        return sessions

    def _open(self, guard: Guard | None, *, keep: bool) -> aiohttp.ClientSession:
        connector = (
            guard.connector(calls_per_host=self._calls_per_host, keep=keep)
            if guard
            else aiohttp.TCPConnector(
                limit=0,
                limit_per_host=self._calls_per_host,
                ttl_dns_cache=DNS_CACHE_S,
                force_close=not keep,
            )
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            trace_configs=[_tracing()],
        )


def _ignore(_: AgentEvent) -> None:
    return


def _tracing() -> aiohttp.TraceConfig:
    async def queued(_: aiohttp.ClientSession, context: SimpleNamespace, __: object) -> None:
        if isinstance(trip := context.trace_request_ctx, _Trip):
            trip.queued = True

    async def dequeued(_: aiohttp.ClientSession, context: SimpleNamespace, __: object) -> None:
        if isinstance(trip := context.trace_request_ctx, _Trip):
            trip.queued = False

    async def created(_: aiohttp.ClientSession, context: SimpleNamespace, __: object) -> None:
        if isinstance(trip := context.trace_request_ctx, _Trip):
            trip.start_clock()

    async def reused(_: aiohttp.ClientSession, context: SimpleNamespace, __: object) -> None:
        if isinstance(trip := context.trace_request_ctx, _Trip):
            trip.reused = True
            trip.start_clock()

    tracing = aiohttp.TraceConfig()
    tracing.on_connection_queued_start.append(queued)
    tracing.on_connection_queued_end.append(dequeued)
    tracing.on_connection_create_end.append(created)
    tracing.on_connection_reuseconn.append(reused)
    return tracing


def _explain(error: BaseException, trip: _Trip) -> AgentFault:
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return AgentBusy(retry_after_s=2) if trip.queued else agent_faults.unreachable()
    if isinstance(error, TimeoutError) and trip.clock.expired():
        return AgentTimeout()
    if trip.answering:
        return AgentBadAnswer("The agent's answer broke off. Your message is stored; try again.")
    if isinstance(error, aiohttp.ClientResponseError):
        return AgentBadAnswer("The agent does not speak proper HTTP. Your message is stored.")
    return agent_faults.of_connection(error)
