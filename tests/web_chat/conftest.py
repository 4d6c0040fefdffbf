"""A company's web chat, and the pages and browsers that use it."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from dom360.protocol.sse import SseEvent, SseParser
from tests.doubles.fake_agent import FakeAgent
from tests.support.world import Answer, Client, TenantWorld

ORIGIN = "https://www.example.com"
PHONE = "+5511987654321"
ClientOf = Callable[[TenantWorld | None], Client]


@dataclass
class Page:
    """A page of the company's site in one browser. `client` belongs to the company, so that a
    stranger's canary in an answer is noticed; its own key is never sent."""

    client: Client
    key: str
    origin: str | None = ORIGIN
    token: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    async def call(self, method: str, path: str, **options: Any) -> Answer:
        headers = {
            **({"Origin": self.origin} if self.origin else {}),
            **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            **self.headers,
            **options.pop("headers", {}),
        }
        return await self.client.call(
            method, f"/api/web-chat/{self.key}{path}", headers=headers, **options
        )

    async def begin(self, name: str = "Ana", phone: str = PHONE) -> Answer:
        answer = await self.call("POST", "/visitors", json={"name": name, "phone": phone})
        if answer.status == 201:
            self.token = answer.json["token"]
        return answer

    async def say(self, message: str = "Olá", request_id: str | None = None) -> Answer:
        body = {"message": message, "request_id": request_id or secrets.token_hex(8)}
        return await self.call("POST", "/messages", json=body)

    async def stream(self, message: str, request_id: str) -> list[SseEvent]:
        answer = await self.call(
            "POST",
            "/messages",
            json={"message": message, "request_id": request_id},
            headers={"Accept": "text/event-stream"},
        )
        assert answer.status == 200, answer.raw
        return SseParser().feed(answer.raw)

    async def thread(self, after: str = "") -> dict[str, Any]:
        answer = await self.call("GET", f"/thread?after={after}")
        assert answer.status == 200, answer.raw
        return dict(answer.json)

    async def said(self) -> list[tuple[str, str]]:
        return [(one["role"], one["content"]) for one in (await self.thread())["messages"]]


def data(event: SseEvent) -> dict[str, Any]:
    return dict(json.loads(event.data))


async def switch_on(client_of: ClientOf, world: TenantWorld, **fields: Any) -> Page:
    admin = client_of(world)
    assert (await admin.sign_in(world.admin_email)).status == 200
    body = {"enabled": True, "allowed_origins": [ORIGIN], **fields}
    path = f"/api/inboxes/{world.inbox_id}/web-chat"
    answer = await admin.call("PATCH", path, json=body)
    assert answer.status == 200, answer.raw
    browser = client_of(world)
    browser.headers.clear()
    return Page(browser, answer.json["public_key"])


@pytest.fixture
async def page(client_of: ClientOf, tenant: TenantWorld, fake_agent: FakeAgent) -> Page:
    return await switch_on(client_of, tenant)


@pytest.fixture
async def other_page(client_of: ClientOf, other: TenantWorld) -> Page:
    return await switch_on(client_of, other)


@pytest.fixture
def another_browser(page: Page) -> Callable[[], Page]:
    return lambda: Page(page.client, page.key)


@pytest.fixture
async def admin(client_of: ClientOf, tenant: TenantWorld) -> Client:
    signed_in = client_of(tenant)
    assert (await signed_in.sign_in(tenant.admin_email)).status == 200
    return signed_in
