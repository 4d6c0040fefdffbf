"""Repairing turns whose process is gone."""

import asyncio
from collections import Counter
from functools import partial
from uuid import UUID

import psycopg

from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.kit.tracing import work_span
from dom360.logs import get_logger
from dom360.turns import queries
from dom360.turns.actions import TurnRunner
from dom360.turns.models import AbandonedTurn

log = get_logger(__name__)

# At once, in one worker. No tenant gets all of it: its agent may be the one that hangs.
MAX_REPAIRS = 50
MAX_REPAIRS_OF_A_TENANT = 10


async def repair_forever(db: Database, runner: TurnRunner, *, interval_s: float) -> None:
    """Look for abandoned turns again and again. Any number of workers may: claims decide.

    A loop, not a queued job: an installation at rest should not write rows every two seconds. It
    does not wait for the repairs it began, so an agent that hangs keeps nobody else's turn.
    """
    at_work: Counter[UUID] = Counter()
    async with asyncio.TaskGroup() as repairs:
        while True:
            for turn in await _find_abandoned(db, MAX_REPAIRS - at_work.total()):
                if at_work[turn.tenant_id] < MAX_REPAIRS_OF_A_TENANT:
                    at_work[turn.tenant_id] += 1
                    repair = repairs.create_task(_repair(runner, turn))
                    repair.add_done_callback(partial(_count_down, at_work, turn.tenant_id))
            await asyncio.sleep(interval_s)


def _count_down(at_work: Counter[UUID], tenant_id: UUID, _: asyncio.Task[None]) -> None:
    at_work[tenant_id] -= 1
    if not at_work[tenant_id]:
        del at_work[tenant_id]


async def repair_abandoned(db: Database, runner: TurnRunner) -> int:
    """Take over what is abandoned now, and see it through. Returns how many turns that were."""
    abandoned = await _find_abandoned(db, MAX_REPAIRS)
    await asyncio.gather(*(_repair(runner, turn) for turn in abandoned))
    return len(abandoned)


async def _find_abandoned(db: Database, limit: int) -> list[AbandonedTurn]:
    if limit < 1:
        return []
    try:
        return await queries.list_abandoned_turns(db, limit)
    except (psycopg.Error, Dom360Error) as error:
        # The database is away: keep the worker, try again.
        log.warning("turns.repair_failed", error=type(error).__name__)
        return []


async def _repair(runner: TurnRunner, turn: AbandonedTurn) -> None:
    ids = {"tenant_id": str(turn.tenant_id), "turn_id": str(turn.turn_id)}
    try:
        with work_span(
            "repair turn", dom360__tenant_id=ids["tenant_id"], dom360__turn_id=ids["turn_id"]
        ):
            outcome = await runner.repair(turn.tenant_id, turn.turn_id, turn.attempt)
    except (psycopg.OperationalError, Dom360Error) as error:
        log.warning("turn.repair_failed", error=type(error).__name__, **ids)
    except Exception as error:
        # One turn that no attempt can finish must not end the worker. Its attempts are counted.
        log.exception("turn.repair_crashed", error=type(error).__name__, **ids)
    else:
        log.info("turn.repaired", outcome=outcome, **ids)
