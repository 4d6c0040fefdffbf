"""Find out before a start whether its ports are free, and who has them if not."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass

from dom360.launch.errors import LaunchError

CONNECT_SECONDS = 0.2


@dataclass(frozen=True)
class PortUse:
    """A port that a part wants, and the setting that moves it."""

    part: str
    port: int
    setting: str
    host: str


def refuse_taken_ports(uses: Sequence[PortUse]) -> None:
    """Raise LaunchError that names every port which can't be had."""
    problems = [problem for use in uses if (problem := _problem(use, uses))]
    if problems:
        raise LaunchError("\n".join(problems))


def port_is_taken(port: int, host: str) -> bool:
    """Whether a server listens there already, on IPv4 or, for a loopback host, on ::1."""
    with socket.socket() as probe:
        # Without this, connections that were closed a moment ago would count as a server.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            return False  # a port below 1024: its own error will say so
        except OSError:
            return True
    return host in {"127.0.0.1", "localhost"} and _answers_on_ipv6(port)


def holder_of(port: int) -> str | None:
    """The process that listens on the port, as 'name (pid 123)', where the system tells us."""
    import psutil

    try:
        connections = psutil.net_connections(kind="tcp")
    except psutil.AccessDenied:
        return None  # macOS tells only root
    for connection in connections:
        at = connection.laddr[1] if connection.laddr else None
        if at == port and connection.status == psutil.CONN_LISTEN and connection.pid:
            return _describe(connection.pid)
    return None


def _problem(use: PortUse, uses: Sequence[PortUse]) -> str | None:
    twin = next((one for one in uses if one.port == use.port and one.part != use.part), None)
    if twin:
        return f"Port {use.port} is set for both {use.part} and {twin.part}. Change {use.setting}."
    if not port_is_taken(use.port, use.host):
        return None
    holder = holder_of(use.port)
    by = f" by {holder}" if holder else ""
    return (
        f"Port {use.port} for the {use.part} is taken{by}. "
        f"Stop that, or choose another port: {use.setting}={_suggestion(use.port)} make up"
    )


def _suggestion(port: int) -> int:
    return port + 1 if port < 65535 else port - 1


def _answers_on_ipv6(port: int) -> bool:
    # A browser that opens http://localhost tries ::1 first and would reach the other server.
    try:
        with socket.create_connection(("::1", port), timeout=CONNECT_SECONDS):
            return True
    except OSError:
        return False


def _describe(pid: int) -> str:
    import psutil

    try:
        return f"{psutil.Process(pid).name()} (pid {pid})"
    except psutil.Error:
        return f"pid {pid}"
