"""`dom360 agent …`: a company's agents, how they talk and which model they think with."""

import sys
from typing import Literal
from uuid import UUID

from cyclopts import App

from dom360.agent_profiles import actions, queries
from dom360.agent_profiles.models import Provider
from dom360.agent_profiles.schemas import AgentList, AgentPatch, AgentView, NewAgent
from dom360.cli.common import (
    Json,
    find_company,
    judge,
    read,
    read_changes,
    run,
    run_in,
    show,
    show_all,
)
from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.settings import get_settings
from dom360.web.ssrf import Guard

app = App(name="agent")

_SECRETS = frozenset({"api_key"})


@app.command(name="list")
def list_(tenant: str, *, archived: bool = False, as_json: Json = False) -> None:
    """Say which agents a company has; archived ones on demand."""

    async def work(db: Database) -> AgentList:
        found = await find_company(db, tenant)
        async with db.tenant_tx(found.id) as tx:
            agents = await queries.list_agents(tx, archived=archived)
        return AgentList(items=[actions.view(agent) for agent in agents])

    answer = run(work)
    show_all(answer, map(_line, answer.items), as_json=as_json)


@app.command
def create(
    tenant: str,
    *,
    name: str,
    agent_type: Literal["SDR", "COPILOT"] = "SDR",
    provider: Provider | None = None,
    model: str | None = None,
    base_url: str | None = None,
    with_key: bool = False,
    as_json: Json = False,
) -> None:
    """Make an agent. Without a provider it thinks with the platform's model.

    Parameters
    ----------
    with_key:
        Read the provider's key from standard input.
    """
    key = sys.stdin.readline().strip() if with_key else None
    new = read(NewAgent, name=name, agent_type=agent_type, provider=provider, model=model,
               base_url=base_url, api_key=key)  # fmt: skip

    async def work(db: Database) -> AgentView:
        found = await find_company(db, tenant)
        settings = get_settings()
        vault = Vault(db, settings.keyring())
        return await actions.create(db, vault, Guard(settings.private_destinations), found.id, new)

    agent = run(work)
    show(agent, _line(agent), as_json=as_json)


@app.command
def edit(tenant: str, agent_id: UUID, *changes: str, as_json: Json = False) -> None:
    """Change an agent, all of it or none: name=value, where the value is JSON or plain text.

    The provider's key is read from standard input: name api_key without a value.

    Examples:

      dom360 agent edit acme 0198f0c2-… tone=friendly temperature=0.2 locale=null
      dom360 agent edit acme 0198f0c2-… provider=openai model=gpt-5 api_key < key.txt
    """
    patch = judge(AgentPatch, read_changes(changes, secrets=_SECRETS))

    async def work(db: Database) -> AgentView:
        found = await find_company(db, tenant)
        settings = get_settings()
        vault = Vault(db, settings.keyring())
        guard = Guard(settings.private_destinations)
        return await actions.change(db, vault, guard, found.id, agent_id, patch)

    agent = run(work)
    show(agent, _line(agent), as_json=as_json)


@app.command
def set_default(tenant: str, agent_id: UUID, *, as_json: Json = False) -> None:
    """Let an agent answer in every inbox that names none of its type."""

    agent = run_in(tenant, lambda tx: actions.make_default(tx, agent_id))
    show(agent, _line(agent), as_json=as_json)


@app.command
def archive(tenant: str, agent_id: UUID, *, as_json: Json = False) -> None:
    """Let an agent answer no more; the inboxes that name it get the default."""

    agent = run_in(tenant, lambda tx: actions.archive(tx, agent_id))
    show(agent, _line(agent), as_json=as_json)


@app.command
def restore(tenant: str, agent_id: UUID, *, as_json: Json = False) -> None:
    """Let an archived agent be chosen again."""

    agent = run_in(tenant, lambda tx: actions.restore(tx, agent_id))
    show(agent, _line(agent), as_json=as_json)


def _line(agent: AgentView) -> str:
    own = f"{agent.provider} {agent.model or ''}".strip() if agent.provider else None
    default = ", default" if agent.is_default else ""
    archived = ", archived" if agent.archived_at else ""
    model = own or "the platform's model"
    return f"{agent.id}: {agent.name}, {agent.agent_type}, {model}{default}{archived}"
