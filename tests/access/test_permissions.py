"""The permission table against the application that is served: every caller, every endpoint."""

import re
import uuid
from dataclasses import dataclass
from typing import get_args

import aiohttp
import pytest
from fastapi import FastAPI

from dom360.access.guards import Admin, check_permissions, endpoints_of
from dom360.access.models import PLATFORM_SCOPES, USUAL_SCOPES
from dom360.access.permissions import PERMISSIONS, Endpoint, Rule, problems_of
from dom360.access.schemas import Role, Scope, TenantScope
from dom360.backend.app import create_app
from dom360.settings import Settings
from tests.support.services import Service
from tests.support.world import Client, Maker, TenantWorld

REFUSED = (401, 403)
SENDS_A_BODY = ("POST", "PUT", "PATCH")


@dataclass(frozen=True)
class Caller:
    """Somebody of the walk. A MASTER `without_company` has not chosen one."""

    name: str
    role: Role | None = None
    scopes: frozenset[Scope] | None = None
    without_company: bool = False

    def expected(self, rule: Rule) -> tuple[int, ...] | None:
        """The statuses of a refusal; None where they are let in. Written anew, on purpose: the
        table says who, this says what that means."""
        if rule.level == "public":
            return None
        if self.role is None and self.scopes is None:
            return (401,)
        if rule.level in ("capability", "visitor"):
            return (401,)
        if self.scopes is not None:
            return None if rule.scope in self.scopes else (403,)
        if rule.level == "person":
            return None
        if self.role == "MASTER":
            return (409,) if self.without_company and rule.level != "master" else None
        rank = {"VIEWER": 1, "TENANT_USER": 2, "TENANT_ADMIN": 3}[self.role or ""]
        needed = {"reader": 1, "writer": 2, "admin": 3, "master": 4}[rule.level]
        return None if rank >= needed else (403,)


CALLERS = (
    Caller("nobody"),
    Caller("VIEWER", "VIEWER"),
    Caller("TENANT_USER", "TENANT_USER"),
    Caller("TENANT_ADMIN", "TENANT_ADMIN"),
    Caller("MASTER without a company", "MASTER", without_company=True),
    Caller("MASTER in a company", "MASTER"),
    Caller("key as before there were scopes", scopes=USUAL_SCOPES),
    *(Caller(f"key for {scope}", scopes=frozenset({scope})) for scope in get_args(TenantScope)),
    *(
        Caller(f"platform key for {scope}", scopes=frozenset({scope}))
        for scope in sorted(PLATFORM_SCOPES)
    ),
)


class Walk:
    """Calls endpoints as somebody, with nothing that would do anything."""

    def __init__(
        self, http: aiohttp.ClientSession, backend: Service, client: Client, *, sees_all: bool
    ) -> None:
        self._http = http
        self._sees_all = sees_all
        self._url = backend.url
        self._client = client

    @property
    def headers(self) -> dict[str, str]:
        return self._client.headers

    async def call(self, endpoint: str) -> tuple[int, str | None]:
        """The status, and the code of a refusal. A body that is let in is not valid: 422."""
        method, _, path = endpoint.partition(" ")
        path = re.sub(r"{\w+}", str(uuid.uuid4()), path)
        method = "POST" if method == "*" else method
        body = {"no such field": 1} if method in SENDS_A_BODY else None
        async with self._http.request(
            method, self._url + path, json=body, headers=self.headers, allow_redirects=False
        ) as answer:
            if answer.content_type != "text/event-stream" and not self._sees_all:
                self._client.refuse_foreign_canaries(await answer.read())
            if answer.status not in (*REFUSED, 409):
                return answer.status, None
            return answer.status, (await answer.json(content_type=None))["code"]


@pytest.fixture
async def walk_as(http, backend: Service, client_of, make: Maker, tenant: TenantWorld):
    async def begin(caller: Caller) -> Walk:
        client: Client = client_of(tenant)
        of_platform = caller.scopes is not None and caller.scopes <= PLATFORM_SCOPES
        if caller.role is not None:
            email = (
                await make.master()
                if caller.role == "MASTER"
                else await make.person(tenant.tenant_id, caller.role)
            )
            assert (await client.sign_in(email)).status == 200
            if caller.role == "MASTER" and not caller.without_company:
                assert (await client.act_in(tenant.tenant_id)).status == 200
        else:
            client.headers.clear()
        if caller.scopes is not None:
            owner = await make.platform() if of_platform else tenant.tenant_id
            key = await make.key(owner, *caller.scopes, of_platform=of_platform)
            client.headers["Authorization"] = f"Bearer {key}"
        return Walk(http, backend, client, sees_all=of_platform or caller.role == "MASTER")

    return begin


# What ends the walk for who is let in: their session is gone after it.
LAST = ("DELETE /api/auth/session/tenant", "POST /api/auth/sign-out")


@pytest.mark.parametrize("caller", CALLERS, ids=lambda caller: caller.name)
async def test_every_endpoint_lets_in_whom_the_table_names_and_nobody_else(walk_as, caller: Caller):
    walk = await walk_as(caller)
    wrong = []

    for name in sorted(PERMISSIONS, key=lambda one: (one in LAST, one)):
        expected = caller.expected(PERMISSIONS[name])
        status, code = await walk.call(name)
        if expected is None:
            # A sign-in with a wrong body is refused as such, not for who sends it.
            fits = status not in REFUSED and code != "TENANT_NOT_CHOSEN" and status < 500
        else:
            fits = status in expected and bool(code)
        if not fits:
            wrong.append(f"{name}: expected {expected or 'to be let in'}, got {status} {code}")

    assert wrong == []


def test_the_table_and_the_application_name_the_same_endpoints():
    served = endpoints_of(create_app(Settings()))

    assert problems_of(served) == []
    assert {endpoint.name for endpoint in served} == set(PERMISSIONS)
    assert len(served) > 35


def test_an_endpoint_without_a_line_keeps_the_application_from_starting():
    app = FastAPI()
    app.get("/api/new")(lambda: None)

    with pytest.raises(RuntimeError, match="GET /api/new has no line in PERMISSIONS"):
        check_permissions(app)


def test_a_line_without_an_endpoint_is_noticed():
    assert problems_of([], {"GET /api/gone": Rule("reader")}) == [
        "GET /api/gone is in PERMISSIONS and nowhere else"
    ]


def test_a_guard_that_says_something_else_than_the_table_is_noticed():
    app = FastAPI()

    @app.get("/api/things")
    async def things(me: Admin) -> None:
        """Asks for an administrator."""

    served = [one for one in endpoints_of(app) if one.path == "/api/things"]

    assert problems_of(served, {"GET /api/things": Rule("reader")}) == [
        "GET /api/things is for reader by the table and for admin by its guard"
    ]
    assert problems_of(served, {"GET /api/things": Rule("admin")}) == []


def test_what_a_guard_asks_for_is_found_behind_other_dependencies():
    found = {one.name: one.guards for one in endpoints_of(create_app(Settings()))}

    assert found["GET /api/leads"] == {"reader"}
    assert found["POST /api/leads"] == {"writer"}
    assert found["GET /api/admin/tenants"] == {"master"}
    assert Endpoint("GET", "/healthz") in endpoints_of(create_app(Settings()))


@pytest.mark.parametrize("level", ["public", "capability", "visitor", "person"])
def test_a_scope_opens_nothing_that_is_for_people_or_for_all(level):
    with pytest.raises(ValueError, match="no scope"):
        Rule(level, "read")


def test_every_scope_opens_something():
    used = {rule.scope for rule in PERMISSIONS.values() if rule.scope}

    every = set(get_args(TenantScope)) | PLATFORM_SCOPES
    assert every == used
