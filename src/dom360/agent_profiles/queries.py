from dataclasses import asdict
from uuid import UUID

from dom360.agent_profiles.errors import AgentNotFound
from dom360.agent_profiles.models import Agent, AgentFields, AgentType
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside

_SQL = load_beside(__file__)


async def list_agents(
    tx: Tx, *, agent_type: AgentType | None = None, archived: bool = False
) -> list[Agent]:
    """SDR before COPILOT, the oldest first, at most 500; archived ones on demand."""
    return await tx.list(
        Agent, _SQL["list_agents"], agent_type=agent_type, archived=archived, agent_id=None
    )


async def get_agent(tx: Tx, agent_id: UUID) -> Agent:
    found = await tx.find(
        Agent, _SQL["list_agents"], agent_type=None, archived=True, agent_id=agent_id
    )
    if found is None:
        raise AgentNotFound
    return found


async def lock_agent(tx: Tx, agent_id: UUID) -> Agent:
    await tx.run(_SQL["lock_agent"], agent_id=agent_id)
    return await get_agent(tx, agent_id)


async def add_agent(tx: Tx, agent_type: AgentType, fields: AgentFields) -> UUID:
    agent_id = await tx.value(_SQL["add_agent"], agent_type=agent_type, **asdict(fields))
    assert isinstance(agent_id, UUID)
    return agent_id


async def update_agent(tx: Tx, agent_id: UUID, fields: AgentFields) -> None:
    await tx.run(_SQL["update_agent"], agent_id=agent_id, **asdict(fields))


async def set_api_key(tx: Tx, agent_id: UUID, stored: str | None, ends_in: str | None) -> None:
    """`stored` is a ciphertext; None forgets the key."""
    await tx.run(_SQL["set_api_key"], agent_id=agent_id, stored=stored, ends_in=ends_in)


async def set_default(tx: Tx, agent_id: UUID, agent_type: AgentType) -> None:
    await tx.run(_SQL["lock_agents_of_type"], agent_type=agent_type)
    await tx.run(_SQL["unset_default"], agent_id=agent_id, agent_type=agent_type)
    await tx.run(_SQL["set_default"], agent_id=agent_id)


async def unset_default(tx: Tx, agent_type: AgentType) -> None:
    """The platform's answers then, where an inbox names no agent."""
    await tx.run(_SQL["unset_default"], agent_id=None, agent_type=agent_type)


async def archive_agent(tx: Tx, agent_id: UUID) -> None:
    await tx.run(_SQL["archive_agent"], agent_id=agent_id)


async def restore_agent(tx: Tx, agent_id: UUID) -> None:
    await tx.run(_SQL["restore_agent"], agent_id=agent_id)


async def set_inbox_agent(
    tx: Tx, inbox_id: UUID, agent_type: AgentType, agent_id: UUID | None
) -> None:
    """One a type; None leaves it to the default."""
    place = {"inbox_id": inbox_id, "agent_type": agent_type, "agent_id": agent_id}
    await tx.run(_SQL["clear_inbox_agent"], **place)
    if agent_id is not None:
        await tx.run(_SQL["set_inbox_agent"], **place)
