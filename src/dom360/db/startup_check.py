"""The services refuse to start where the database would not isolate tenants from them."""

from dataclasses import dataclass
from pathlib import Path

from dom360.db.database import Database
from dom360.db.named_queries import load_queries
from dom360.db.urls import ServiceRole
from dom360.errors import Dom360Error
from dom360.logs import get_logger

log = get_logger(__name__)

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "session.sql")


class UnsafeRole(Dom360Error):
    """The service's role could get around row security, or already does."""

    code = "UNSAFE_DATABASE_ROLE"


@dataclass(frozen=True)
class RoleReport:
    name: str
    too_strong: bool
    owns_something: bool
    is_member: bool
    tenants_seen: int
    server_version: int
    limits_missing: str


# Below it: CVE-2026-14672 and the flaws in restoring dumps (HARDENING 28).
SAFE_VERSION = 180006


async def check_service(db: Database, *roles: ServiceRole) -> None:
    """What a service does before it serves: `check_role`, and warnings about what is only risky."""
    for role in roles:
        report = await check_role(db, role)
        if report.limits_missing:
            log.warning("database.limits_missing", role=role, settings=report.limits_missing)
    if report.server_version < SAFE_VERSION:
        log.warning("database.version_warning", version=report.server_version, safe=SAFE_VERSION)


async def check_role(db: Database, role: ServiceRole = "dom360_app") -> RoleReport:
    """Raise UnsafeRole unless role and fellows are weak and, without a tenant, it is blind."""
    async with db.platform_tx(role) as tx:
        report = await tx.find(RoleReport, _SQL["inspect_role"])
    assert report is not None, "a connected role exists"
    advice = "Run `dom360 db migrate`, and let DATABASE_APP_URL sign in as dom360_app."
    if report.too_strong or report.is_member or report.owns_something:
        raise UnsafeRole(
            f"The role {report.name}, or a fellow of it, could get around row security. {advice}"
        )
    if report.tenants_seen:
        raise UnsafeRole(
            f"{report.name} sees {report.tenants_seen} tenants without a tenant set. {advice}"
        )
    return report
