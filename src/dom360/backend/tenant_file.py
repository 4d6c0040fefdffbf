"""One company in a file, made for whoever asks and gone when it is sent."""

import asyncio
import tempfile
from pathlib import Path
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask
from starlette.status import HTTP_200_OK

from dom360.access.guards import Master
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.backup.tenant_export import export_tenant
from dom360.errors import Unavailable
from dom360.logs import get_logger
from dom360.platform import queries
from dom360.web.deps import AppSettings, Db

router = APIRouter(prefix="/api/admin", tags=["admin"])
log = get_logger(__name__)

# One at a time in a process: it reads a whole company, and writes it to the disk.
_busy = asyncio.Semaphore(1)


class ExportBusy(Unavailable):
    code = "EXPORT_BUSY"
    detail = "Another company is being written to a file. Try again in a minute."


@router.get(
    "/tenants/{tenant_id}/export",
    response_class=FileResponse,
    responses={HTTP_200_OK: {"content": {"application/zip": {"schema": {"type": "string"}}}}},
    operation_id="export_tenant",
)
async def export(tenant_id: UUID, me: Master, db: Db, settings: AppSettings) -> FileResponse:
    """Everything of one company as a zip, for `dom360 tenant import`: what was said, people's
    password hashes, no stored secrets. Both sides' logs keep that it was taken.
    """
    async with db.platform_tx("dom360_admin") as tx:
        company = await queries.get_company(tx, tenant_id)
        subject = Subject("tenants", str(tenant_id))
        await audit.append(tx, me.home_tenant_id, "platform.tenant_exported", subject)
    if _busy.locked():
        raise ExportBusy(retry_after_s=60)
    async with _busy:
        folder = tempfile.TemporaryDirectory(prefix="dom360-export-")
        target = Path(folder.name) / f"{company.slug}.zip"
        try:
            await asyncio.to_thread(
                export_tenant, settings.required_app_url(), company.slug, target, _tell
            )
        except BaseException:
            folder.cleanup()
            raise
    return FileResponse(
        target,
        media_type="application/zip",
        filename=target.name,
        background=BackgroundTask(folder.cleanup),
    )


def _tell(line: str) -> None:
    log.debug("tenant.export", progress=line)
