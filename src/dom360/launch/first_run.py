"""`.dom360/first-run.json`: the addresses, and the sign-ins of the demo, for people and scripts."""

import json
from collections.abc import Mapping
from pathlib import Path

from dom360.launch.files import write_private
from dom360.settings import Settings

FIRST_RUN = "first-run.json"


def write_first_run(
    settings: Settings,
    *,
    database_url: str,
    database_app_url: str,
    seeded: Mapping[str, object] | None,
) -> Path:
    """Write the present addresses; keep the sign-ins of the first start, or take the new ones."""
    path = settings.state_dir / FIRST_RUN
    addresses = {
        "frontend_url": settings.frontend_url,
        "backend_url": settings.backend_url,
        "agent_url": settings.platform_agent_url,
        "database_url": database_url,
        "database_app_url": database_app_url,
    }
    content = {**read_first_run(settings), **addresses, **(seeded or {})}
    write_private(path, json.dumps(content, indent=2) + "\n")
    return path


def read_first_run(settings: Settings) -> dict[str, object]:
    """What the file says; nothing when it isn't there or isn't ours any more."""
    try:
        content = json.loads((settings.state_dir / FIRST_RUN).read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return content if isinstance(content, dict) else {}


def sign_ins(seeded: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """(who, email, password) of the first demo tenant's administrator and of the master."""
    found = []
    match seeded:
        case {
            "tenants": [{"slug": str(slug), "admin": {"email": email, "password": password}}, *_]
        }:
            found.append((f"administrator of {slug}", str(email), str(password)))
    match seeded:
        case {"master": {"email": email, "password": password}}:
            found.append(("platform administrator", str(email), str(password)))
    return found
