"""Tenants to test with. Everything a tenant owns carries its canary: a string that no other
tenant's answer may ever contain.
"""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import aiohttp
from yarl import URL

from dom360.access import keys
from dom360.access import queries as people
from dom360.access.models import NewKey, NewUser
from dom360.access.passwords import hash_password
from dom360.access.schemas import Role, Scope
from dom360.db.database import Database
from dom360.tenants import queries as tenants
from dom360.tenants.models import NewTenant

PASSWORD = "correct horse battery staple"
_PASSWORD_HASH = hash_password(PASSWORD)


@dataclass(frozen=True)
class TenantWorld:
    """One company with an inbox, a key and an administrator."""

    tenant_id: UUID
    slug: str
    inbox_id: UUID
    api_key: str
    admin_email: str
    canary: str


class Maker:
    """Makes what a test needs, through the product's own actions."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.made: list[TenantWorld] = []

    async def tenant(self) -> TenantWorld:
        canary = f"canary-{secrets.token_hex(6)}"
        slug = f"t-{secrets.token_hex(6)}"
        async with self._db.platform_tx("dom360_admin") as tx:
            tenant_id = await tenants.add_tenant(tx, NewTenant(slug, f"Empresa {canary}"))
            inbox_id = await tenants.add_inbox(tx, tenant_id, f"Caixa {canary}")
        email = await self.person(tenant_id, "TENANT_ADMIN")
        async with self._db.tenant_tx(tenant_id) as tx:
            _, key = await keys.create_usual(tx, f"Chave {canary}")
        world = TenantWorld(tenant_id, slug, inbox_id, key, email, canary)
        self.made.append(world)
        return world

    async def person(self, tenant_id: UUID, role: Role) -> str:
        """Somebody who signs in with PASSWORD. Returns the address."""
        email = f"{role.lower()}-{secrets.token_hex(6)}@example.com"
        async with self._db.platform_tx("dom360_admin") as tx:
            new = NewUser(tenant_id, email, "Pessoa", role)
            await people.add_user(tx, new, _PASSWORD_HASH)
        return email

    async def key(self, tenant_id: UUID, *scopes: Scope, of_platform: bool = False) -> str:
        async with self._db.tenant_tx(tenant_id) as tx:
            new = NewKey("Chave", frozenset(scopes))
            _, key = await keys.create(tx, new, of_platform=of_platform)
        return key

    async def platform(self) -> UUID:
        """The platform's own tenant."""
        async with self._db.platform_tx("dom360_admin") as tx:
            found = await tenants.find_by_slug(tx, "platform")
            if found:
                return found.id
            return await tenants.add_tenant(tx, NewTenant("platform", "DOM360", "platform"))

    async def master(self) -> str:
        return await self.person(await self.platform(), "MASTER")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    raw: bytes
    json: Any

    @property
    def code(self) -> str:
        """The stable code of a problem."""
        assert self.headers["Content-Type"] == "application/problem+json", self.raw
        return str(self.json["code"])


class Client:
    """Calls the API for one tenant, and fails on any other tenant's canary in an answer."""

    def __init__(
        self, http: aiohttp.ClientSession, url: str, maker: Maker, world: TenantWorld | None
    ) -> None:
        self._http = http
        self._url = url
        self._maker = maker
        self.world = world
        self.headers: dict[str, str] = {}
        if world:
            self.headers["Authorization"] = f"Bearer {world.api_key}"

    @property
    def origin(self) -> str:
        """What a page of our own sends as its Origin."""
        return self._url

    async def call(
        self, method: str, path: str, *, sees_all: bool = False, **options: Any
    ) -> Answer:
        """`path` is sent as it stands, percent signs and all."""
        headers = {**self.headers, **options.pop("headers", {})}
        async with self._http.request(
            method,
            URL(self._url + path, encoded=True),
            headers=headers,
            allow_redirects=False,
            **options,
        ) as response:
            raw = await response.read()
            if not sees_all:
                self.refuse_foreign_canaries(raw)
            is_json = response.content_type in ("application/json", "application/problem+json")
            return Answer(
                response.status,
                dict(response.headers),
                raw,
                await response.json(content_type=None) if is_json else None,
            )

    async def get(self, path: str, **options: Any) -> Answer:
        return await self.call("GET", path, **options)

    async def post(self, path: str, body: object, **options: Any) -> Answer:
        return await self.call("POST", path, json=body, **options)

    async def chat(self, message: str = "Olá", **fields: Any) -> Answer:
        return await self.post("/api/chat", self.turn(message, **fields))

    def turn(self, message: str = "Olá", **fields: Any) -> dict[str, Any]:
        """The body of a chat call of this tenant's contact. None leaves a field out."""
        assert self.world, "only a tenant's client chats"
        body = {
            "inbox_id": str(self.world.inbox_id),
            "message": message,
            "sender_phone": "+5511987654321",
            "sender_name": f"Ana {self.world.canary}",
            **fields,
        }
        return {name: value for name, value in body.items() if value is not None}

    async def stream(self, message: str = "Olá", **fields: Any) -> Answer:
        return await self.call(
            "POST",
            "/api/chat",
            json=self.turn(message, **fields),
            headers={"Accept": "text/event-stream"},
        )

    async def sign_in(self, email: str, password: str = PASSWORD) -> Answer:
        """Sign in and go on with the cookie instead of the key."""
        self.headers.clear()
        answer = await self.post("/api/auth/sign-in", {"email": email, "password": password})
        if answer.status == 200:
            self.headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]
        return answer

    async def act_in(self, tenant_id: UUID, **fields: Any) -> Answer:
        """Work in a company, as a MASTER must before anything there."""
        body = {"tenant_id": str(tenant_id), "reason": "Chamado 4711", **fields}
        return await self.call("PUT", "/api/auth/session/tenant", json=body)

    def refuse_foreign_canaries(self, raw: bytes) -> None:
        """Of whatever was answered to this client, also in a stream that others read for it."""
        for other in self._maker.made:
            mine = self.world is not None and other.tenant_id == self.world.tenant_id
            assert mine or other.canary.encode() not in raw, "another tenant's canary leaked"
