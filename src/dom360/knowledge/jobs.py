"""The worker's rounds: documents that wait."""

import asyncio

import psycopg

from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.kit.tracing import work_span
from dom360.knowledge import queries
from dom360.knowledge.ingest import Ingester
from dom360.knowledge.models import WaitingDocument
from dom360.logs import get_logger
from dom360.web import metrics

log = get_logger(__name__)

# At once, in one worker: a small file need not wait for a large one to end.
MAX_AT_ONCE = 2


async def ingest_forever(ingester: Ingester, *, interval_s: float) -> None:
    """Look for waiting documents again and again. Any number of workers may: claims decide.

    A loop, not a queued job, as in `turns.jobs`: the document's row is its job, so nothing can be
    enqueued twice, forgotten, or left behind without its document.
    """
    at_work: dict[WaitingDocument, asyncio.Task[None]] = {}
    async with asyncio.TaskGroup() as group:
        while True:
            at_work = {one: task for one, task in at_work.items() if not task.done()}
            for one in await _find_waiting(ingester.db, MAX_AT_ONCE):
                if len(at_work) < MAX_AT_ONCE and one not in at_work:
                    at_work[one] = group.create_task(_ingest(ingester, one))
            if at_work:
                # Whoever has just finished looks again at once.
                await asyncio.wait(
                    at_work.values(), timeout=interval_s, return_when=asyncio.FIRST_COMPLETED
                )
            else:
                await asyncio.sleep(interval_s)


async def ingest_waiting(ingester: Ingester) -> int:
    """Work on what waits now, one after the other. How many documents that were."""
    count = 0
    while waiting := await queries.list_waiting(ingester.db, 1):
        await ingester.run(waiting[0].tenant_id, waiting[0].document_id)
        count += 1
    return count


async def _find_waiting(db: Database, limit: int) -> list[WaitingDocument]:
    try:
        return await queries.list_waiting(db, limit)
    except (psycopg.Error, Dom360Error) as error:
        # The database is away: keep the worker, try again.
        log.warning("documents.look_failed", error=type(error).__name__)
        return []


async def _ingest(ingester: Ingester, one: WaitingDocument) -> None:
    ids = {"tenant_id": str(one.tenant_id), "document_id": str(one.document_id)}
    try:
        with work_span(
            "read document",
            dom360__tenant_id=ids["tenant_id"],
            dom360__document_id=ids["document_id"],
        ):
            state = await ingester.run(one.tenant_id, one.document_id)
    except (psycopg.OperationalError, Dom360Error) as error:
        log.warning("document.interrupted", error=type(error).__name__, **ids)
    except Exception as error:
        # One document that no attempt can finish must not end the worker. Its attempts are counted.
        log.exception("document.crashed", error=type(error).__name__, **ids)
    else:
        if state is not None:
            metrics.document_read(state)
        log.info("document.done", state=state, **ids)
