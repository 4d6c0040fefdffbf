"""Calling the Backend's tools with the capability of a turn (docs/agent-tools.md)."""

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import aiohttp

from dom360.agent_api import metrics
from dom360.agents.tools import ToolOffer, ToolOutcome
from dom360.kit.tracing import client_span, traceparent
from dom360.logs import get_logger
from dom360.protocol import AgentRequest, ToolCall, ToolRefusal
from dom360.protocol.request import Callback

log = get_logger(__name__)

# A tool is one short transaction; a turn must not hang on it.
TOOL_SECONDS = 5.0
MAX_CALLS = 16
SEARCH = "search_knowledge_base"
# How long a search that failed counts where none came after it.
REMEMBERED_S = 300.0


class SearchHealth:
    """How the last searches went, as this process saw it. Nobody is called to find out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._answered: bool | None = None
        self._failed_at = 0.0

    def note(self, *, answered: bool) -> None:
        self._answered = answered
        if not answered:
            self._failed_at = self._clock()

    @property
    def state(self) -> Literal["ok", "unavailable", "unknown"]:
        """`unknown` where nothing was searched yet, or not since a failure that is long ago."""
        if self._answered:
            return "ok"
        failed_lately = self._clock() - self._failed_at < REMEMBERED_S
        return "unavailable" if self._answered is False and failed_lately else "unknown"


class ToolClient:
    """The tools of one turn. A repeat of the turn calls under the same ids, so it acts once."""

    def __init__(
        self, session: aiohttp.ClientSession, callback: Callback, searches: SearchHealth
    ) -> None:
        self._session = session
        self._callback = callback
        self._searches = searches
        self.made: list[ToolCall] = []

    async def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        outcome = await self.ask(name, arguments, call_id=f"builtin-{len(self.made)}")
        return outcome.result

    async def ask(self, name: str, arguments: Mapping[str, Any], *, call_id: str) -> ToolOutcome:
        started = time.perf_counter()
        with client_span(
            f"execute_tool {name}", gen_ai__operation__name="execute_tool", gen_ai__tool__name=name
        ) as span:
            outcome = await self._post(name, arguments, call_id)
            if outcome.refusal:
                span.set_attribute("error.type", outcome.refusal.code or "REFUSED")
        took = time.perf_counter() - started
        metrics.tool_called(name, outcome.refusal, took)
        self.made.append(
            ToolCall(
                name=name,
                arguments=dict(arguments),
                ok=outcome.result is not None,
                ms=round(took * 1000),
                refusal=outcome.refusal,
            )
        )
        return outcome

    async def offered(self) -> list[ToolOffer]:
        """None where the Backend can't be reached: the agent answers without tools then."""
        seconds = self._seconds_left()
        if seconds <= 0:
            return []
        try:
            async with self._session.get(
                self._address(),
                headers=self._headers(),
                timeout=aiohttp.ClientTimeout(total=seconds),
                allow_redirects=False,
            ) as answer:
                if answer.status == 200:
                    listed = (await answer.json())["tools"]
                    return [
                        ToolOffer(one["name"], one["description"], one["input_schema"])
                        for one in listed
                    ]
                log.warning("tool.none_offered", status=answer.status)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            log.warning("tool.unreachable", tool="list", error=type(error).__name__)
        return []

    async def _post(self, name: str, arguments: Mapping[str, Any], call_id: str) -> ToolOutcome:
        seconds = self._seconds_left()
        if seconds <= 0 or len(self.made) >= MAX_CALLS:
            return ToolOutcome(None, ToolRefusal(code="OUT_OF_TIME"))
        try:
            async with self._session.post(
                f"{self._address()}/{name}",
                json=dict(arguments),
                headers={**self._headers(), "X-Tool-Call-ID": call_id},
                timeout=aiohttp.ClientTimeout(total=seconds),
                allow_redirects=False,
            ) as answer:
                said = await answer.json(content_type=None)
                self._note(name, answer.status)
                if answer.status == 200:
                    return ToolOutcome(said)
                log.warning("tool.refused", tool=name, status=answer.status)
                return ToolOutcome(None, _refusal(said), _errors(said))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            log.warning("tool.unreachable", tool=name, error=type(error).__name__)
        self._note(name, status=None)
        return ToolOutcome(None, ToolRefusal(code="UNREACHABLE"))

    def _note(self, name: str, status: int | None) -> None:
        """A refusal is this turn's: only what no turn could get says that searching is broken."""
        if name == SEARCH and (status is None or status == 200 or status >= 500):
            self._searches.note(answered=status == 200)

    def _address(self) -> str:
        return f"{self._callback.base_url.rstrip('/')}/api/agent-tools"

    def _headers(self) -> dict[str, str]:
        traced = traceparent()
        return {
            "Authorization": f"Bearer {self._callback.token.get_secret_value()}",
            **({"traceparent": traced} if traced else {}),
        }

    def _seconds_left(self) -> float:
        ends = self._callback.expires_at
        if ends is None:
            return TOOL_SECONDS
        return min(TOOL_SECONDS, (ends - datetime.now(UTC)).total_seconds())


def _refusal(problem: object) -> ToolRefusal:
    """What the backend says of a refusal (RFC 9457), as far as an answer may need it."""
    said = problem if isinstance(problem, dict) else {}
    names = said.get("names")
    return ToolRefusal(
        code=str(said.get("code", ""))[:100] or None,
        message=str(said.get("detail", ""))[:2000] or None,
        details={"names": names} if isinstance(names, list) else None,
    )


def _errors(problem: object) -> str:
    """Where in the arguments it was wrong: for a model, which can mend them."""
    errors = problem.get("errors") if isinstance(problem, dict) else None
    return json.dumps(errors, ensure_ascii=False)[:2000] if errors else ""


class ToolClients:
    """One connection pool for a process. Calls one backend only, the one of the settings: whoever
    can reach the Agent API must not make it call an address of their choice."""

    def __init__(self, backend_url: str) -> None:
        self._backend_url = backend_url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None
        self.searches = SearchHealth()

    def of(self, request: AgentRequest) -> ToolClient | None:
        callback = request.callback
        if callback is None:
            return None
        if callback.base_url.rstrip("/") != self._backend_url:
            log.warning("tool.unknown_backend", advice="Set DOM360_CALLBACK_URL for the agent too.")
            return None
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return ToolClient(self._session, callback, self.searches)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
