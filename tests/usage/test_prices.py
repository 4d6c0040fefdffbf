"""Whose price counts, from when on, and that it is frozen on the answer."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest

from dom360.db.database import Database
from dom360.protocol import AgentUsage
from dom360.usage import queries
from dom360.usage.models import ModelPrice, Price
from dom360.usage.pricing import KEEP_S, PriceBook, price_of
from tests.doubles.fake_agent import FakeAgent
from tests.support.postgres import ScratchDatabase
from tests.support.world import Client, TenantWorld
from tests.usage.conftest import Company

JANUARY, MARCH = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
MODEL = "fake-model-1"  # what the fake agent says it used
USAGE = AgentUsage(input_tokens=1000, output_tokens=100, cached_tokens=400, model="gpt-x")


def price(slug: str | None, valid_from: datetime, input: int) -> ModelPrice:  # noqa: A002
    return ModelPrice(slug, "gpt-x", valid_from, input, 10_000_000, 500_000)


@pytest.mark.parametrize(
    ("at", "prices", "expected"),
    [
        # 600 new and 400 cached input tokens, 100 output tokens.
        (MARCH, [price(None, JANUARY, 2_000_000)], Price(2400, "platform 2026-01-01T00:00:00Z")),
        (MARCH, [price(None, MARCH, 4_000_000), price("acme", JANUARY, 2_000_000)],
         Price(2400, "tenant 2026-01-01T00:00:00Z")),
        (MARCH, [price("acme", JANUARY, 2_000_000), price("acme", MARCH, 4_000_000)],
         Price(3600, "tenant 2026-03-01T00:00:00Z")),
        (datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC),
         [price("acme", JANUARY, 2_000_000), price("acme", MARCH, 4_000_000)],
         Price(2400, "tenant 2026-01-01T00:00:00Z")),
        (JANUARY, [price("acme", MARCH, 4_000_000)], Price(None, None)),
        (MARCH, [price(None, JANUARY, 0)], Price(1200, "platform 2026-01-01T00:00:00Z")),
    ],
    ids=["platform's", "own before the platform's", "the latest", "the second before it changes",
         "not yet in force", "free input"],
)  # fmt: skip
def test_the_price_in_force_counts(at: datetime, prices: list[ModelPrice], expected: Price):
    assert price_of(USAGE, prices, at) == expected


def test_without_an_own_price_the_published_one_counts():
    known = AgentUsage(input_tokens=1_000_000, output_tokens=0, model="gpt-4o")
    built_in = AgentUsage(input_tokens=5, output_tokens=5, model="dom360-sdr")

    published = price_of(known, [], MARCH)

    assert published.micro_usd
    assert str(published.source).startswith("genai-prices ")
    assert price_of(built_in, [], MARCH) == Price(0, "built-in")


def test_more_cached_tokens_than_input_cost_no_less_than_nothing():
    odd = AgentUsage(input_tokens=10, output_tokens=0, cached_tokens=9999, model="gpt-x")

    assert price_of(odd, [price(None, JANUARY, 2_000_000)], MARCH).micro_usd == 5


@pytest.fixture
def set_price(company: Company) -> Callable[[int], None]:
    def store(input: int, tenant_id: UUID = company.tenant_id) -> None:  # noqa: A002
        company.owner.execute(
            "insert into dom360.model_prices values (%s, 'gpt-x', '2026-01-01', %s, 0, 0)"
            " on conflict (tenant_id, model, valid_from) do update set input = excluded.input",
            [tenant_id, input],
        )

    return store


async def test_prices_are_read_once_until_they_are_old_or_forgotten(
    company: Company, set_price: Callable[[int], None], scratch_db: Database
):
    now = 0.0
    book = PriceBook(scratch_db, clock=lambda: now)
    usage = AgentUsage(input_tokens=1_000_000, output_tokens=0, model="gpt-x")

    async def cost() -> int | None:
        return (await book.price(company.tenant_id, usage)).micro_usd

    set_price(7)
    assert await cost() == 7
    set_price(8)
    assert await cost() == 7
    now += KEEP_S
    assert await cost() == 8
    set_price(9)
    book.forget(company.tenant_id)
    assert await cost() == 9


async def test_many_turns_at_once_read_the_prices_once(
    company: Company, set_price: Callable[[int], None], scratch_db: Database,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    set_price(7)
    read = queries.list_prices_in_force
    calls = []
    monkeypatch.setattr(queries, "list_prices_in_force", lambda *of: calls.append(1) or read(*of))
    book = PriceBook(scratch_db)

    found = await asyncio.gather(*(book.price(company.tenant_id, USAGE) for _ in range(50)))

    assert len(set(found)) == len(calls) == 1


async def test_old_prices_serve_while_the_database_is_away(
    company: Company, set_price: Callable[[int], None], scratch_db: Database,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    now = 0.0
    set_price(1_000_000)
    book = PriceBook(scratch_db, clock=lambda: now)
    before = await book.price(company.tenant_id, USAGE)

    async def away(*_: object) -> list[ModelPrice]:
        raise psycopg.OperationalError

    monkeypatch.setattr(queries, "list_prices_in_force", away)
    now += KEEP_S

    assert await book.price(company.tenant_id, USAGE) == before
    with pytest.raises(psycopg.OperationalError):
        await PriceBook(scratch_db).price(company.tenant_id, USAGE)


async def test_a_tenant_reads_its_own_prices_and_the_platforms_only(
    company: Company, found_company: Callable[..., Company], set_price: Callable[..., None],
    scratch_db: Database,
):  # fmt: skip
    other = found_company()
    set_price(1)
    set_price(2, other.tenant_id)
    company.owner.execute(
        "insert into dom360.default_model_prices values ('gpt-y', '2026-01-01', 3, 0, 0)"
        " on conflict do nothing"
    )

    found = await queries.list_prices_in_force(scratch_db, company.tenant_id)

    assert {(p.slug, p.model, p.input) for p in found} == {
        (company.slug, "gpt-x", 1),
        (None, "gpt-y", 3),
    }
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with scratch_db.tenant_tx(company.tenant_id) as tx:
            await tx.value(b"select 1 from dom360.default_model_prices")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with scratch_db.tenant_tx(company.tenant_id) as tx:
            await queries.set_price(tx, price(None, MARCH, 0), company.tenant_id)


async def test_the_price_is_frozen_on_the_answer(
    client: Client, tenant: TenantWorld, fake_agent: FakeAgent, database: ScratchDatabase
):
    database.rows(
        "insert into dom360.model_prices values (%s, %s, '2026-01-01', 0, 1000000000, 0)",
        tenant.tenant_id,
        MODEL,
    )
    answer = await client.chat("um", request_id="frozen")
    database.rows(
        "update dom360.model_prices set output = 1 where tenant_id = %s", tenant.tenant_id
    )
    again = await client.chat("um", request_id="frozen")

    cost = answer.json["usage"]["output_tokens"] * 1000
    assert answer.json["usage"]["cost_micro_usd"] == cost
    assert again.raw == answer.raw
    assert database.rows(
        "select cost_micro_usd, price_source from dom360.messages"
        " where tenant_id = %s and role = 'assistant'",
        tenant.tenant_id,
    ) == [(cost, "tenant 2026-01-01T00:00:00Z")]


async def test_an_unknown_model_costs_nothing_known_and_is_counted(
    client: Client, fake_agent: FakeAgent, database: ScratchDatabase, tenant: TenantWorld
):
    answer = await client.chat("Olá")
    listed = await client.get("/api/dashboard/consumption")

    unpriced = answer.json["usage"]["cost_micro_usd"] is None
    assert unpriced, "the fake agent's model has no published price"
    assert listed.json["totals"]["unpriced_answers"] == 1
    assert listed.json["totals"]["cost_micro_usd"] == 0


async def test_yesterdays_code_can_still_finish_a_turn(company: Company, scratch: ScratchDatabase):
    with psycopg.connect(scratch.app_url, autocommit=True) as app:
        begun = app.execute(
            "select turn_id from dom360.begin_turn(%s, 'old', %s, %s, 'SDR', null,"
            " '+5511912345678', 'Ana', 'Olá', 5000, 0)",
            [company.tenant_id, b"\1" * 32, company.inbox_id],
        ).fetchone()
        assert begun
        finished = app.execute(
            "select cost_micro_usd from finish_turn(%s, %s, 1, 'Oi', 'public', 'm', 10, 2, 1, 12,"
            " 5, 7, '[]', '[]', null)",
            [company.tenant_id, begun[0]],
        ).fetchone()

    assert finished == (5,)
    assert list(company.days("messages answers conversations").values()) == [(2, 1, 1)]
