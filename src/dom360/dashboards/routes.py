"""The four dashboards, as JSON and as CSV."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from dom360.dashboards import cost, csv_export, funnel, performance, usage
from dom360.dashboards.models import Question
from dom360.dashboards.params import Asked
from dom360.dashboards.reading import DashTx
from dom360.dashboards.schemas import (
    CostDashboard,
    FunnelDashboard,
    Head,
    PerformanceDashboard,
    UsageDashboard,
)
from dom360.db.database import Tx

router = APIRouter(prefix="/api/dashboard", tags=["dashboard"])

Name = Literal["usage", "cost", "performance", "funnel"]
DASHBOARDS: dict[Name, Callable[[Tx, Question], Awaitable[Head]]] = {
    "usage": usage.dashboard,
    "cost": cost.dashboard,
    "performance": performance.dashboard,
    "funnel": funnel.dashboard,
}


@router.get("/usage", operation_id="get_usage_dashboard")
async def get_usage(tx: DashTx, asked: Asked) -> UsageDashboard:
    """Tokens by bucket, inbox, agent type and model, and the largest conversations."""
    return await usage.dashboard(tx, asked)


@router.get("/cost", operation_id="get_cost_dashboard")
async def get_cost(tx: DashTx, asked: Asked) -> CostDashboard:
    """What the answers, a conversation, a qualified lead and a meeting cost, and a forecast."""
    return await cost.dashboard(tx, asked)


@router.get("/performance", operation_id="get_performance_dashboard")
async def get_performance(tx: DashTx, asked: Asked) -> PerformanceDashboard:
    """Latency of agent and platform, first words, errors, repairs, handovers, knowledge."""
    return await performance.dashboard(tx, asked)


@router.get("/funnel", operation_id="get_funnel_dashboard")
async def get_funnel(tx: DashTx, asked: Asked) -> FunnelDashboard:
    """How far the period's new leads came, how long it took, and where they were lost."""
    return await funnel.dashboard(tx, asked)


@router.get(
    "/{name}/export.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    operation_id="export_dashboard",
)
async def export(
    name: Name,
    tx: DashTx,
    asked: Asked,
    table: Annotated[
        str, Query(max_length=40, description="The field of the dashboard's answer.")
    ] = "series",
    delimiter: Literal["comma", "semicolon"] = "comma",
) -> Response:
    """One table of a dashboard. What could be a formula has an apostrophe in front."""
    dashboard = await DASHBOARDS[name](tx, asked)
    text = csv_export.write(dashboard, table, delimiter="," if delimiter == "comma" else ";")
    return Response(
        text,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{dashboard.period.first_day}'
                 f'-{dashboard.period.last_day}.csv"'},
    )  # fmt: skip
