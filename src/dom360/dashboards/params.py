"""What a dashboard may be asked, as parameters of its address."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from dom360.conversations.schemas import AgentType
from dom360.dashboards import queries
from dom360.dashboards.models import Question
from dom360.dashboards.periods import Granularity, Preset, span
from dom360.dashboards.reading import DashTx
from dom360.web.deps import AppSettings

_MANY = 100
_Name = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True)
class _Days:
    first_day: date | None
    last_day: date | None
    preset: Preset | None
    granularity: Granularity | None


async def _days(
    first_day: Annotated[date | None, Query(description="Included; of the tenant's days.")] = None,
    last_day: Annotated[date | None, Query(description="Included. Without it: today.")] = None,
    preset: Annotated[Preset | None, Query(description="Instead of the days.")] = None,
    granularity: Annotated[
        Granularity | None,
        Query(description="Of series. Without it: day up to 62 days, week up to 400, then month."),
    ] = None,
) -> _Days:
    return _Days(first_day, last_day, preset, granularity)


async def _question(
    tx: DashTx,
    settings: AppSettings,
    days: Annotated[_Days, Depends(_days)],
    inbox_id: Annotated[tuple[UUID, ...], Query(max_length=_MANY)] = (),
    agent_type: Annotated[tuple[AgentType, ...], Query(max_length=2)] = (),
    model: Annotated[
        tuple[_Name, ...],
        Query(max_length=_MANY, description="Leaves out what no model did: questions, errors."),
    ] = (),
    source: Annotated[
        tuple[_Name, ...], Query(max_length=_MANY, description="Of leads; for the funnel only.")
    ] = (),
    compare: Annotated[
        bool, Query(description="With as many days before the period as it has.")
    ] = False,
) -> Question:
    clock = await queries.get_clock(tx)
    return Question(
        span=span(clock.today, **vars(days)),
        clock=clock,
        inbox_ids=inbox_id,
        agent_types=agent_type,
        models=tuple(_storable(one) for one in model),
        sources=tuple(_storable(one) for one in source),
        compare=compare,
        brl_per_usd=settings.brl_per_usd,
        source="primary",
    )


def _storable(text: str) -> str:
    """PostgreSQL cannot even be asked for NUL; nothing has it, so nothing is found."""
    return text.replace("\x00", "\ufffd")


Asked = Annotated[Question, Depends(_question)]
