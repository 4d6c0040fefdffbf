"""Companies with a past that we choose, written past the application but for its triggers."""

from collections.abc import Awaitable, Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from dom360.dashboards import queries
from dom360.dashboards.models import Question
from dom360.dashboards.periods import Granularity, span
from dom360.db.database import Database
from tests.usage.conftest import (  # noqa: F401  # fixtures
    Company,
    company,
    found_company,
    month_of,
    owner,
    scratch,
    scratch_db,
)

Dashboard = Callable[..., Awaitable[Any]]


@pytest.fixture
def ask(scratch_db: Database) -> Dashboard:  # noqa: F811
    """Ask one of the dashboards' functions about a company's days."""

    async def asked(
        made: Callable[..., Awaitable[Any]],
        whose: Company,
        first_day: date,
        last_day: date,
        *,
        granularity: Granularity = "day",
        **more: Any,
    ) -> Any:
        async with scratch_db.tenant_tx(whose.tenant_id) as tx:
            clock = await queries.get_clock(tx)
            days = span(
                clock.today,
                first_day=first_day,
                last_day=last_day,
                preset=None,
                granularity=granularity,
            )
            rate = more.pop("brl_per_usd", Decimal(5))
            question = Question(span=days, clock=clock, brl_per_usd=rate, **more)
            return await made(tx, question)

    return asked


def inbox(whose: Company, name: str) -> UUID:
    """One more inbox of the company."""
    row = whose.owner.execute(
        "insert into dom360.inboxes (tenant_id, name) values (%s, %s) returning id",
        [whose.tenant_id, name],
    ).fetchone()
    assert row
    found: UUID = row[0]
    return found
