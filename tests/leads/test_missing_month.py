"""A write whose month is missing makes the month and happens: nobody sees an error."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest

from tests.leads.conftest import MakeLead
from tests.support.postgres import ScratchDatabase
from tests.support.world import Client


@pytest.fixture
def month_of_events(database: ScratchDatabase) -> Iterator[str]:
    """The present month of lead_events, moved aside; its rows come back afterwards."""
    name = f"lead_events_{datetime.now(UTC):%Y_%m}"
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute(f"alter table dom360.lead_events detach partition dom360.{name}")
        owner.execute(f"alter table dom360.{name} rename to events_aside")
        yield name
        owner.execute("insert into dom360.lead_events select * from dom360.events_aside")
        owner.execute("drop table dom360.events_aside")


async def test_eight_comments_at_once_find_their_month_missing(
    client: Client, make_lead: MakeLead, database: ScratchDatabase, request: pytest.FixtureRequest
):
    lead = await make_lead()
    month = request.getfixturevalue("month_of_events")
    assert database.value("select to_regclass(%s)", f"dom360.{month}") is None

    answers = await asyncio.gather(
        *(
            client.post(f"/api/leads/{lead['id']}/comments", {"text": f"ligar {n}"})
            for n in range(8)
        )
    )

    assert [answer.status for answer in answers] == [201] * 8
    assert database.value("select to_regclass(%s)", f"dom360.{month}") is not None
    shown = (await client.get(f"/api/leads/{lead['id']}")).json["timeline"]["items"]
    assert sorted(event["comment"] for event in shown) == [f"ligar {n}" for n in range(8)]
