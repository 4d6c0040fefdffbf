"""A visitor's token: for one visitor of one inbox, until it ends."""

from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld
from tests.web_chat.conftest import ORIGIN, ClientOf, Page


async def _second_inbox(client_of: ClientOf, tenant: TenantWorld) -> Page:
    admin = client_of(tenant)
    await admin.sign_in(tenant.admin_email)
    inbox = (await admin.post("/api/inboxes", {"name": "Outra"})).json["id"]
    answer = await admin.call(
        "PATCH",
        f"/api/inboxes/{inbox}/web-chat",
        json={"enabled": True, "allowed_origins": [ORIGIN]},
    )
    browser = client_of(tenant)
    browser.headers.clear()
    return Page(browser, answer.json["public_key"])


async def test_tokens_are_good_for_one_visitor_of_one_inbox(
    page: Page, other_page: Page, client_of: ClientOf, client: Client, tenant: TenantWorld
):
    await page.begin()
    await page.say("Olá")
    await other_page.begin()

    foreign = Page(page.client, page.key, token=other_page.token)
    changed = Page(page.client, page.key, token=(page.token or "")[:-1] + "_")
    as_key = Page(page.client, page.key, token=tenant.api_key)
    for stranger in (Page(page.client, page.key), foreign, changed, as_key):
        for method, path in (("GET", "/thread"), ("GET", "/events"), ("DELETE", "/visitors/me")):
            assert_problem(await stranger.call(method, path), 401, "VISITOR_UNKNOWN")
        assert_problem(await stranger.say(), 401, "VISITOR_UNKNOWN")
    second = await _second_inbox(client_of, tenant)
    second.token = page.token
    assert_problem(await second.say(), 401, "VISITOR_UNKNOWN")
    # Nor does it open the API.
    bearer = {"Authorization": f"Bearer {page.token}"}
    refused = await client.get("/api/conversations", headers=bearer)
    assert_problem(refused, 401, "UNAUTHENTICATED")


async def test_a_token_ends(page: Page, database: ScratchDatabase, tenant: TenantWorld):
    await page.begin()
    await page.say("Olá")
    owner = "update dom360.web_visitors set expires_at = {} where tenant_id = %s"

    database.rows(owner.format("now() - interval '1 second'"), tenant.tenant_id)
    assert_problem(await page.say(), 401, "VISITOR_UNKNOWN")
    database.rows(owner.format("now() + interval '1 day'"), tenant.tenant_id)
    assert (await page.say()).status == 200
    assert (await page.call("DELETE", "/visitors/me")).status == 204

    assert_problem(await page.call("GET", "/thread"), 401, "VISITOR_UNKNOWN")


async def test_a_visit_prolongs_the_token_up_to_a_year(
    page: Page, database: ScratchDatabase, tenant: TenantWorld
):
    await page.begin()
    row = (
        "update dom360.web_visitors set last_seen_at = now() - interval '2 hours',"
        " created_at = now() - interval '{} days', expires_at = now() + interval '1 day'"
        " where tenant_id = %s"
    )
    left = (
        "select round(extract(epoch from expires_at - now()) / 86400)::int"
        " from dom360.web_visitors where tenant_id = %s"
    )

    database.rows(row.format(10), tenant.tenant_id)
    await page.say()
    assert database.value(left, tenant.tenant_id) == 30
    database.rows(row.format(360), tenant.tenant_id)
    await page.say()

    assert database.value(left, tenant.tenant_id) in (5, 6)


async def test_only_the_tokens_hash_is_stored(
    page: Page, database: ScratchDatabase, tenant: TenantWorld
):
    await page.begin()

    row = database.value(
        "select to_jsonb(v)::text from dom360.web_visitors v where tenant_id = %s", tenant.tenant_id
    )
    assert page.token
    assert page.token[-43:] not in str(row)
