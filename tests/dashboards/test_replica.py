"""The replica is read while it is fresh, and not a moment longer. The replica here is a double that
reports its place in the log: what matters is whom we believe, and when.
"""

from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dom360.db.database import Database
from dom360.db.replica import Freshness, Replica
from tests.support import postgres as pg
from tests.support import services
from tests.support.world import Client, Maker

PLACES = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 60)), min_size=1, max_size=40)


class FakeServer:
    """A database that says where its log is."""

    def __init__(self, place: int | None) -> None:
        self.place = place
        self.asked = 0

    async def call(self, row: Any, _: bytes) -> Any:
        self.asked += 1
        return row(self.place)


def replica_of(primary: FakeServer, copy: FakeServer, now: list[float]) -> Replica:
    return Replica(
        cast("Database", primary), cast("Database", copy), max_lag_s=5, clock=lambda: now[0]
    )


async def test_a_replica_that_has_everything_is_fresh_and_asked_once_a_second():
    primary, copy, now = FakeServer(100), FakeServer(100), [0.0]
    replica = replica_of(primary, copy, now)

    assert [await replica.is_fresh() for _ in range(3)] == [True, True, True]
    assert (primary.asked, copy.asked) == (1, 1)
    now[0] = 1.0
    assert await replica.is_fresh()
    assert primary.asked == 2


async def test_a_replica_that_stopped_is_left_when_its_rows_are_too_old():
    primary, copy, now = FakeServer(100), FakeServer(100), [0.0]
    replica = replica_of(primary, copy, now)
    fresh = []
    for second in range(8):
        now[0], primary.place = float(second), 100 + second
        fresh.append(await replica.is_fresh())

    assert fresh == [True] * 6 + [False] * 2
    copy.place = 200
    now[0] = 9.0
    assert await replica.is_fresh()


@pytest.mark.parametrize("place", [None, 99])
async def test_who_never_caught_up_or_follows_nobody_is_not_read(place: int | None):
    replica = replica_of(FakeServer(100), FakeServer(place), [0.0])

    assert not await replica.is_fresh()


@given(PLACES)
def test_the_lag_is_never_less_than_the_age_of_what_is_missing(steps: list[tuple[int, int]]):
    freshness, written, replica = Freshness(), 0, 0
    said = list[tuple[float, int]]()
    for at, (more, behind) in enumerate(steps):
        written += more
        replica = max(replica, written - behind)
        said.append((float(at), written))
        freshness.note(float(at), written, replica)

        lag = freshness.lag_s(float(at))

        there = [then for then, place in said if place <= replica]
        assert lag is None or lag >= at - max(there, default=0) - 1e-9


@pytest.mark.parametrize("kind", ["no replica", "nobody there"])
async def test_without_a_fresh_replica_the_primary_answers(
    kind: str, database: pg.ScratchDatabase, fake_agent_server, log_dir: Path, http, make: Maker
):
    away = f"postgresql://dom360_app:x@127.0.0.1:{services.free_port()}/nothing"
    url = database.app_url if kind == "no replica" else away
    world = await make.tenant()
    with services.backend(
        database, fake_agent_server.url, log_dir, DATABASE_REPLICA_URL=url
    ) as backend:
        answer = await Client(http, backend.url, make, world).get("/api/dashboard/usage")

    assert answer.status == 200, answer.raw
    assert answer.json["source"] == "primary"
