"""Runs one part in this process: what `dom360 serve <part>` and the supervisor's children do."""

import asyncio
import importlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

from granian.constants import HTTPModes, Interfaces, Loops
from granian.server.mp import MPServer

from dom360 import logs
from dom360.db.database import Database
from dom360.db.startup_check import check_role
from dom360.db.vault import Vault
from dom360.kit.process import END_STREAMS, die_with_parent, insist_after_parent
from dom360.launch.errors import LaunchError
from dom360.launch.ports import PortUse, refuse_taken_ports
from dom360.settings import Settings, get_settings

Application = Callable[..., Any]

# Shorter than the supervisor's patience, so that granian ends its workers itself.
GRACEFUL_SECONDS = 8


class _Server(MPServer):
    def signal_handler_interrupt(self, *args: object, **kwargs: object) -> None:
        """An application hears of the end only when its last connection has closed."""
        for worker in multiprocessing.active_children():
            if worker.pid:
                os.kill(worker.pid, END_STREAMS)
        super().signal_handler_interrupt(*args, **kwargs)  # type: ignore[no-untyped-call]


def serve_backend(settings: Settings) -> None:
    use = PortUse("backend", settings.backend_port, "DOM360_BACKEND_PORT", settings.host)
    asyncio.run(_refuse_unfit_database(settings))
    _serve_asgi("dom360.backend.app:create_app", use, workers=settings.backend_workers)


def serve_agent(settings: Settings) -> None:
    use = PortUse("agent", settings.agent_port, "DOM360_AGENT_PORT", settings.host)
    _serve_asgi("dom360.agent_api.app:create_app", use, workers=1)


def serve_worker(settings: Settings) -> None:
    from dom360.worker.main import run

    _configure_logs("worker", settings)
    run()


def serve_frontend(settings: Settings) -> None:
    from dom360.launch.frontend_server.app import run

    use = PortUse("frontend", settings.frontend_port, "DOM360_FRONTEND_PORT", settings.host)
    refuse_taken_ports([use])
    if not (settings.frontend_dist / "index.html").exists():
        raise LaunchError("The frontend is not built. Run 'make frontend'.")
    _configure_logs("frontend", settings)
    run(settings)


async def _refuse_unfit_database(settings: Settings) -> None:
    """What the application checks when it starts, before there is a server: inside one, a refusal
    would end as a traceback."""
    db = Database(settings.required_app_url(), pool_size=1, prepare=settings.database_prepare)
    try:
        await check_role(db)
        await Vault(db, settings.keyring()).confirm()
    finally:
        await db.close()


def _serve_asgi(target: str, use: PortUse, *, workers: int) -> None:
    """Serve an application factory until SIGTERM or SIGINT; exit with 1 when a worker crashed.

    Several workers replace a crashed one; a single one takes the process with it, so that whoever
    supervises the process sees it.
    """
    refuse_taken_ports([use])  # granian shares ports, also with a stranger
    signal.signal(END_STREAMS, signal.SIG_IGN)  # for workers, too, until they have streams
    server = _Server(
        target,
        address=use.host,
        port=use.port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        loop=Loops.uvloop,
        websockets=False,
        workers=workers,
        respawn_failed_workers=workers > 1,
        workers_kill_timeout=GRACEFUL_SECONDS,
        log_access=False,
        factory=True,
    )
    server.serve(target_loader=partial(_load, use.part))


def _load(service: str, target: str) -> Application:
    """Runs in granian's worker process, which must not outlive granian's main process."""
    # The fork inherited handlers that only tell the main process's loop; until granian sets the
    # worker's own, a signal has to end it.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    main = multiprocessing.parent_process()
    assert main is not None, "granian starts its workers by multiprocessing"
    assert main.pid is not None, "and has started itself"
    die_with_parent(parent=main.pid)
    insist_after_parent(main.pid, patience_s=GRACEFUL_SECONDS)
    _configure_logs(service, get_settings())
    module, _, factory = target.partition(":")
    create_app: Callable[[], Application] = getattr(importlib.import_module(module), factory)
    return create_app()


def _configure_logs(service: str, settings: Settings) -> None:
    logs.configure(service=service, level=settings.log_level, fmt=settings.log_format)
