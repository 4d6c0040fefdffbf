"""What all four dashboards are made of: their head, sums, and parts of sums."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, TypeVar

from dom360.dashboards import queries
from dom360.dashboards.models import Proof, Question
from dom360.dashboards.periods import Bucket, Span
from dom360.dashboards.schemas import BucketView, Head, Money, PeriodView, Reconciled
from dom360.db.database import Tx

Row = TypeVar("Row")


async def head(tx: Tx, asked: Question) -> dict[str, Any]:
    """The fields of a Head, for its dashboard to add to."""
    before = asked.span.before() if asked.compare else None
    made = Head(
        as_of=asked.clock.as_of,
        timezone=asked.clock.timezone,
        brl_per_usd=None if asked.brl_per_usd is None else str(asked.brl_per_usd),
        period=_period(asked.span),
        previous=_period(before) if before else None,
        buckets=[_bucket(one) for one in asked.span.buckets(asked.clock.today)],
        reconciled=reconciled(await queries.find_proof(tx)),
        source=asked.source,
    )
    return {name: getattr(made, name) for name in Head.model_fields}


def reconciled(proof: Proof | None) -> Reconciled:
    if proof is None:
        return Reconciled(state="never")
    return Reconciled(
        state="equal" if proof.rows_off == 0 else "differs",
        proven_at=proof.proven_at,
        first_day=proof.first_day,
        last_day=proof.last_day,
        days_before=proof.days_before,
        off=proof.off,
    )


def total(rows: Iterable[object], figure: str) -> int:
    return sum(getattr(row, figure) for row in rows)


def grouped(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    """In the order in which the keys first come."""
    made: dict[Any, list[Row]] = {}
    for row in rows:
        made.setdefault(key(row), []).append(row)
    return made


def by_bucket(rows: Iterable[Row], buckets: Sequence[Bucket]) -> list[list[Row]]:
    """The rows of each bucket; nothing where there is none."""
    found: dict[date, list[Row]] = grouped(rows, lambda row: row.key)  # type: ignore[attr-defined]
    return [found.get(bucket.key, []) for bucket in buckets]


def money(micro_usd: int, rate: Decimal | None) -> Money:
    return Money(micro_usd=micro_usd, micro_brl=in_brl(micro_usd, rate))


def in_brl(micro_usd: int, rate: Decimal | None) -> int | None:
    if rate is None:
        return None
    return int((micro_usd * rate).to_integral_value(ROUND_HALF_EVEN))


def money_per(micro_usd: int, count: int, rate: Decimal | None) -> Money | None:
    return money(round(micro_usd / count), rate) if count else None


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None


def _period(span: Span) -> PeriodView:
    return PeriodView(
        first_day=span.first_day, last_day=span.last_day, granularity=span.granularity
    )


def _bucket(bucket: Bucket) -> BucketView:
    return BucketView(**vars(bucket))
