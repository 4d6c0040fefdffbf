import os
import socket

import pytest

from dom360.launch.errors import LaunchError
from dom360.launch.ports import PortUse, refuse_taken_ports
from dom360.launch.postgres import free_port


def test_a_taken_port_is_named_with_its_holder_and_its_setting():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        with pytest.raises(LaunchError) as refused:
            refuse_taken_ports([_use("backend", port)])

    assert f"Port {port} for the backend is taken" in str(refused.value)
    assert f"(pid {os.getpid()})" in str(refused.value)
    assert f"DOM360_BACKEND_PORT={port + 1}" in str(refused.value)


def test_every_taken_port_is_named_at_once():
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("::1", 0), family=socket.AF_INET6) as two,
    ):
        ports = [one.getsockname()[1], two.getsockname()[1]]

        with pytest.raises(LaunchError) as refused:
            refuse_taken_ports([_use("agent", ports[0]), _use("frontend", ports[1])])

    assert all(str(port) in str(refused.value) for port in ports)


def test_two_parts_cannot_share_a_port():
    port = free_port()

    with pytest.raises(LaunchError, match="both agent and backend"):
        refuse_taken_ports([_use("agent", port), _use("backend", port)])


def test_connections_that_were_just_closed_do_not_count():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = server.accept()
        accepted.close()  # the server's side closes first and keeps the port in TIME_WAIT
        client.close()

    refuse_taken_ports([_use("backend", port)])


def _use(part, port):
    return PortUse(part, port, f"DOM360_{part.upper()}_PORT", "127.0.0.1")
