"""The port on which Prometheus asks a process: its own, and not for the world."""

from dataclasses import dataclass
from typing import Protocol

from prometheus_client import start_http_server

from dom360.logs import get_logger

log = get_logger(__name__)


@dataclass(frozen=True)
class Listener:
    """Answers GET /metrics until it is closed."""

    port: int
    _close: "_Closes"

    def close(self) -> None:
        self._close.shutdown()
        self._close.server_close()


class _Closes(Protocol):
    def shutdown(self) -> None: ...
    def server_close(self) -> None: ...


def listen(host: str, first_port: int | None, *, processes: int = 1) -> Listener | None:
    """Each of `processes` that serve together takes the first of as many ports that is free: every
    one keeps its own counts, and Prometheus asks all of them. Without a port nobody listens.
    """
    if first_port is None:
        return None
    for port in range(first_port, first_port + processes):
        try:
            server, _ = start_http_server(port, host)
        except OSError:
            continue
        log.info("metrics.listening", port=port)
        return Listener(port, server)
    # Serving matters more than being watched.
    log.warning("metrics.no_port", first_port=first_port, processes=processes)
    return None
