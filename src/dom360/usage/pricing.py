"""What an answer costs: one's own price, else the platform's, else the published one.

Published prices come from the package genai-prices, which collects the providers' own; the lock
file pins which collection. A model without a price (None) is not the same as a free one.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from uuid import UUID

import psycopg

from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.protocol import AgentUsage
from dom360.usage import queries
from dom360.usage.models import ModelPrice, Price

# Our own policy runs on our own processor; no provider is paid.
BUILT_IN_MODELS = "dom360-"
MILLION = 1_000_000
# How long a changed price may go unnoticed by a process that did not change it.
KEEP_S = 15.0
_MOST_TENANTS = 10_000

Prices = Sequence[ModelPrice]


class PriceBook:
    """A process's memory of the prices that were set.

    Read again while the agent is at work, so that no turn waits for it.
    """

    def __init__(self, db: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._db = db
        self._clock = clock
        self._known: dict[UUID, tuple[float, Prices]] = {}
        self._reading: dict[UUID, asyncio.Task[Prices]] = {}

    def prepare(self, tenant_id: UUID) -> None:
        """Begin to read a tenant's prices, if what is known is old. Does not wait."""
        known = self._known.get(tenant_id)
        fresh = known is not None and self._clock() - known[0] < KEEP_S
        if not fresh and tenant_id not in self._reading:
            reading = asyncio.create_task(self._read(tenant_id))
            self._reading[tenant_id] = reading
            reading.add_done_callback(lambda done: self._done(tenant_id, done))

    async def price(self, tenant_id: UUID, usage: AgentUsage) -> Price:
        """At this moment's prices."""
        self.prepare(tenant_id)
        reading, known = self._reading.get(tenant_id), self._known.get(tenant_id)
        if reading is None:
            assert known is not None, "nothing is read only where it is known"
            return price_of(usage, known[1], datetime.now(UTC))
        try:
            prices = await asyncio.shield(reading)
        except (psycopg.Error, Dom360Error):
            if known is None:
                raise
            prices = known[1]
        return price_of(usage, prices, datetime.now(UTC))

    def forget(self, tenant_id: UUID | None = None) -> None:
        """After a change in this process: of one tenant's prices, or of everybody's."""
        for gone in [tenant_id] if tenant_id else list(self._known | self._reading):
            self._known.pop(gone, None)
            self._reading.pop(gone, None)

    async def _read(self, tenant_id: UUID) -> Prices:
        return await queries.list_prices_in_force(self._db, tenant_id)

    def _done(self, tenant_id: UUID, reading: asyncio.Task[Prices]) -> None:
        # Not the one that was forgotten meanwhile: it may have read what is no longer so.
        if self._reading.get(tenant_id) is not reading:
            _ = reading.cancelled() or reading.exception()
            return
        del self._reading[tenant_id]
        # Asking for the error marks it as seen: nobody may have waited.
        if not reading.cancelled() and reading.exception() is None:
            if len(self._known) >= _MOST_TENANTS:
                self._known.clear()
            self._known[tenant_id] = (self._clock(), reading.result())


def price_of(usage: AgentUsage, prices: Prices, at: datetime) -> Price:
    """In millionths of a US dollar, rounded to the nearest."""
    found = _find(prices, usage.model, at)
    if found:
        whose = "platform" if found.slug is None else "tenant"
        source = f"{whose} {found.valid_from.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return Price(_cost(usage, found), source)
    if usage.model.startswith(BUILT_IN_MODELS):
        return Price(0, "built-in")
    cost = _published(
        usage.model, usage.input_tokens, usage.output_tokens, usage.cached_tokens, at.date()
    )
    return Price(cost, None if cost is None else f"genai-prices {version('genai-prices')}")


def load_prices() -> None:
    """Read the price list into memory. Call it in a thread at start-up: it takes half a second."""
    import genai_prices  # noqa: F401


def _find(prices: Prices, model: str, at: datetime) -> ModelPrice | None:
    """The latest that is in force: the tenant's own before the platform's."""
    in_force = [price for price in prices if price.model == model and price.valid_from <= at]
    return max(in_force, key=lambda p: (p.slug is not None, p.valid_from), default=None)


def _cost(usage: AgentUsage, price: ModelPrice) -> int:
    cached = min(usage.cached_tokens, usage.input_tokens)
    times_million = (
        (usage.input_tokens - cached) * price.input
        + cached * price.cached
        + usage.output_tokens * price.output
    )
    return (times_million + MILLION // 2) // MILLION


@lru_cache(maxsize=4096)
def _published(
    model: str, input_tokens: int, output_tokens: int, cached_tokens: int, day: object
) -> int | None:
    """`day` is part of the memory's key only: published prices change by date."""
    import genai_prices

    counts = genai_prices.Usage(
        input_tokens=input_tokens,
        output_tokens=output_tokens,
        cache_read_tokens=min(cached_tokens, input_tokens),
    )
    try:
        price = genai_prices.calc_price(counts, model_ref=model)
    except (LookupError, ValueError):
        return None
    return round(price.total_price * MILLION)
