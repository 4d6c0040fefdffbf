"""The latest messages of a company that has talked for years: page after page, none twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tests.support.postgres import ScratchDatabase
from tests.usage.conftest import (  # noqa: F401  # fixtures
    Company,
    company,
    found_company,
    month_of,
    owner,
    scratch,
    scratch_db,
)

DAYS_AGO = (0, 0, 3, 19, 20, 21, 22, 45, 46, 70)
LATEST = "select content, created_at, id from dom360.list_latest_messages(%s, %s, %s, %s)"


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_pages_go_on_over_the_months(
    scratch: ScratchDatabase,  # noqa: F811
    company: Company,  # noqa: F811
    month_of: Callable[[int, int], None],  # noqa: F811
    limit: int,
):
    now = datetime.now(UTC)
    times = [now - timedelta(days=days, seconds=n) for n, days in enumerate(DAYS_AGO)]
    for at in times:
        month_of(at.year, at.month)
    conversation = company.converse(min(times))
    for at in times:
        company.say(conversation, at)

    seen = []
    at = before = None
    with psycopg.connect(scratch.app_url, autocommit=True) as app:
        for _ in range(len(times) + 1):
            page = app.execute(LATEST, [company.tenant_id, at, before, limit]).fetchall()
            seen += page
            if len(page) < limit:
                break
            _, at, before = page[-1]

    assert [one[1] for one in seen] == sorted(times, reverse=True)
