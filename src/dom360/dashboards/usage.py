"""How many tokens went where."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dom360.dashboards import queries
from dom360.dashboards.models import Counted, Question, TopConversation
from dom360.dashboards.parts import by_bucket, grouped, head, total
from dom360.dashboards.periods import Bucket, Span
from dom360.dashboards.schemas import Tokens, TokensOf, TopConversationView, UsageDashboard
from dom360.db.database import Tx


async def dashboard(tx: Tx, asked: Question) -> UsageDashboard:
    today = asked.clock.today
    buckets = asked.span.buckets(today)
    rows = await queries.list_counted(tx, asked, asked.span)
    before = await _before(tx, asked)
    names = {str(inbox.id): inbox.name for inbox in await queries.list_inboxes(tx)}
    return UsageDashboard(
        **await head(tx, asked),
        totals=tokens(rows),
        previous_totals=None if before is None else tokens(before),
        series=[tokens(some) for some in by_bucket(rows, buckets)],
        previous_series=_previous_series(asked.span, before, asked),
        by_inbox=_split(rows, before, buckets, lambda row: str(row.inbox_id), names),
        by_agent_type=_split(rows, before, buckets, lambda row: row.agent_type),
        by_model=_split(
            [row for row in rows if row.model],
            None if before is None else [row for row in before if row.model],
            buckets,
            lambda row: row.model,
        ),
        top_conversations=top(await queries.list_top(tx, asked, by="tokens")),
    )


def tokens(rows: Iterable[Counted]) -> Tokens:
    kept = list(rows)
    return Tokens(**{name: total(kept, name) for name in Tokens.model_fields})


def top(found: Iterable[TopConversation]) -> list[TopConversationView]:
    return [TopConversationView(**vars(one)) for one in found]


async def _before(tx: Tx, asked: Question) -> list[Counted] | None:
    return await queries.list_counted(tx, asked, asked.span.before()) if asked.compare else None


def _previous_series(
    span: Span, before: list[Counted] | None, asked: Question
) -> list[Tokens] | None:
    if before is None:
        return None
    buckets = span.before().buckets(asked.clock.today)
    return [tokens(some) for some in by_bucket(before, buckets)]


def _split(
    rows: Sequence[Counted],
    before: Sequence[Counted] | None,
    buckets: Sequence[Bucket],
    key: Callable[[Counted], str],
    names: dict[str, str] | None = None,
) -> list[TokensOf]:
    """The largest part first."""
    earlier: dict[Any, list[Counted]] | None = None if before is None else grouped(before, key)
    parts = [
        TokensOf(
            key=part,
            name=(names or {}).get(part, part),
            series=[total(some, "total_tokens") for some in by_bucket(kept, buckets)],
            previous_total_tokens=None
            if earlier is None
            else total(earlier.get(part, []), "total_tokens"),
            **tokens(kept).model_dump(),
        )
        for part, kept in grouped(rows, key).items()
    ]
    return sorted(parts, key=lambda part: (-part.total_tokens, part.name))
