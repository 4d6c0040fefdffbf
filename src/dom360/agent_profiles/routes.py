"""A company's agents: everybody reads them, administrators make and change them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from dom360.access.guards import Admin, AdminTx, ReaderTx
from dom360.agent_profiles import actions, queries
from dom360.agent_profiles.models import AgentType
from dom360.agent_profiles.schemas import (
    AgentChoice,
    AgentList,
    AgentPatch,
    AgentView,
    ModelReport,
    NewAgent,
)
from dom360.agent_profiles.trial import Trials
from dom360.web.deps import Db, Destinations, Secrets
from dom360.web.rate_limits import Count, spend


async def _trials(request: Request) -> Trials:
    trials: Trials = request.app.state.trials
    return trials


ModelTrials = Annotated[Trials, Depends(_trials)]

router = APIRouter(prefix="/api", tags=["agents"])


@router.get("/agents", operation_id="list_agents")
async def list_agents(
    tx: ReaderTx, agent_type: AgentType | None = None, archived: bool = False
) -> AgentList:
    """`archived` brings the archived ones along."""
    found = await queries.list_agents(tx, agent_type=agent_type, archived=archived)
    return AgentList(items=[actions.view(agent) for agent in found])


@router.post("/agents", status_code=HTTP_201_CREATED, operation_id="create_agent")
async def create_agent(
    body: NewAgent, me: Admin, db: Db, vault: Secrets, guard: Destinations
) -> AgentView:
    assert me.tenant_id is not None
    return await actions.create(db, vault, guard, me.tenant_id, body)


@router.get("/agents/{agent_id}", operation_id="get_agent")
async def get_agent(agent_id: UUID, tx: ReaderTx) -> AgentView:
    return actions.view(await queries.get_agent(tx, agent_id))


@router.patch("/agents/{agent_id}", operation_id="change_agent")
async def change_agent(
    agent_id: UUID, body: AgentPatch, me: Admin, db: Db, vault: Secrets, guard: Destinations
) -> AgentView:
    """All of it is stored, or nothing. From the next turn on."""
    assert me.tenant_id is not None
    return await actions.change(db, vault, guard, me.tenant_id, agent_id, body)


@router.post("/agents/{agent_id}/default", operation_id="make_default_agent")
async def make_default(agent_id: UUID, tx: AdminTx) -> AgentView:
    """Let it answer in every inbox that names no agent of its type."""
    return await actions.make_default(tx, agent_id)


@router.delete(
    "/agents/default/{agent_type}",
    status_code=HTTP_204_NO_CONTENT,
    operation_id="clear_default_agent",
)
async def clear_default(agent_type: AgentType, tx: AdminTx) -> None:
    """Have no default: the platform's agent answers where an inbox names none."""
    await queries.unset_default(tx, agent_type)


@router.post("/agents/{agent_id}/archive", operation_id="archive_agent")
async def archive_agent(agent_id: UUID, tx: AdminTx) -> AgentView:
    """Let it answer no more. Inboxes that name it get the default."""
    return await actions.archive(tx, agent_id)


@router.post("/agents/{agent_id}/restore", operation_id="restore_agent")
async def restore_agent(agent_id: UUID, tx: AdminTx) -> AgentView:
    return await actions.restore(tx, agent_id)


@router.post("/agents/{agent_id}/test-model", operation_id="test_model")
async def test_model(
    agent_id: UUID, me: Admin, request: Request, trials: ModelTrials
) -> ModelReport:
    """Ask its model something small, with the stored key: how long that takes, or why it fails.

    Ten times a minute for a company. It costs what the provider takes for a few words.
    """
    assert me.tenant_id is not None
    await spend(request, Count("model_test", str(me.tenant_id)))
    return await trials.test(me.tenant_id, agent_id)


@router.put("/inboxes/{inbox_id}/agents/{agent_type}", operation_id="assign_agent")
async def assign_agent(
    inbox_id: UUID, agent_type: AgentType, body: AgentChoice, tx: AdminTx
) -> AgentView:
    """Let an agent answer in this inbox, instead of the default of its type."""
    return await actions.assign(tx, inbox_id, agent_type, body.agent_id)


@router.delete(
    "/inboxes/{inbox_id}/agents/{agent_type}",
    status_code=HTTP_204_NO_CONTENT,
    operation_id="unassign_agent",
)
async def unassign_agent(inbox_id: UUID, agent_type: AgentType, tx: AdminTx) -> None:
    """Leave this inbox to the default agent."""
    await actions.unassign(tx, inbox_id, agent_type)
