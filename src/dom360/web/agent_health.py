"""Asking an agent how it is, for `dom360 doctor` and for readiness."""

import asyncio
import time
from dataclasses import dataclass
from typing import Literal

import aiohttp

from dom360.protocol import WireError, load_json
from dom360.web import agent_faults
from dom360.web.agent_answer import read_bounded
from dom360.web.agent_call import address
from dom360.web.agent_faults import AgentBadAnswer, AgentFault, AgentTimeout

MAX_HEALTH_BYTES = 64_000
MAX_NAME_CHARS = 100

Status = Literal["ok", "degraded", "error", "unreachable"]


@dataclass(frozen=True, slots=True)
class AgentHealth:
    """`status` is the agent's own word, or 'unreachable' with the fault's code and our sentence."""

    status: Status
    latency_ms: int
    model: str | None = None
    version: str | None = None
    code: str | None = None
    problem: str | None = None

    @property
    def answers(self) -> bool:
        """True where chat turns can be expected to work, be it with less."""
        return self.status in {"ok", "degraded"}


async def probe(session: aiohttp.ClientSession, endpoint_url: str, timeout_s: float) -> AgentHealth:
    started = time.monotonic()
    try:
        async with asyncio.timeout(timeout_s):
            body = await _ask(session, endpoint_url)
    except AgentFault as known:
        fault = known
    except TimeoutError:
        fault = AgentTimeout("The agent did not say how it is in time.")
    except aiohttp.ClientResponseError:
        fault = AgentBadAnswer("The agent does not speak proper HTTP.")
    except (aiohttp.ClientError, OSError, UnicodeError) as error:
        fault = agent_faults.of_connection(error)
    else:
        return _health(body, _ms_since(started))
    return AgentHealth("unreachable", _ms_since(started), code=fault.code, problem=fault.finding)


async def _ask(session: aiohttp.ClientSession, endpoint_url: str) -> dict[str, object]:
    async with session.get(
        address(endpoint_url, "healthz"),
        headers={"Accept": "application/json", "Accept-Encoding": "identity"},
        allow_redirects=False,
        timeout=aiohttp.ClientTimeout(total=None),
    ) as response:
        fault = agent_faults.of_status(response.status, response.headers)
        # A service that is not well may say so with 503 and the same body.
        if fault is not None and response.status != 503:
            raise fault
        body = _body(await read_bounded(response, MAX_HEALTH_BYTES))
    if body is None:
        raise fault or AgentBadAnswer(
            "The agent's health report is not what the protocol asks for."
        )
    return body


def _body(raw: bytearray) -> dict[str, object] | None:
    try:
        body = load_json(raw)
    except WireError:
        return None
    if not isinstance(body, dict) or not isinstance(body.get("status"), str):
        return None
    return body


def _health(body: dict[str, object], latency_ms: int) -> AgentHealth:
    statuses: dict[object, Status] = {"ok": "ok", "degraded": "degraded"}
    return AgentHealth(
        status=statuses.get(body["status"], "error"),
        latency_ms=latency_ms,
        model=_name(body.get("model")),
        version=_name(body.get("version")),
    )


def _name(value: object) -> str | None:
    """A name that can be shown in a terminal: short and printable."""
    if not isinstance(value, str):
        return None
    return "".join(char for char in value if char.isprintable())[:MAX_NAME_CHARS]


def _ms_since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
