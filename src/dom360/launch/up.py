"""`dom360 up`: everything on this machine, until a signal or a crash ends all of it."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from dom360.launch.accounts import postgres_account
from dom360.launch.embedded_env import ensure_embedded_env, uses_own_database
from dom360.launch.errors import LaunchError
from dom360.launch.first_run import sign_ins, write_first_run
from dom360.launch.home import ensure_state_dir, postgres_home
from dom360.launch.installation import ensure_installation
from dom360.launch.interrupts import Interrupted, Interrupts
from dom360.launch.parts import services
from dom360.launch.ports import PortUse, refuse_taken_ports
from dom360.launch.postgres import EmbeddedPostgres
from dom360.launch.run_record import RunRecord, only_one
from dom360.launch.supervisor import Supervisor, progress
from dom360.settings import Settings, get_settings

CRASHED = 1
SIGNAL_EXIT = 128


@dataclass(frozen=True)
class Addresses:
    """The owner's and the application's database address."""

    owner: str
    app: str


def up(settings: Settings, console: Console) -> int:
    """Run until stopped; the answer is the exit code: 128 + signal, or 1 after a problem."""
    ensure_state_dir(settings.state_dir)
    with Interrupts() as interrupts:
        try:
            with only_one(settings.state_dir):
                return _run(settings, console, interrupts)
        except LaunchError as problem:
            console.print(str(problem), style="red", markup=False, highlight=False, soft_wrap=True)
            return CRASHED
        except Interrupted as interrupted:
            return SIGNAL_EXIT + interrupted.signal


def _run(settings: Settings, console: Console, interrupts: Interrupts) -> int:
    record = RunRecord(settings.state_dir)
    record.end_leftovers()
    own_database = uses_own_database(settings)
    refuse_taken_ports(port_uses(settings, own_database=own_database))
    _require_frontend(settings)
    supervisor = Supervisor(console, record, interrupts)
    try:
        addresses = (
            _own_addresses(settings)
            if own_database
            else _start_postgres(settings, supervisor, console)
        )
        seeded = _prepare_database(addresses, console)
        first_run = write_first_run(
            settings, database_url=addresses.owner, database_app_url=addresses.app, seeded=seeded
        )
        supervisor.start(services(settings))
        _welcome(settings, console, seeded, first_run)
        supervisor.watch()
    except Interrupted as interrupted:
        console.print(f"\n{interrupted.signal.name}: stopping. Once more stops at once.")
        return SIGNAL_EXIT + interrupted.signal
    finally:
        supervisor.stop_all()
    return CRASHED


def port_uses(settings: Settings, *, own_database: bool) -> list[PortUse]:
    """The ports of a start. An own database has its port elsewhere."""
    host = settings.host
    uses = [
        PortUse("frontend", settings.frontend_port, "DOM360_FRONTEND_PORT", host),
        PortUse("backend", settings.backend_port, "DOM360_BACKEND_PORT", host),
        PortUse("agent", settings.agent_port, "DOM360_AGENT_PORT", host),
        PortUse("database", settings.database_port, "DOM360_DATABASE_PORT", "127.0.0.1"),
    ]
    return uses[:-1] if own_database else uses


def _require_frontend(settings: Settings) -> None:
    if not (settings.frontend_dist / "index.html").exists():
        raise LaunchError(
            f"The frontend is not built: {settings.frontend_dist} has no index.html. "
            "Run 'make frontend', or 'make up', which does it for you."
        )


def _own_addresses(settings: Settings) -> Addresses:
    owner, app = settings.database_url, settings.database_app_url
    assert owner is not None, "uses_own_database checked it"
    assert app is not None, "uses_own_database checked it"
    return Addresses(owner.get_secret_value(), app.get_secret_value())


def _start_postgres(settings: Settings, supervisor: Supervisor, console: Console) -> Addresses:
    account = postgres_account(settings.postgres_user)
    home = postgres_home(settings.state_dir, account)
    env = ensure_embedded_env(settings.state_dir, settings.database_port, data=home / "data")
    with progress(console, f"PostgreSQL ready on port {settings.database_port}"):
        postgres = EmbeddedPostgres(
            home,
            ensure_installation(home),
            password=env.superuser_password,
            port=settings.database_port,
            account=account,
            log=settings.state_dir / "logs" / "postgres.log",
        )
        postgres.start()
        supervisor.adopt(postgres)
    get_settings.cache_clear()  # what was read before the file existed is out of date
    return Addresses(env.database_url, env.database_app_url)


def _prepare_database(addresses: Addresses, console: Console) -> dict[str, object] | None:
    """Apply migrations; seed the demo once. The seed's sign-ins come only from its first run."""
    from dom360.db.migrations import migrate
    from dom360.launch.demo import seed_demo

    with progress(console, "database up to date"):
        migrate(addresses.owner, addresses.app)
    with progress(console, "demo tenants there"):
        seeded = asyncio.run(seed_demo(addresses.app))
    return dict(seeded.as_json()) if seeded else None


def _welcome(
    settings: Settings, console: Console, seeded: dict[str, object] | None, first_run: Path
) -> None:
    kept = "This is shown once; it is kept in" if seeded else "Sign-ins of the demo:"
    lines = [
        f"\nDOM360 is up: {settings.frontend_url}",
        f"  Backend API  {settings.backend_url}/api/openapi.json",
        f"  Agent API    {settings.platform_agent_url}",
        *(
            f"  Sign in as {who}: {email}  {password}"
            for who, email, password in sign_ins(seeded or {})
        ),
        f"  {kept} {first_run}",
        "  For a year of figures in the dashboards: dom360 seed demo",
        "  Ctrl-C stops everything.\n",
    ]
    # Unbroken, so that an address or a password can be copied whole.
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
