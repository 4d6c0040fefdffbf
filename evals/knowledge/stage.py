"""The real product around a suite: PostgreSQL, one tenant a company, its documents taken in."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from dom360.db import migrations
from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.knowledge import actions as knowledge
from dom360.knowledge.embedding import Embedders
from dom360.knowledge.ingest import Ingester, IngestSettings
from dom360.knowledge.jobs import ingest_waiting
from dom360.knowledge.search import KnowledgeBase
from dom360.launch.postgres import temporary_postgres
from dom360.llm.embedding_service import EmbeddingService
from dom360.llm.embeddings import BuiltInEmbedder
from dom360.protocol import ToolCall
from dom360.settings import Settings
from dom360.tenants import queries as tenants
from dom360.tenants.models import NewTenant
from dom360.web.ssrf import Guard
from evals.knowledge.cases import documents

_LARGEST = 1024**2
# Documents read and companies asked side by side: one a core.
AT_ONCE = 2
# The password of a server that listens on this machine, for as long as the suite runs.
_APP_PASSWORD = "evals"  # noqa: S105


@asynccontextmanager
async def taught(companies: Iterable[str]) -> AsyncIterator[Mapping[str, "CompanyTools"]]:
    """Each company's knowledge base, as its agents reach it."""
    with temporary_postgres(Settings().state_dir) as server:
        app_url = f"postgresql://dom360_app:{_APP_PASSWORD}@127.0.0.1:{server.port}/dom360"
        migrations.migrate(server.superuser_url, app_url)
        db, built_in = Database(app_url), BuiltInEmbedder(threads=AT_ONCE)
        try:
            async with EmbeddingService(Guard()) as service:
                embedders = Embedders(built_in, service, Vault(db, None))
                ids = {company: await _teach(db, company) for company in companies}
                ingester = Ingester(db, embedders, Guard(), IngestSettings(_LARGEST))
                await asyncio.gather(*(ingest_waiting(ingester) for _ in range(AT_ONCE)))
                base = KnowledgeBase(embedders)
                yield {name: CompanyTools(db, base, one) for name, one in ids.items()}
        finally:
            built_in.close()
            await db.close()


async def _teach(db: Database, company: str) -> UUID:
    async with db.platform_tx("dom360_admin") as tx:
        tenant_id = await tenants.add_tenant(tx, NewTenant(slug=company, name=company.title()))
    async with db.tenant_tx(tenant_id) as tx:
        for file in documents(company):
            await knowledge.add_file(tx, file.name, file.read_bytes(), by=None)
    return tenant_id


class CompanyTools:
    """The one tool that reading needs, answered by the search itself instead of over HTTP."""

    def __init__(self, db: Database, base: KnowledgeBase, tenant_id: UUID) -> None:
        self._db, self._base, self._tenant_id = db, base, tenant_id
        self.made: list[ToolCall] = []

    async def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        assert name == "search_knowledge_base"
        query, top_k = arguments["query"], arguments["top_k"]
        found = await self._base(self._db, self._tenant_id, query, top_k=top_k)
        self.last = [one.model_dump(mode="json") for one in found]
        return {"passages": self.last}
