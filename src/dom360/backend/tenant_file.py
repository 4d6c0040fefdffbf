"""One company in a file, made for whoever asks and gone when it is sent."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
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

PIECE_BYTES = 256 * 1024

# One at a time in a process: it reads a whole company, and writes it to the disk.
_busy = asyncio.Semaphore(1)


class ExportBusy(Unavailable):
    code = "EXPORT_BUSY"
    detail = "Another company is being written to a file. Try again in a minute."


@router.get(
    "/tenants/{tenant_id}/export",
    response_class=StreamingResponse,
    responses={HTTP_200_OK: {"content": {"application/zip": {"schema": {"type": "string"}}}}},
    operation_id="export_tenant",
)
async def export(tenant_id: UUID, me: Master, db: Db, settings: AppSettings) -> StreamingResponse:
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
    # Not a FileResponse: that only hands the server a path, and the file would be gone before the
    # server opens it.
    return StreamingResponse(
        _pieces(target),
        media_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{target.name}"',
            "Content-Length": str(target.stat().st_size),
        },
        background=BackgroundTask(folder.cleanup),
    )


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def _tell(line: str) -> None:
    log.debug("tenant.export", progress=line)
