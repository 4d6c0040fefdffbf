"""A fake agent service on a loopback port, with every fault an agent can have.

Inside a test it runs in a thread of its own (fixture `fake_agent`), so that the code under test
may block or be killed. For tests that need another process:

    python -m tests.doubles.fake_agent --port 24100

and then `PUT /_control {"mode": "hold", "request_id": "r-1"}`, `GET /_control/requests`,
`POST /_control/release`, `DELETE /_control`. The first line printed names the address.
"""

import argparse
import asyncio
import threading
import time
from collections.abc import Coroutine
from dataclasses import fields, replace
from typing import Any, Self

from aiohttp import web

from tests.doubles import agent_answers
from tests.doubles.agent_modes import MODES, Cut, Mode, Turn
from tests.doubles.agent_records import Call, Records

_OPTIONS = {field.name for field in fields(Mode)} - {"name"}


class Modes:
    """Which behaviour a call gets: its request id's, else its tenant's, else everybody's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        with self._lock:
            self._by_scope: dict[tuple[str, str], Mode] = {("all", ""): Mode()}

    def set(self, mode: Mode, *, request_id: str | None, tenant_id: object) -> None:
        if mode.name not in MODES:
            raise ValueError(f"no mode {mode.name!r}; there are: {', '.join(sorted(MODES))}")
        scope = ("all", "")
        if request_id is not None:
            scope = ("request", request_id)
        elif tenant_id is not None:
            scope = ("tenant", str(tenant_id))
        with self._lock:
            self._by_scope[scope] = mode

    def take(self, call: Call) -> Mode:
        """The mode of this call; a mode with `times` is used up by it."""
        scopes = (("request", call.request_id or ""), ("tenant", call.tenant_id or ""), ("all", ""))
        with self._lock:
            for scope in scopes:
                mode = self._by_scope.get(scope)
                if mode is None or mode.times == 0:
                    continue
                if mode.times is not None:
                    self._by_scope[scope] = replace(mode, times=mode.times - 1)
                return mode
        return Mode()


class AgentApp:
    """The server's parts, bound to one event loop."""

    def __init__(self, modes: Modes, records: Records) -> None:
        self._modes = modes
        self._records = records
        self._release = asyncio.Event()

    def build(self) -> web.Application:
        app = web.Application(client_max_size=16_000_000)
        app.router.add_get("/healthz", self._health)
        app.router.add_get("/.well-known/agent-config", self._config)
        app.router.add_put("/_control", self._control)
        app.router.add_delete("/_control", self._clear)
        app.router.add_get("/_control/requests", self._requests)
        app.router.add_post("/_control/release", self._let_go)
        app.router.add_post("/{path:.*}", self._answer)
        return app

    def release(self) -> None:
        """Let go the calls that are held now; later ones are held again."""
        self._release.set()
        self._release = asyncio.Event()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        assert request.transport is not None
        host, port = request.transport.get_extra_info("peername")[:2]
        call = self._records.begin(request.path, dict(request.headers), raw, f"{host}:{port}")
        outcome = "client_gone"
        try:
            mode = self._modes.take(call)
            turn = Turn(request, call.body, mode, self._release.wait, call.reused)
            response = await MODES[mode.name](turn)
            await response.prepare(request)
            await response.write_eof()
            outcome = "answered"
        except (Cut, ConnectionError) as stop:
            outcome = "cut" if isinstance(stop, Cut) else outcome
            return web.Response()
        else:
            return response
        finally:
            self._records.end(call, outcome)

    async def _health(self, request: web.Request) -> web.StreamResponse:
        mode = self._modes.take(Call(0, request.path, {}, b"", None, started=0.0))
        if mode.name not in {"ok", "json_ok"}:
            return await MODES[mode.name](Turn(request, None, mode, self._release.wait))
        return web.json_response(
            {
                "status": "ok",
                "model": "fake-model-1",
                "version": "1.0.0",
                "timestamp": "2025-01-01T00:00:00Z",
                "details": {"knowledge_base": "ok", "agent": "ok"},
            }
        )

    async def _config(self, _: web.Request) -> web.StreamResponse:
        return web.json_response(
            {
                "api_version": "1",
                "agent_types": ["SDR", "COPILOT"],
                "capabilities": {"SDR": [], "COPILOT": []},
                "rate_limits": {"requests_per_minute": 600, "requests_per_hour": 36_000},
                "supported_languages": ["pt-BR"],
            }
        )

    async def _control(self, request: web.Request) -> web.StreamResponse:
        wanted = await request.json()
        options = {name: value for name, value in wanted.items() if name in _OPTIONS}
        try:
            self._modes.set(
                Mode(str(wanted["mode"]), **options),
                request_id=wanted.get("request_id"),
                tenant_id=wanted.get("tenant_id"),
            )
        except (KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.Response(status=204)

    async def _clear(self, _: web.Request) -> web.StreamResponse:
        self._modes.clear()
        self._records.clear()
        return web.Response(status=204)

    async def _requests(self, _: web.Request) -> web.StreamResponse:
        shown = [call.to_json() for call in self._records.calls()]
        return web.json_response(
            {"requests": shown, "peak": self._records.peak, "under_way": self._records.under_way}
        )

    async def _let_go(self, _: web.Request) -> web.StreamResponse:
        self.release()
        return web.Response(status=204)


class FakeAgent:
    """The fake agent in a thread of this process. A context manager."""

    canary = agent_answers.CANARY

    def __init__(self) -> None:
        self.records = Records()
        self._modes = Modes()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-agent")
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def mode(
        self, name: str, *, request_id: str | None = None, tenant_id: object = None, **options: Any
    ) -> None:
        """Behave like this from now on, for one request id, one tenant, or everybody."""
        self._modes.set(Mode(name, **options), request_id=request_id, tenant_id=tenant_id)

    def clear(self) -> None:
        """Behave well and forget what was recorded."""
        self._modes.clear()
        self.records.clear()

    def release(self) -> None:
        self._loop.call_soon_threadsafe(self._app.release)

    def calls(self, **narrowed: Any) -> list[Call]:
        return self.records.calls(**narrowed)

    async def wait_for_calls(self, count: int, *, timeout_s: float = 5, **narrowed: Any) -> None:
        """Until so many calls have arrived."""
        await _until(lambda: len(self.calls(**narrowed)) >= count, timeout_s)

    async def wait_until_idle(self, timeout_s: float = 5) -> None:
        """Until no call is under way, for the agent as it sees its connections."""
        await _until(lambda: self.records.under_way == 0, timeout_s)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _start(self) -> None:
        self._app = AgentApp(self._modes, self.records)
        # A caller that goes away cancels its handler, so that its end is recorded at once.
        self._runner = web.AppRunner(
            self._app.build(), handler_cancellation=True, access_log=None, shutdown_timeout=0.1
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=512).start()
        self.port = self._runner.addresses[0][1]


async def _until(reached: Any, timeout_s: float) -> None:
    deadline = time.monotonic() + timeout_s
    while not reached():
        if time.monotonic() > deadline:
            raise TimeoutError(f"the fake agent did not get there within {timeout_s} s")
        await asyncio.sleep(0.005)


async def _serve(port: int) -> None:
    runner = web.AppRunner(
        AgentApp(Modes(), Records()).build(), handler_cancellation=True, access_log=None
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=512).start()
    print(f"fake agent on http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--port", type=int, default=0, help="0 picks a free one")
    try:
        asyncio.run(_serve(options.parse_args().port))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
