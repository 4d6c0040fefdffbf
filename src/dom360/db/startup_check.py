"""The services refuse to start where the database would not isolate tenants from them."""

from dataclasses import dataclass
from pathlib import Path

from dom360.db.database import Database
from dom360.db.named_queries import load_queries
from dom360.errors import Dom360Error

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "session.sql")


class UnsafeRole(Dom360Error):
    """The service's role could get around row security, or already does."""

    code = "UNSAFE_DATABASE_ROLE"


@dataclass(frozen=True)
class RoleReport:
    name: str
    too_strong: bool
    owns_tables: bool
    is_member: bool
    tenants_seen: int
    server_version: int


async def check_role(db: Database) -> RoleReport:
    """Raise UnsafeRole unless dom360_app is weak and, without a tenant, blind."""
    async with db.platform_tx("dom360_app") as tx:
        report = await tx.find(RoleReport, _SQL["inspect_role"])
    assert report is not None, "a connected role exists"
    advice = "Run `dom360 db migrate`, and let DATABASE_APP_URL sign in as dom360_app."
    if report.too_strong or report.is_member or report.owns_tables:
        raise UnsafeRole(f"The role {report.name} could get around row security. {advice}")
    if report.tenants_seen:
        raise UnsafeRole(
            f"{report.name} sees {report.tenants_seen} tenants without a tenant set. {advice}"
        )
    return report
