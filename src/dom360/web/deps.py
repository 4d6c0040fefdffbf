"""What routes ask for. The doors put these objects on `app.state` at start-up."""

from typing import Annotated

from fastapi import Depends, Request

from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.settings import Settings
from dom360.web.agent_client import AgentClient
from dom360.web.ssrf import Guard


async def _db(request: Request) -> Database:
    db: Database = request.app.state.db
    return db


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _vault(request: Request) -> Vault:
    vault: Vault = request.app.state.vault
    return vault


async def _guard(request: Request) -> Guard:
    guard: Guard = request.app.state.guard
    return guard


async def _agents(request: Request) -> AgentClient:
    agents: AgentClient = request.app.state.agents
    return agents


Db = Annotated[Database, Depends(_db)]
AppSettings = Annotated[Settings, Depends(_settings)]
Secrets = Annotated[Vault, Depends(_vault)]
# Judges the addresses that people enter.
Destinations = Annotated[Guard, Depends(_guard)]
Agents = Annotated[AgentClient, Depends(_agents)]
