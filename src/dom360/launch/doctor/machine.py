"""Checks of the machine: Python, disk, ports, PostgreSQL's programs, the frontend, the agent."""

import json
import platform
import shutil
import sys
import urllib.error
import urllib.request

from dom360.launch.accounts import postgres_account
from dom360.launch.doctor.findings import Finding, fail, ok, warn
from dom360.launch.embedded_env import uses_own_database
from dom360.launch.errors import LaunchError
from dom360.launch.home import locate_home
from dom360.launch.installation import find_installation
from dom360.launch.parts import answers, services
from dom360.launch.ports import holder_of, port_is_taken
from dom360.launch.run_record import is_up
from dom360.launch.up import port_uses
from dom360.settings import Settings

OLDEST_PYTHON = (3, 11)
GIGABYTE = 1_000_000_000
PROBE_SECONDS = 3


def check_machine(settings: Settings) -> list[Finding]:
    return [
        _check_python(),
        _check_disk(settings),
        _check_programs(settings),
        *_check_ports(settings),
        _check_frontend(settings),
        _check_agent(settings),
    ]


def _check_python() -> Finding:
    if sys.version_info < OLDEST_PYTHON:
        return fail("python", platform.python_version(), "DOM360 needs Python 3.11 or newer.")
    return ok("python", platform.python_version())


def _check_disk(settings: Settings) -> Finding:
    folder = settings.state_dir
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / GIGABYTE
    message = f"{free:.1f} GB free for {settings.state_dir}"
    if free < 1:
        return fail("disk", message, "PostgreSQL stops on a full disk. Make room.")
    return warn("disk", message, "Make room soon.") if free < 5 else ok("disk", message)


def _check_programs(settings: Settings) -> Finding:
    if uses_own_database(settings):
        return ok("postgresql", "your own, by DATABASE_URL")
    try:
        account = postgres_account(settings.postgres_user)
        installation = find_installation(locate_home(settings.state_dir, account))
        if installation is None:
            return ok("postgresql", "not unpacked yet; the first 'dom360 up' does it")
        user = f", run as {account.name}" if account else ""
        return ok("postgresql", f"{installation.version}, embedded{user}")
    except LaunchError as problem:
        return fail("postgresql", str(problem), "Or set DATABASE_URL to use your own server.")


def _check_ports(settings: Settings) -> list[Finding]:
    urls = {part.name: part.ready_url for part in services(settings)}
    own = uses_own_database(settings)
    found = []
    for use in port_uses(settings, own_database=own):
        check = f"port {use.port}"
        url = urls.get(use.part)
        if not port_is_taken(use.port, use.host):
            found.append(ok(check, f"free for the {use.part}"))
        elif (url and answers(url)) or (not url and is_up(settings.state_dir)):
            found.append(ok(check, f"the {use.part} answers"))
        else:
            holder = holder_of(use.port) or "another program"
            advice = f"Stop it, or move the {use.part} with {use.setting}."
            found.append(fail(check, f"taken by {holder}", advice))
    return found


def _check_frontend(settings: Settings) -> Finding:
    if (settings.frontend_dist / "index.html").exists():
        return ok("frontend", "built")
    return fail("frontend", f"{settings.frontend_dist} is not built", "Run 'make frontend'.")


def _check_agent(settings: Settings) -> Finding:
    url = f"{settings.platform_agent_url}/healthz"
    try:
        with urllib.request.urlopen(url, timeout=PROBE_SECONDS) as response:  # noqa: S310  # ours
            status = json.load(response).get("status")
    except (OSError, ValueError, AttributeError) as problem:
        return _agent_silent(settings, url, problem)
    advice = f"Read {settings.state_dir / 'logs' / 'agent.log'}, and GET {url}."
    if status == "ok":
        return ok("agent", f"{url} says ok")
    judge = warn if status == "degraded" else fail
    return judge("agent", f"{url} says {status}", advice)


def _agent_silent(settings: Settings, url: str, problem: Exception) -> Finding:
    reason = problem.reason if isinstance(problem, urllib.error.URLError) else problem
    message = f"{url} gives no good answer ({reason})"
    if settings.agent_url or is_up(settings.state_dir):
        return fail("agent", message, "Start it, or correct DOM360_AGENT_URL.")
    return warn("agent", "not running", "Start 'dom360 up', or 'dom360 serve agent'.")
