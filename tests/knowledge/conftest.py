from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.kit.keyring import Keyring
from dom360.knowledge.embedding import Embedders
from dom360.knowledge.extraction.limits import Limits
from dom360.knowledge.ingest import Ingester, IngestSettings
from dom360.knowledge.jobs import ingest_waiting
from dom360.knowledge.search import KnowledgeBase
from dom360.llm.embedding_service import EmbeddingService, Patience
from dom360.llm.embeddings import BuiltInEmbedder
from dom360.web.ssrf import Guard
from tests.agent_tools.conftest import sdr, start_turn
from tests.support.services import TEST_KEYS
from tests.support.world import Answer, Client

__all__ = ["sdr", "start_turn"]

Document = dict[str, Any]
Learn = Callable[..., Awaitable[Document]]
# The doubles live on this machine.
HERE = ["localhost", "127.0.0.0/8"]

PRICES = """# Planos

Nossos planos são mensais e sem fidelidade.

## Preços

O plano Essencial custa R$ 89,90 por mês e inclui duas consultas.

## Cancelamento

Para cancelar basta avisar a recepção com trinta dias de antecedência.
"""


@pytest.fixture(scope="session")
async def embedders(db: Database) -> AsyncIterator[Embedders]:
    built_in = BuiltInEmbedder()
    async with EmbeddingService(Guard(HERE)) as service:
        vault = Vault(db, Keyring.parse(TEST_KEYS))
        yield Embedders(built_in, service, vault, Patience(tries=2, timeout_s=10))
    built_in.close()


@pytest.fixture(scope="session")
def knowledge(embedders: Embedders) -> KnowledgeBase:
    return KnowledgeBase(embedders)


@pytest.fixture(scope="session")
def ingester(db: Database, embedders: Embedders) -> Ingester:
    """What a worker does, in this process."""
    settings = IngestSettings(
        max_bytes=1024**2, lease_s=30, retry_s=0.01, limits=Limits(cpu_s=10, wall_s=15)
    )
    return Ingester(db, embedders, Guard(HERE), settings)


async def upload(
    client: Client, name: str, content: bytes | str, media_type: str = "application/octet-stream"
) -> Answer:
    raw = content.encode() if isinstance(content, str) else content
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("file", raw, filename=name, content_type=media_type)
    return await client.call("POST", "/api/knowledge/documents", data=form)


@pytest.fixture
def learn(client: Client, ingester: Ingester) -> Learn:
    """Upload a file and have it read to its end."""

    async def learned(
        name: str = "planos.md", content: bytes | str = PRICES, *, by: Client | None = None
    ) -> Document:
        one = by or client
        answer = await upload(one, name, content)
        assert answer.status in (200, 201), answer.raw
        await ingest_waiting(ingester)
        return await document(one, answer.json["id"])

    return learned


async def document(client: Client, document_id: str) -> Document:
    answer = await client.get(f"/api/knowledge/documents/{document_id}")
    assert answer.status == 200, answer.raw
    found: Document = answer.json
    return found


async def passages(client: Client, document_id: str) -> list[dict[str, Any]]:
    answer = await client.get(f"/api/knowledge/documents/{document_id}/passages?limit=100")
    assert answer.status == 200, answer.raw
    found: list[dict[str, Any]] = answer.json["items"]
    return found


async def ask(client: Client, query: str, **options: Any) -> list[dict[str, Any]]:
    """What a search finds."""
    answer = await client.post("/api/knowledge/search", {"query": query, **options})
    assert answer.status == 200, answer.raw
    hits: list[dict[str, Any]] = answer.json["hits"]
    return hits
