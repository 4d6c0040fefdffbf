"""Trying an agent's model from the settings, before a contact does."""

from uuid import UUID

from dom360.agent_profiles import queries
from dom360.agent_profiles.models import Agent
from dom360.agent_profiles.schemas import ModelReport
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Database
from dom360.db.vault import MODEL_KEY, NoEncryptionKeys, SecretUnreadable, Vault
from dom360.llm.faults import Reason
from dom360.llm.models import Models
from dom360.llm.spec import ModelSpec
from dom360.llm.trial import Trial, try_model
from dom360.web.agent_client import AgentClient

_HEALTH_S = 10.0


class Trials:
    """`platform_url` is where the platform's agents are: they know the platform's model."""

    def __init__(
        self, db: Database, vault: Vault, models: Models, agents: AgentClient, platform_url: str
    ) -> None:
        self._db = db
        self._vault = vault
        self._models = models
        self._agents = agents
        self._platform_url = platform_url

    async def test(self, tenant_id: UUID, agent_id: UUID) -> ModelReport:
        """Ask it something small. Raises AgentNotFound. No transaction is open meanwhile."""
        async with self._db.tenant_tx(tenant_id) as tx:
            agent = await queries.get_agent(tx, agent_id)
        report = await self._ask(tenant_id, agent)
        async with self._db.tenant_tx(tenant_id) as tx:
            facts = {"ok": report.ok, "code": report.code, "provider": agent.provider}
            subject = Subject("agents", str(agent_id))
            await audit.append(tx, tenant_id, "agent.model_tested", subject, new=facts)
        return report

    async def _ask(self, tenant_id: UUID, agent: Agent) -> ModelReport:
        if agent.provider == "builtin":
            return ModelReport(ok=True, target="builtin")
        if agent.provider is None or agent.model is None:
            return await self._ask_platform()
        try:
            key = await self._key(tenant_id, agent)
        except (SecretUnreadable, NoEncryptionKeys):
            trial = Trial(0, reason=Reason.KEY_UNREADABLE)
        else:
            spec = ModelSpec(agent.provider, agent.model, agent.base_url, key)
            trial = await try_model(self._models, spec)
        return ModelReport(
            ok=trial.reason is None,
            target="own",
            model=trial.model,
            latency_ms=trial.latency_ms,
            code=trial.reason,
            problem=trial.problem,
        )

    async def _ask_platform(self) -> ModelReport:
        found = await self._agents.health(self._platform_url, _HEALTH_S, trusted=True)
        ok = found.status == "ok"
        return ModelReport(
            ok=ok,
            target="platform",
            model=found.model,
            latency_ms=found.latency_ms,
            code=None if ok else found.code or Reason.UNAVAILABLE,
            problem=None if ok else found.problem or "The platform's model is in trouble.",
        )

    async def _key(self, tenant_id: UUID, agent: Agent) -> str | None:
        stored = agent.api_key_encrypted
        return await self._vault.open(tenant_id, MODEL_KEY, stored) if stored else None
