"""Repairing turns whose process is gone."""

import asyncio

import psycopg

from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.logs import get_logger
from dom360.turns import queries
from dom360.turns.actions import TurnRunner
from dom360.turns.models import AbandonedTurn

log = get_logger(__name__)

BATCH = 50


async def repair_forever(db: Database, runner: TurnRunner, *, interval_s: float) -> None:
    """Look for abandoned turns again and again. Any number of workers may: claims decide.

    A loop, not a queued job: an installation at rest should not write rows every two seconds.
    """
    while True:
        try:
            await repair_abandoned(db, runner)
        except (psycopg.Error, Dom360Error) as error:
            # The database is away: keep the worker, try again.
            log.warning("turns.repair_failed", error=type(error).__name__)
        await asyncio.sleep(interval_s)


async def repair_abandoned(db: Database, runner: TurnRunner) -> int:
    """Take over what is abandoned now. Returns how many turns were looked at."""
    abandoned = await queries.list_abandoned_turns(db, BATCH)
    await asyncio.gather(*(_repair(runner, turn) for turn in abandoned))
    return len(abandoned)


async def _repair(runner: TurnRunner, turn: AbandonedTurn) -> None:
    outcome = await runner.repair(turn.tenant_id, turn.turn_id, turn.attempt)
    log.info(
        "turn.repaired",
        tenant_id=str(turn.tenant_id),
        turn_id=str(turn.turn_id),
        outcome=outcome,
    )
