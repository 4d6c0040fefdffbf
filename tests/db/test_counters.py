"""Turn functions called at once, in any order, by several processes: the counts stay right."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.db.tenants import StoredTenant, begin, claim, fail, finish, new_tenant, store_tenant
from tests.support.ledger import assert_books_agree
from tests.support.postgres import ScratchDatabase

Connection = psycopg.Connection[Any]

WORKERS = 4
# A margin that ends the lease before it begins: the turn may be taken over at once.
LONG, ENDED = 5_000, -40_000
TAKEN_OVER = "DM001"

pick = st.integers(0, 30)
lease = st.sampled_from([LONG, ENDED])
step = st.one_of(
    # Few requests and contacts, so that workers meet on the same ones.
    st.tuples(st.just("begin"), st.integers(0, 9), lease),
    st.tuples(st.just("finish"), pick),
    st.tuples(st.just("fail"), pick),
    st.tuples(st.just("claim"), pick, st.booleans(), lease),
    st.tuples(st.just("close"), st.integers(0, 1)),
)
scripts = st.lists(st.lists(step, min_size=3, max_size=10), min_size=WORKERS, max_size=WORKERS)


@dataclass
class Play:
    """What the workers share: a tenant, who was told to hold which attempt, and what came of it."""

    tenant_id: UUID
    inbox_id: UUID
    held: list[tuple[UUID, int]] = field(default_factory=list)
    finished: list[tuple[UUID, int]] = field(default_factory=list)
    failed: list[tuple[UUID, int]] = field(default_factory=list)

    def run(self, connection: Connection, script: list[tuple[Any, ...]]) -> None:
        for name, *arguments in script:
            getattr(self, f"_{name}")(connection, *arguments)

    def _begin(self, connection: Connection, request: int, margin: int) -> None:
        try:
            state = begin(
                connection,
                self.tenant_id,
                self.inbox_id,
                request_id=f"request-{request}",
                phone=f"+551198765432{request % 2}",
                lease_margin_ms=margin,
            )
        except psycopg.errors.SerializationFailure:
            return  # the same request at the same moment: the caller tries again
        if state["outcome"] in ("calling", "accepted"):
            self.held.append((state["turn_id"], state["attempt"]))

    def _claim(self, connection: Connection, number: int, take_over: bool, margin: int) -> None:
        for turn_id, attempt in self._one_held(number):
            state = claim(connection, self.tenant_id, turn_id, attempt, take_over=take_over,
                          lease_margin_ms=margin)  # fmt: skip
            if state["outcome"] in ("calling", "accepted"):
                self.held.append((turn_id, state["attempt"]))

    def _finish(self, connection: Connection, number: int) -> None:
        for turn_id, attempt in self._one_held(number):
            if finishes(connection, self.tenant_id, turn_id, attempt):
                self.finished.append((turn_id, attempt))

    def _fail(self, connection: Connection, number: int) -> None:
        for turn_id, attempt in self._one_held(number):
            if fail(connection, self.tenant_id, turn_id, attempt):
                self.failed.append((turn_id, attempt))

    def _close(self, connection: Connection, contact: int) -> None:
        with connection.transaction():
            connection.execute("select dom360.set_tenant(%s)", [self.tenant_id])
            connection.execute(
                "update conversations k set status = 'closed', closed_at = now() from contacts c"
                " where k.tenant_id = %s and k.status = 'open' and c.tenant_id = k.tenant_id"
                " and c.id = k.contact_id and c.phone_e164 = %s",
                [self.tenant_id, f"+551198765432{contact}"],
            )

    def _one_held(self, number: int) -> list[tuple[UUID, int]]:
        held = list(self.held)
        return [held[number % len(held)]] if held else []


def finishes(connection: Connection, tenant_id: UUID, turn_id: UUID, attempt: int) -> bool:
    """Whether this attempt may finish. Any error but the known refusal is a failure of the test."""
    try:
        finish(connection, tenant_id, turn_id, attempt)
    except psycopg.DatabaseError as error:
        if error.sqlstate != TAKEN_OVER:
            raise
        return False
    return True


def rows(connection: Connection, query: str, *params: object) -> list[tuple[Any, ...]]:
    return connection.execute(query, params).fetchall()  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def workers(scratch: ScratchDatabase) -> Any:
    made = [psycopg.connect(scratch.app_url, autocommit=True) for _ in range(WORKERS)]
    yield made
    for connection in made:
        connection.close()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(scripts=scripts)
def test_counts_hold_whatever_happens_at_once(
    scratch: ScratchDatabase,
    owner: Connection,
    workers: list[Connection],
    scripts: list[list[tuple[Any, ...]]],
):
    play = Play(*new_tenant(owner))

    with _watching(scratch, play.tenant_id), ThreadPoolExecutor(WORKERS) as threads:
        for done in [
            threads.submit(play.run, *pair) for pair in zip(workers, scripts, strict=True)
        ]:
            done.result(timeout=30)

    _assert_conversations_are_whole(owner, play.tenant_id)
    _assert_turns_ended_once(owner, play)
    _assert_superseded_are_refused(owner, workers[0], play)
    assert_books_agree(scratch)


def test_a_retry_a_waiting_turn_and_a_new_one_never_call_at_once(
    owner: Connection, workers: list[Connection]
):
    """The narrowest race: the turn in front failed, so all three may be next."""
    tenant_id, inbox_id = new_tenant(owner)
    app, *_ = workers
    for number in range(40):
        phone = f"+5511987650{number:03}"
        first, second = (begin(app, tenant_id, inbox_id, phone=phone)["turn_id"] for _ in range(2))
        assert fail(app, tenant_id, first, 1)
        start = threading.Barrier(3)

        def at_once(call: Callable[[], object], start: threading.Barrier = start) -> None:
            start.wait(10)
            call()

        calls = (
            partial(claim, workers[0], tenant_id, first, 1, take_over=True),
            partial(claim, workers[1], tenant_id, second, 1, take_over=False),
            partial(begin, workers[2], tenant_id, inbox_id, phone=phone),
        )
        with ThreadPoolExecutor(3) as threads:
            list(threads.map(at_once, calls))

        calling = "select from dom360.turns where tenant_id = %s and state = 'calling'"
        assert len(rows(owner, calling, tenant_id)) == number + 1


@contextmanager
def _watching(database: ScratchDatabase, tenant_id: UUID) -> Iterator[None]:
    """Looks, as often as it can, for two turns of one conversation that are with the agent."""
    query = """
        select conversation_id from dom360.turns
         where tenant_id = %s and state = 'calling'
         group by 1 having count(*) > 1
    """
    over = threading.Event()

    def watch() -> list[tuple[Any, ...]]:
        seen = []
        with psycopg.connect(database.owner_url, autocommit=True) as connection:
            while not over.is_set():
                seen += rows(connection, query, tenant_id)
        return seen

    with ThreadPoolExecutor(1) as thread:
        watched = thread.submit(watch)
        try:
            yield
        finally:
            over.set()
    assert watched.result() == [], "two turns of one conversation were with the agent"


def _assert_conversations_are_whole(owner: Connection, tenant_id: UUID) -> None:
    indexes = """
        select k.last_message_index, array_agg(m.message_index order by m.created_at)
          from dom360.conversations k
          join dom360.messages m on m.tenant_id = k.tenant_id and m.conversation_id = k.id
         where k.tenant_id = %s group by k.id, 1
    """
    for last, order in rows(owner, indexes, tenant_id):
        assert order == list(range(1, last + 1)), "in the order of time, without gap or repeat"
    several_open = """
        select from dom360.conversations
         where tenant_id = %s and status = 'open'
         group by inbox_id, contact_id, agent_type having count(*) > 1
    """
    assert rows(owner, several_open, tenant_id) == []


def _assert_turns_ended_once(owner: Connection, play: Play) -> None:
    answered = rows(
        owner,
        "select t.id, t.attempt from dom360.turns t where tenant_id = %s and state = 'answered'",
        play.tenant_id,
    )
    assert sorted(play.finished) == sorted(answered), "each by its last attempt, and once"
    answers = rows(
        owner,
        "select turn_id, count(*) from dom360.messages"
        " where tenant_id = %s and role = 'assistant' group by 1",
        play.tenant_id,
    )
    assert sorted(answers) == sorted((turn_id, 1) for turn_id, _ in answered)
    questions = rows(
        owner,
        "select count(*), count(distinct request_id) from dom360.turns where tenant_id = %s",
        play.tenant_id,
    )
    asked = rows(
        owner,
        "select count(*) from dom360.messages where tenant_id = %s and role = 'user'",
        play.tenant_id,
    )
    assert questions[0] == (asked[0][0], asked[0][0]), "one question and one turn for a request"
    assert len(play.failed) == len(set(play.failed))
    assert rows(
        owner,
        "select coalesce(sum(errors), 0)::int, coalesce(sum(retries), 0)::int"
        "  from dom360.consumption_inbox_daily where tenant_id = %s",
        play.tenant_id,
    ) == rows(
        owner,
        "select count(*) filter (where state = 'failed')::int, coalesce(sum(attempt - 1), 0)::int"
        "  from dom360.turns where tenant_id = %s",
        play.tenant_id,
    )
    wrong = "select * from dom360.consumption_differences(%s, current_date - 2, current_date + 2)"
    assert rows(owner, wrong, play.tenant_id) == [], "every counter is what it counts"


def _assert_superseded_are_refused(owner: Connection, app: Connection, play: Play) -> None:
    holders = set(
        rows(
            owner,
            "select id, attempt from dom360.turns where tenant_id = %s and state = 'calling'",
            play.tenant_id,
        )
    )
    before = _stored(owner, play.tenant_id)
    for turn_id, attempt in set(play.held) - holders:
        assert not finishes(app, play.tenant_id, turn_id, attempt)
        assert not finishes(app, play.tenant_id, turn_id, attempt + 100)
    assert _stored(owner, play.tenant_id) == before


def _stored(owner: Connection, tenant_id: UUID) -> list[tuple[Any, ...]]:
    """All that a turn could leave behind."""
    return [
        row
        for table in ("messages", "turns", "conversations", "consumption_inbox_daily")
        for row in rows(
            owner,
            f"select to_jsonb(t) from dom360.{table} t where tenant_id = %s order by to_jsonb(t)",
            tenant_id,
        )
    ]


@pytest.fixture(scope="module")
def asked(owner: Connection) -> StoredTenant:
    return store_tenant(owner)


@pytest.mark.parametrize("place", range(4), ids=["input", "output", "cached", "total"])
@pytest.mark.parametrize("count", [-1, -(2**31), 20_000_001, 2**31 - 1, 2**31, 2**63, None])
def test_absurd_token_counts_store_nothing(
    owner: Connection, app: Connection, asked: StoredTenant, place: int, count: int | None
):
    tokens: list[Any] = [1, 1, 1, 1]
    tokens[place] = count
    before = _stored(owner, asked.tenant_id)

    with pytest.raises(
        (psycopg.errors.DataError, psycopg.errors.IntegrityError, psycopg.errors.UndefinedFunction)
    ):
        finish(app, asked.tenant_id, asked.turn_id, 1, tokens=tuple(tokens))

    assert _stored(owner, asked.tenant_id) == before


@pytest.mark.parametrize("cost", [-1, 10**12 + 1, 2**63 - 1])
def test_an_absurd_cost_stores_nothing(
    owner: Connection, app: Connection, asked: StoredTenant, cost: int
):
    before = _stored(owner, asked.tenant_id)

    # The largest of all is out of range already where a conversation's sum is made.
    refusals = (psycopg.errors.CheckViolation, psycopg.errors.NumericValueOutOfRange)
    with pytest.raises(refusals):
        finish(app, asked.tenant_id, asked.turn_id, 1, cost=cost)

    assert _stored(owner, asked.tenant_id) == before


def test_the_largest_counts_are_kept_and_summed(scratch: ScratchDatabase, owner: Connection):
    tenant_id, inbox_id = new_tenant(owner)
    for _ in range(3):
        turn = begin(owner, tenant_id, inbox_id)
        most = (10_000_000, 10_000_000, 10_000_000, 20_000_000)
        finish(owner, tenant_id, turn["turn_id"], 1, tokens=most, cost=10**12)

    total = scratch.value(
        "select sum(total_tokens) from dom360.consumption_daily where tenant_id = %s", tenant_id
    )
    assert total == 60_000_000
    assert_books_agree(scratch)
