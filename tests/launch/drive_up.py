"""`dom360 up` with fake services and a fake seed: the rest, PostgreSQL too, is the real thing.

usage: drive_up.py [NAME=MANNER …], such as backend=deaf
"""

import sys
from pathlib import Path

from dom360.cli.up import up
from dom360.launch import up as launch
from dom360.launch.parts import Part
from dom360.launch.processes import Stopping

SERVICE = Path(__file__).with_name("fake_service.py")
SEED = {
    "master": {"email": "master@dom360.test", "password": "master-secret"},
    "tenants": [
        {"slug": "acme", "admin": {"email": "ana@acme.test", "password": "acme-secret"}},
        {"slug": "zeta", "admin": {"email": "zoe@zeta.test", "password": "zeta-secret"}},
    ],
}


def fake_services(settings):
    manners = dict(argument.split("=") for argument in sys.argv[1:])
    ports = {
        "agent": settings.agent_port,
        "backend": settings.backend_port,
        "frontend": settings.frontend_port,
    }
    return [
        Part(
            name=name,
            command=(sys.executable, str(SERVICE), str(port), manners.get(name, "")),
            log_file=settings.state_dir / "logs" / f"{name}.log",
            ready_url=f"http://127.0.0.1:{port}/",
            stopping=Stopping(patience_s=20),
        )
        for name, port in ports.items()
    ]


def prepare_once(settings):
    marker = settings.state_dir / "seeded"

    def prepare(addresses, console):
        if marker.exists():
            return None
        marker.touch()
        return SEED

    return prepare


def main():
    from dom360.settings import get_settings

    launch.services = fake_services
    launch._prepare_database = prepare_once(get_settings())
    up()


main()
