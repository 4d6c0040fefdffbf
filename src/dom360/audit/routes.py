"""The audit log, for a company's administrators."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime

from dom360.access.guards import AdminTx
from dom360.audit import actions
from dom360.audit.schemas import AuditPage

router = APIRouter(prefix="/api", tags=["audit"])

Word = Annotated[str | None, Query(max_length=100, pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
Which = Annotated[str | None, Query(max_length=300, pattern=r"^[a-z][a-z0-9_]*(:[^\x00]+)?$")]


@router.get("/audit", operation_id="list_audit_entries")
async def list_audit_entries(
    tx: AdminTx,
    action: Word = None,
    actor: Which = None,
    subject: Which = None,
    since: Annotated[AwareDatetime | None, Query(alias="from")] = None,
    until: Annotated[AwareDatetime | None, Query(alias="to")] = None,
    cursor: Annotated[str | None, Query(max_length=40)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> AuditPage:
    """Who changed what, newest first. For administrators.

    `actor` is a kind (user, api_key, platform, worker, system) or one of it, `user:<id>`; `subject`
    is a table or one row of it, `users:<id>`. `from` is included, `to` is not; both need a time
    zone.
    """
    only = actions.make_filter(
        action=action, actor=actor, subject=subject, since=since, until=until
    )
    return await actions.page_of_entries(tx, only, cursor=cursor, limit=limit)
