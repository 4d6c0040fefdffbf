"""A company's life: created, on another plan, suspended, resumed, listed, exported."""

import io
import json
import zipfile
from uuid import UUID, uuid4

import pytest

from dom360.access.throttle import Throttle
from dom360.db.database import Database
from dom360.jobs.app import make_app
from dom360.people.mailing import Mailing
from dom360.platform import actions
from dom360.platform.schemas import NewCompany
from dom360.settings import Settings
from tests.platform.conftest import Master, first_admin, new_company
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem, rows_of
from tests.support.world import Client, Maker, TenantWorld


async def test_a_company_is_created_with_a_link_for_its_first_administrator(
    master: Master, client_of, database: ScratchDatabase
):
    body = new_company(plan="gold", timezone="America/Manaus")

    made = await master.post("/tenants", **body)

    assert made.status == 201, made.raw
    company = made.json["company"]
    assert (company["slug"], company["status"], company["plan"]) == (body["slug"], "active", "gold")
    assert (company["timezone"], company["inboxes"], company["people"]) == ("America/Manaus", 1, 0)
    await first_admin(client_of(None), made)
    admin: Client = client_of(None)
    signed_in = await admin.sign_in(body["admin"]["email"])
    assert (signed_in.status, signed_in.json["user"]["role"]) == (200, "TENANT_ADMIN")
    inboxes = await admin.get("/api/inboxes")
    assert [one["id"] for one in inboxes.json["items"]] == [made.json["inbox_id"]]
    stored = database.rows("select * from dom360.invitations where tenant_id = %s", company["id"])
    assert made.json["invitation_link"].partition("#")[2] not in str(stored)
    actions = database.rows(
        "select action from dom360.audit_log where tenant_id = %s order by seq", company["id"]
    )
    assert ("invitation.added",) in actions


async def test_with_a_mail_server_the_link_goes_to_the_administrator_and_to_nobody_else(
    db: Database, database: ScratchDatabase
):
    async with make_app(database.app_url).open_async() as queue:
        with_mail = Settings(smtp_host="mail.example.com")
        mailing = Mailing.of(db, queue, Throttle(db), with_mail)
        new = NewCompany.model_validate(new_company())
        made = await actions.create(db, new, mailing.invitation)

    assert made.invitation_link is None
    (queued,) = database.rows(
        "select args from dom360_queue.procrastinate_jobs where args ->> 'tenant_id' = %s",
        str(made.company.id),
    )
    assert set(queued[0]) == {"tenant_id", "invitation_id"}


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"slug": "Nova Empresa"}, 422, "VALIDATION_FAILED"),
        ({"slug": "admin"}, 409, "SLUG_TAKEN"),
        ({"name": " "}, 422, "VALIDATION_FAILED"),
        ({"timezone": "America/Gotham"}, 422, "VALIDATION_FAILED"),
        ({"admin": {"email": "ana", "name": "Ana"}}, 422, "VALIDATION_FAILED"),
        ({"kind": "platform"}, 422, "VALIDATION_FAILED"),
    ],
)
async def test_what_is_not_valid_makes_no_company(
    master: Master, database: ScratchDatabase, fields, status: int, code: str
):
    before = database.value("select count(*) from dom360.tenants")

    answer = await master.post("/tenants", **new_company(**fields))

    assert_problem(answer, status, code)
    assert database.value("select count(*) from dom360.tenants") == before


async def test_a_slug_or_an_address_that_is_taken_leaves_nothing_behind(
    master: Master, tenant: TenantWorld, database: ScratchDatabase
):
    before = database.value("select count(*) from dom360.tenants")

    slug = await master.post("/tenants", **new_company(slug=tenant.slug))
    admin = {"email": tenant.admin_email, "name": "Ana"}
    email = await master.post("/tenants", **new_company(admin=admin))

    assert_problem(slug, 409, "SLUG_TAKEN")
    assert_problem(email, 409, "EMAIL_TAKEN")
    assert database.value("select count(*) from dom360.tenants") == before


async def test_a_new_company_begins_with_the_platforms_defaults(master: Master, client_of):
    before = (await master.get("/defaults")).json
    try:
        changed = await master.patch("/defaults", rag_top_k=9, locale="en", plan="trial")
        body = new_company()
        made = await master.post("/tenants", **body)
    finally:
        restored = await master.patch("/defaults", **before)

    assert (changed.json["rag_top_k"], changed.json["agents_timeout_ms"]) == (9, 30000)
    assert restored.json == before
    assert (made.json["company"]["locale"], made.json["company"]["plan"]) == ("en", "trial")
    admin = await first_admin(client_of(None), made)
    assert (await admin.get("/api/settings")).json["rag_top_k"] == 9


async def test_defaults_are_judged_like_settings(master: Master):
    before = (await master.get("/defaults")).json

    for fields in ({"timezone": "America/Gotham"}, {"rag_top_k": 0}, {"delete_grace_days": 0}):
        assert_problem(await master.patch("/defaults", **fields), 422, "VALIDATION_FAILED")

    assert (await master.get("/defaults")).json == before


async def test_the_list_is_searched_and_paged(master: Master):
    first = (await master.post("/tenants", **new_company())).json["company"]
    mark = first["slug"].removeprefix("nova-")
    names = [f"Ótica {mark} {n}" for n in range(3)]
    for name in names:
        await master.post("/tenants", **new_company(name=name))

    by_name = await master.get(f"/tenants?search=otica%20{mark}&limit=2")
    rest = await master.get(f"/tenants?search=otica%20{mark}&cursor={by_name.json['cursor']}")
    by_slug = await master.get(f"/tenants?search={first['slug']}")

    assert [one["name"] for one in by_name.json["items"]] == names[:2]
    assert [one["name"] for one in rest.json["items"]] == names[2:]
    assert rest.json["cursor"] is None
    assert [one["id"] for one in by_slug.json["items"]] == [first["id"]]
    assert (await master.get("/tenants?search=%00")).json["items"] == []
    assert_problem(await master.get("/tenants?cursor=bm9uc2Vuc2U"), 422, "INVALID_CURSOR")


async def test_a_suspended_company_is_refused_and_keeps_its_data(
    master: Master, client: Client, client_of, tenant: TenantWorld, database: ScratchDatabase
):
    await client.chat("Antes")
    admin: Client = client_of(tenant)
    await admin.sign_in(tenant.admin_email)
    before = rows_of(database, tenant.tenant_id)

    suspended = await master.post(f"/tenants/{tenant.tenant_id}/suspend", reason="Sem pagamento")

    assert suspended.json["status"] == "suspended"
    assert suspended.json["status_reason"] == "Sem pagamento"
    assert_problem(await client.chat("Depois"), 403, "TENANT_SUSPENDED")
    assert_problem(await admin.get("/api/inboxes"), 403, "TENANT_SUSPENDED")
    refused = await client_of(tenant).sign_in(tenant.admin_email)
    assert_problem(refused, 403, "TENANT_SUSPENDED")
    after = rows_of(database, tenant.tenant_id)
    assert after | {"audit_log": 0} == before | {"audit_log": 0}

    resumed = await master.post(f"/tenants/{tenant.tenant_id}/resume")
    assert (resumed.json["status"], resumed.json["status_reason"]) == ("active", None)
    assert (await client.chat("De volta")).status == 200
    assert (await admin.get("/api/inboxes")).status == 200


async def test_suspending_one_company_does_not_touch_another(
    master: Master, tenant: TenantWorld, other_client: Client
):
    await master.post(f"/tenants/{tenant.tenant_id}/suspend", reason="Sem pagamento")

    assert (await other_client.chat("Olá")).status == 200


async def test_name_and_plan_change_and_the_plan_named_standard_is_no_row(
    master: Master, tenant: TenantWorld, database: ScratchDatabase
):
    path = f"/tenants/{tenant.tenant_id}"

    gold = await master.patch(path, plan="gold", name="Novo nome")
    standard = await master.patch(path, plan="standard")

    assert (gold.json["plan"], gold.json["name"]) == ("gold", "Novo nome")
    assert (standard.json["plan"], standard.json["name"]) == ("standard", "Novo nome")
    count = "select count(*) from dom360.tenant_plans where tenant_id = %s"
    assert database.value(count, tenant.tenant_id) == 0
    assert_problem(await master.patch(path, plan="Gold!"), 422, "VALIDATION_FAILED")


async def test_every_act_is_in_both_logs(
    master: Master, tenant: TenantWorld, home: UUID, database: ScratchDatabase
):
    path = f"/tenants/{tenant.tenant_id}"

    await master.post(f"{path}/suspend", reason="Sem pagamento")
    await master.post(f"{path}/resume")
    await master.patch(path, plan="gold")
    await master.delete(tenant)
    await master.post(f"{path}/undelete")

    of_platform = database.rows(
        "select action from dom360.audit_log where tenant_id = %s and subject_id = %s order by seq",
        home,
        str(tenant.tenant_id),
    )
    of_tenant = database.rows(
        "select action, actor_kind, new ->> 'status' from dom360.audit_log"
        " where tenant_id = %s and action in ('tenant.changed', 'tenant.plan_changed')"
        " order by seq",
        tenant.tenant_id,
    )
    assert [action for (action,) in of_platform] == [
        "platform.tenant_suspended",
        "platform.tenant_resumed",
        "platform.tenant_changed",
        "platform.tenant_deleted",
        "platform.tenant_undeleted",
    ]
    assert of_tenant == [
        ("tenant.changed", "platform", "suspended"),
        ("tenant.changed", "platform", "active"),
        ("tenant.plan_changed", "platform", None),
        ("tenant.changed", "platform", "deleting"),
        ("tenant.changed", "platform", "active"),
    ]


async def test_the_platforms_own_tenant_is_no_company(master: Master, home: UUID):
    for answer in (
        await master.get(f"/tenants/{home}"),
        await master.post(f"/tenants/{home}/suspend", reason="Engano"),
        await master.post(f"/tenants/{home}/delete", confirm="platform", reason="Engano"),
        await master.get(f"/tenants/{uuid4()}"),
    ):
        assert_problem(answer, 404, "COMPANY_NOT_FOUND")


async def test_who_answers_in_which_inbox(
    master: Master, client_of, tenant: TenantWorld, other: TenantWorld
):
    admin: Client = client_of(tenant)
    await admin.sign_in(tenant.admin_email)
    sofia = (await admin.post("/api/agents", {"agent_type": "SDR", "name": "Sofia"})).json["id"]
    await admin.call("PUT", f"/api/inboxes/{tenant.inbox_id}/agents/SDR", json={"agent_id": sofia})

    listed = await master.get(f"/tenants/{tenant.tenant_id}/inboxes")

    assert [
        (one["inbox_id"], one["agent_type"], one["agent_name"]) for one in listed.json["items"]
    ] == [(str(tenant.inbox_id), "SDR", "Sofia"), (str(tenant.inbox_id), "COPILOT", None)]
    assert other.canary.encode() not in listed.raw


async def test_a_company_is_exported_to_a_file_with_its_rows_and_no_others(
    master: Master, client: Client, other_client: Client, tenant: TenantWorld, other: TenantWorld
):
    await client.chat("Olá")
    await other_client.chat("Olá")

    answer = await master.get(f"/tenants/{tenant.tenant_id}/export")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.raw)) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["slug"] == tenant.slug
    assert manifest["tables"]["messages"]["rows"] == 2
    assert tenant.canary.encode() in content
    assert other.canary.encode() not in content


@pytest.mark.parametrize("role", ["TENANT_ADMIN", "TENANT_USER", "VIEWER"])
async def test_a_companys_people_are_kept_out(client_of, make: Maker, tenant: TenantWorld, role):
    person: Client = client_of(tenant)
    await person.sign_in(await make.person(tenant.tenant_id, role))

    for path in ("/tenants", f"/tenants/{tenant.tenant_id}", "/metrics", "/health", "/jobs"):
        assert_problem(await person.get(f"/api/admin{path}"), 403, "FORBIDDEN")
    suspend = f"/api/admin/tenants/{tenant.tenant_id}/suspend"
    assert_problem(await person.post(suspend, {"reason": "Eu quero"}), 403, "FORBIDDEN")
