"""Whether this service lives, and whether it can work."""

from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Request

from dom360 import __version__
from dom360.db.named_queries import load_queries
from dom360.errors import Unavailable
from dom360.kit.schema import View
from dom360.web.agent_client import AgentClient
from dom360.web.deps import AppSettings, Db

router = APIRouter(tags=["health"])

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "session.sql")
_AGENT_WAIT_S = 2.0


class Alive(View):
    status: Literal["ok"] = "ok"
    version: str = __version__


class Health(View):
    """`degraded`: chat calls fail at present, but messages are stored and pages work."""

    status: Literal["ok", "degraded"]
    version: str
    database: Literal["ok"]
    agent: Literal["ok", "degraded", "error", "unreachable"]


@router.get("/healthz", operation_id="healthz")
async def healthz() -> Alive:
    """The process lives. Asks nobody else."""
    return Alive()


@router.get("/readyz", operation_id="readyz")
async def readyz(db: Db) -> Alive:
    """The process can serve: the database answers. 503 otherwise."""
    async with db.platform_tx("dom360_app") as tx:
        if await tx.value(_SQL["ping"]) != 1:
            raise Unavailable
    return Alive()


@router.get("/api/health", operation_id="health")
async def health(request: Request, db: Db, settings: AppSettings) -> Health:
    """The state of the parts: this service, its database, the platform's agents."""
    await readyz(db)
    agents: AgentClient = request.app.state.agents
    agent = await agents.health(settings.platform_agent_url, _AGENT_WAIT_S, trusted=True)
    return Health(
        status="ok" if agent.status == "ok" else "degraded",
        version=__version__,
        database="ok",
        agent=agent.status,
    )
