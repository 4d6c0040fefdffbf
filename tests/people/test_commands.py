"""`dom360 user` and `dom360 key` as an operator types them."""

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from cyclopts import App

from dom360.cli import key, user
from dom360.errors import Conflict, Invalid, NotFound
from dom360.settings import get_settings
from tests.people.conftest import token_of
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import PASSWORD, Client, TenantWorld

NEW = "sete rios sem ponte"


@dataclass(frozen=True)
class Said:
    code: int
    out: str

    @property
    def json(self):
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
async def dom360(
    database: ScratchDatabase, monkeypatch: pytest.MonkeyPatch, capsys
) -> Iterator[Run]:
    """The command in this process, in a thread of its own: it brings its own loop."""
    import asyncio

    monkeypatch.setenv("DATABASE_URL", database.owner_url)
    monkeypatch.setenv("DATABASE_APP_URL", database.app_url)
    monkeypatch.setenv("DOM360_PUBLIC_URL", "https://app.example.com")
    get_settings.cache_clear()

    def run(group: App, *arguments: str) -> int:
        try:
            group(list(arguments))
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    async def run_aside(group: App, *arguments: str) -> Said:
        capsys.readouterr()
        code = await asyncio.to_thread(run, group, *arguments)
        return Said(code, capsys.readouterr().out)

    yield run_aside
    get_settings.cache_clear()


async def test_people_are_listed_invited_kept_out_and_let_in(
    dom360: Run, tenant: TenantWorld, client_of
):
    email = f"{secrets.token_hex(5)}@example.com"
    invited = await dom360(
        user.app, "invite", email, "--tenant", tenant.slug, "--name", "Bia", "--json"
    )
    link = invited.json["link"]
    assert link.startswith("https://app.example.com/accept-invitation#i_")
    client: Client = client_of(tenant)
    client.headers.clear()
    body = {"token": token_of(link), "name": "Bia", "password": PASSWORD}
    assert (await client.post("/api/auth/invitation/accept", body)).status == 201

    listed = (await dom360(user.app, "list", tenant.slug, "--json")).json
    assert {one["email"]: one["role"] for one in listed} == {
        tenant.admin_email: "TENANT_ADMIN",
        email: "TENANT_USER",
    }
    assert (await dom360(user.app, "disable", email, "--json")).json["done"] == "disabled"
    assert_problem(await client.sign_in(email), 401, "INVALID_CREDENTIALS")
    assert email in (await dom360(user.app, "enable", email)).out
    assert (await client.sign_in(email)).status == 200
    with pytest.raises(Conflict):
        await dom360(user.app, "disable", tenant.admin_email)


async def test_a_password_and_a_second_factor_are_reset(
    dom360: Run, tenant: TenantWorld, client_of, database: ScratchDatabase
):
    said = await dom360(user.app, "reset-password", tenant.admin_email, "--json")
    client: Client = client_of(tenant)
    body = {"token": token_of(said.json["link"]), "password": NEW}
    assert (await client.post("/api/auth/password-reset/complete", body)).status == 204
    assert (await client.sign_in(tenant.admin_email, NEW)).status == 200

    await client.post("/api/auth/second-factor", {"password": NEW})
    database.rows(
        "update dom360.second_factors set confirmed_at = now() where tenant_id = %s",
        tenant.tenant_id,
    )
    assert (await client.sign_in(tenant.admin_email, NEW)).status == 202
    assert (await dom360(user.app, "reset-second-factor", tenant.admin_email)).code == 0
    assert (await client.sign_in(tenant.admin_email, NEW)).status == 200


async def test_keys_are_made_rotated_and_revoked(dom360: Run, tenant: TenantWorld, client_of):
    made = (
        await dom360(key.app, "create", tenant.slug, "Site", "--scope", "read", "--days", "9",
                     "--json")
    ).json  # fmt: skip
    client: Client = client_of(tenant)
    client.headers["Authorization"] = f"Bearer {made['key']}"
    assert (await client.get("/api/inboxes")).status == 200
    assert_problem(await client.chat(), 403, "SCOPE_MISSING")

    rotated = (
        await dom360(key.app, "rotate", tenant.slug, made["id"], "--grace-hours", "0", "--json")
    ).json
    assert_problem(await client.get("/api/inboxes"), 401, "UNAUTHENTICATED")
    client.headers["Authorization"] = f"Bearer {rotated['key']}"
    assert (await client.get("/api/inboxes")).status == 200

    assert (await dom360(key.app, "revoke", tenant.slug, rotated["id"])).code == 0
    assert_problem(await client.get("/api/inboxes"), 401, "UNAUTHENTICATED")
    listed = (await dom360(key.app, "list", tenant.slug, "--json")).json
    assert made["key"] not in str(listed)
    assert {one["name"] for one in listed} == {"Site", f"Chave {tenant.canary}"}


async def test_what_is_not_there_and_scopes_of_the_other_side_are_said(
    dom360: Run, tenant: TenantWorld, make
):
    await make.platform()

    with pytest.raises(NotFound, match="Nobody signs in"):
        await dom360(user.app, "disable", "nobody@example.com")
    with pytest.raises(NotFound, match="no company"):
        await dom360(user.app, "list", "no-such-company")
    with pytest.raises(Invalid):
        await dom360(user.app, "invite", "x", "--tenant", tenant.slug, "--name", "X")
    with pytest.raises(Invalid):
        await dom360(key.app, "create", tenant.slug, "x", "--scope", "platform:read")
    with pytest.raises(Invalid):
        await dom360(key.app, "create", "platform", "x", "--scope", "read")
    made = await dom360(key.app, "create", "platform", "x", "--scope", "platform:read", "--json")
    assert made.json["scopes"] == ["platform:read"]
