"""A backend of its own to send anything to, and a company in it that has one of everything."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests

from dom360.access.permissions import PERMISSIONS
from dom360.db.database import Database
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.postgres import Cluster, ScratchDatabase
from tests.support.world import PASSWORD, Maker

OPENAPI = Path(__file__).parents[2] / "frontend" / "openapi.json"
# Each of these needs somebody, for whom the next one would be signed out, too.
ENDS_SESSIONS = ("/api/auth/", "/api/people/{user_id}")


@dataclass
class Site:
    """`ids` are what stands for a path's parameters."""

    url: str
    database: ScratchDatabase
    admin_email: str
    master_email: str
    ids: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def cookie_for(self, endpoint: str) -> dict[str, str]:
        """The cookie of somebody who may call it."""
        level = PERMISSIONS[endpoint.partition("?")[0]].level
        if level == "public":
            return {}
        email = self.master_email if level == "master" else self.admin_email
        path = endpoint.partition(" ")[2]
        if path.startswith(ENDS_SESSIONS) or email not in self.cookies:
            self.cookies[email] = self._sign_in(email)
        name, _, value = self.cookies[email].partition("=")
        return {name: value}

    def call(self, endpoint: str, body: Any = None, **options: Any) -> requests.Response:
        method, _, path = endpoint.partition(" ")
        if body is not None:
            options["json"] = body
        with requests.request(
            method,
            self.url + path.format_map(self.ids),
            cookies=self.cookie_for(endpoint),
            timeout=30,
            stream=True,
            **options,
        ) as answer:
            if not answer.headers.get("Content-Type", "").startswith("text/event-stream"):
                _ = answer.content
            return answer

    def _sign_in(self, email: str) -> str:
        body = {"email": email, "password": PASSWORD}
        answer = requests.post(f"{self.url}/api/auth/sign-in", json=body, timeout=20)
        assert answer.status_code == 200, answer.text
        return answer.headers["Set-Cookie"].partition(";")[0]


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    """The OpenAPI document; a test of the house keeps it equal to what is served."""
    loaded: dict[str, Any] = json.loads(OPENAPI.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def schema_database(cluster: Cluster) -> Iterator[ScratchDatabase]:
    with cluster.new_database() as made:
        yield made


@pytest.fixture(scope="session")
def schema_backend(
    schema_database: ScratchDatabase, fake_agent_server: FakeAgent, log_dir: Path
) -> Iterator[services.Service]:
    with services.backend(schema_database, fake_agent_server.url, log_dir) as service:
        yield service


@pytest.fixture
async def site(
    schema_database: ScratchDatabase, schema_backend: services.Service, fake_agent: FakeAgent
) -> Site:
    db = Database(schema_database.app_url, pool_size=2)
    maker = Maker(db)
    world = await maker.tenant()
    colleague = await maker.person(world.tenant_id, "TENANT_USER")
    master = await maker.master()
    await db.close()
    made = Site(schema_backend.url, schema_database, world.admin_email, master)
    made.ids = {
        "tenant_id": str(world.tenant_id),
        "inbox_id": str(world.inbox_id),
        "slug": world.slug,
        "agent_type": "SDR",
        "job_id": "1",
        "user_id": str(
            schema_database.value(
                "select user_id from dom360.sign_in_emails where email = %s", colleague
            )
        ),
    }
    return made
