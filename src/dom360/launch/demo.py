"""The demo: a platform administrator and two companies to try the product with."""

import secrets
from dataclasses import dataclass
from importlib import resources
from uuid import UUID

from dom360.access import keys
from dom360.access import queries as people
from dom360.access.models import NewUser
from dom360.access.passwords import hash_password
from dom360.db.database import Database, Tx
from dom360.db.vault import Vault
from dom360.knowledge import actions as knowledge
from dom360.knowledge.embedding import Embedders
from dom360.knowledge.ingest import Ingester, IngestSettings
from dom360.knowledge.jobs import ingest_waiting
from dom360.llm.embedding_service import EmbeddingService
from dom360.llm.embeddings import BuiltInEmbedder
from dom360.tenants import queries as tenants
from dom360.tenants.models import NewTenant
from dom360.web.ssrf import Guard

PLATFORM = NewTenant(slug="platform", name="DOM360", kind="platform")
MASTER_EMAIL = "master@dom360.example"
INBOX = "Site"
DEMO_TENANTS = (
    NewTenant(slug="clinica-vida-plena", name="Clínica Vida Plena"),
    NewTenant(slug="obra-facil", name="ObraFácil Materiais"),
)

# What each of them knows, in folders named after their slugs.
DOCUMENTS = resources.files("dom360.launch") / "demo_documents"
_LARGEST = 1024 * 1024


@dataclass(frozen=True)
class SignIn:
    email: str
    password: str

    def as_json(self) -> dict[str, str]:
        return {"email": self.email, "password": self.password}


@dataclass(frozen=True)
class DemoTenant:
    tenant_id: UUID
    slug: str
    inbox_id: UUID
    api_key: str
    admin: SignIn

    def as_json(self) -> dict[str, object]:
        return {
            "tenant_id": str(self.tenant_id),
            "slug": self.slug,
            "inbox_id": str(self.inbox_id),
            "api_key": self.api_key,
            "admin": self.admin.as_json(),
        }


@dataclass(frozen=True)
class DemoSeed:
    """What was made, with the passwords and keys that are stored nowhere else."""

    master: SignIn
    tenants: tuple[DemoTenant, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "master": self.master.as_json(),
            "tenants": [tenant.as_json() for tenant in self.tenants],
        }


async def seed_demo(app_url: str) -> DemoSeed | None:
    """Make the demo in an empty installation; None where there are companies already."""
    db = Database(app_url)
    try:
        async with db.platform_tx("dom360_admin") as tx:
            if await tenants.has_customers(tx):
                return None
            master = await add_master(tx, MASTER_EMAIL, "Administração da plataforma")
            made = [(new, *await _add_company(tx, new)) for new in DEMO_TENANTS]
        keys = [await _add_key(db, tenant_id) for _, tenant_id, _, _ in made]
        await _teach(db, [(new.slug, tenant_id) for new, tenant_id, _, _ in made])
    finally:
        await db.close()
    return DemoSeed(
        master=master,
        tenants=tuple(
            DemoTenant(tenant_id, new.slug, inbox_id, key, admin)
            for (new, tenant_id, inbox_id, admin), key in zip(made, keys, strict=True)
        ),
    )


async def add_master(tx: Tx, email: str, name: str) -> SignIn:
    """A platform administrator, at home in the platform's own tenant."""
    platform = await tenants.find_by_slug(tx, PLATFORM.slug)
    tenant_id = platform.id if platform else await tenants.add_tenant(tx, PLATFORM)
    return await add_person(tx, NewUser(tenant_id, email, name, "MASTER"))


async def add_person(tx: Tx, new: NewUser) -> SignIn:
    password = secrets.token_urlsafe(12)
    await people.add_user(tx, new, hash_password(password))
    return SignIn(new.email, password)


async def _add_company(tx: Tx, new: NewTenant) -> tuple[UUID, UUID, SignIn]:
    tenant_id = await tenants.add_tenant(tx, new)
    inbox_id = await tenants.add_inbox(tx, tenant_id, INBOX)
    admin = NewUser(tenant_id, f"admin@{new.slug}.example", f"Admin {new.name}", "TENANT_ADMIN")
    return tenant_id, inbox_id, await add_person(tx, admin)


async def _teach(db: Database, companies: list[tuple[str, UUID]]) -> None:
    """Give each company its documents, and read them at once: a first chat finds answers."""
    for slug, tenant_id in companies:
        async with db.tenant_tx(tenant_id) as tx:
            for file in sorted(DOCUMENTS.joinpath(slug).iterdir(), key=lambda one: one.name):
                await knowledge.add_file(tx, file.name, file.read_bytes(), by=None)
    built_in = BuiltInEmbedder()
    async with EmbeddingService(Guard()) as service:
        embedders = Embedders(built_in, service, Vault(db, None))
        await ingest_waiting(Ingester(db, embedders, Guard(), IngestSettings(_LARGEST)))
    built_in.close()


async def _add_key(db: Database, tenant_id: UUID) -> str:
    async with db.tenant_tx(tenant_id) as tx:
        _, key = await keys.create_usual(tx, "Demo")
    return key
