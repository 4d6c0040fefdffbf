"""Which pages may show a chat, how often they may call, and who sets that up."""

import json
import subprocess

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from dom360.settings import environment
from dom360.web_chat.schemas import origin
from tests.limits.test_rate_limits import a_quiet_minute
from tests.support import services, warm_start
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, Maker, TenantWorld
from tests.web_chat.conftest import ORIGIN, ClientOf, Page

ALLOWED = "Access-Control-Allow-Origin"
ASKS = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
LIMITS = {
    "DOM360_RATE_PER_VISITOR": "4",
    "DOM360_RATE_PER_WEB_CHAT": "12",
    "DOM360_RATE_WEB_PER_ADDRESS": "6",
    # Named here for the API: it must not decide about web chats.
    "DOM360_CORS_ORIGINS": '["https://app.example.com"]',
}


@pytest.fixture
def strict_page(
    page: Page,
    http: aiohttp.ClientSession,
    strict_backend: services.Service,
    make: Maker,
    tenant: TenantWorld,
) -> Page:
    """The same chat at a backend with little patience."""
    client = Client(http, strict_backend.url, make, tenant)
    client.headers.clear()
    return Page(client, page.key)


@pytest.mark.parametrize(
    "stranger",
    [None, "null", "https://evil.example", "http://www.example.com", f"{ORIGIN}.evil.example",
     f"{ORIGIN}:8443", f"{ORIGIN}/", "https://WWW.example.com"],
)  # fmt: skip
async def test_pages_of_other_origins_are_refused(page: Page, stranger: str | None):
    await page.begin()
    page.origin = stranger

    for method, path in (("GET", "/config"), ("GET", "/thread"), ("GET", "/events")):
        refused = await page.call(method, path)
        assert_problem(refused, 403, "ORIGIN_NOT_ALLOWED")
        assert ALLOWED not in refused.headers
    assert_problem(await page.begin(), 403, "ORIGIN_NOT_ALLOWED")
    assert_problem(await page.say(), 403, "ORIGIN_NOT_ALLOWED")


async def test_browsers_are_told_for_these_origins_and_these_paths_only(page: Page, client: Client):
    before = await page.call("OPTIONS", "/messages", headers=ASKS)
    answer = await page.call("GET", "/config")
    refusal = await page.say()
    page.origin = "https://evil.example"
    stranger = await page.call("OPTIONS", "/messages", headers=ASKS)
    elsewhere = await client.call(
        "OPTIONS", "/api/chat", headers={"Origin": ORIGIN, **ASKS, "Authorization": ""}
    )

    assert before.status == 204
    for told in (before, answer, refusal):
        assert (told.headers[ALLOWED], told.headers["Vary"]) == (ORIGIN, "Origin")
        assert "Access-Control-Allow-Credentials" not in told.headers
    assert "Authorization" in before.headers["Access-Control-Allow-Headers"]
    for other in (stranger, elsewhere):
        assert ALLOWED not in other.headers


async def test_the_apis_own_origins_do_not_decide_about_chats(strict_page: Page):
    before = await strict_page.call("OPTIONS", "/messages", headers=ASKS)
    answer = await strict_page.call("GET", "/config")

    assert (before.status, before.headers[ALLOWED]) == (204, ORIGIN)
    assert (answer.status, answer.headers[ALLOWED]) == (200, ORIGIN)


async def test_a_key_that_is_unknown_off_or_rotated_opens_nothing(
    page: Page, admin: Client, tenant: TenantWorld
):
    await page.begin()
    path = f"/api/inboxes/{tenant.inbox_id}/web-chat"
    old = page.key

    page.key = old[:-1] + ("A" if old[-1] != "A" else "B")
    assert_problem(await page.call("GET", "/config"), 401, "UNAUTHENTICATED")
    page.key = (await admin.post(f"{path}/rotate-key", None)).json["public_key"]
    assert (await page.call("GET", "/thread")).status == 200, "visitors stay who they are"
    assert_problem(await Page(page.client, old).call("GET", "/config"), 401, "UNAUTHENTICATED")
    await admin.call("PATCH", path, json={"enabled": False})
    assert_problem(await page.say(), 401, "UNAUTHENTICATED")


async def test_a_suspended_company_and_an_archived_inbox_take_no_messages(
    page: Page, admin: Client, database: ScratchDatabase, tenant: TenantWorld
):
    await page.begin()
    await admin.post("/api/inboxes", {"name": "Outra"})
    await admin.post(f"/api/inboxes/{tenant.inbox_id}/archive", None)

    assert_problem(await page.call("GET", "/config"), 503, "WEB_CHAT_UNAVAILABLE")
    assert_problem(await page.say(), 503, "WEB_CHAT_UNAVAILABLE")
    changed = await admin.call(
        "PATCH", f"/api/inboxes/{tenant.inbox_id}/web-chat", json={"color": "#000000"}
    )
    assert_problem(changed, 409, "INBOX_ARCHIVED")
    database.rows("update dom360.tenants set status = 'suspended' where id = %s", tenant.tenant_id)
    assert_problem(await page.say(), 503, "WEB_CHAT_UNAVAILABLE")


async def test_a_visitor_a_chat_and_an_address_are_counted(strict_page: Page):
    await a_quiet_minute()
    await strict_page.begin()

    own = [(await strict_page.call("GET", "/thread")).status for _ in range(5)]
    refused = await strict_page.call("GET", "/thread")
    strict_page.token = None
    whole = [(await strict_page.call("GET", "/config")).status for _ in range(8)]

    assert own == [200] * 4 + [429]
    assert_problem(refused, 429, "RATE_LIMITED")
    assert refused.headers[ALLOWED] == ORIGIN, "the page can read how long to wait"
    assert int(refused.headers["Retry-After"]) > 0
    assert whole == [200] * 5 + [429] * 3
    far = {"X-Forwarded-For": "203.0.113.7"}
    strict_page.key = "web_" + "0" * 32 + "_" + "x" * 43
    guesses = [(await strict_page.call("GET", "/config", headers=far)).status for _ in range(8)]
    assert guesses == [401] * 6 + [429] * 2


async def test_administrators_set_it_up(page: Page, admin: Client, tenant: TenantWorld):
    path = f"/api/inboxes/{tenant.inbox_id}/web-chat"

    changed = await admin.call(
        "PATCH",
        path,
        json={
            "title": " Fale com a gente ",
            "color": "#AA3300",
            "position": "left",
            "privacy_url": "https://www.example.com/privacidade",
            "allowed_origins": ["HTTPS://Loja.Example.com/", "https://loja.example.com:443"],
        },
    )

    assert changed.status == 200, changed.raw
    assert changed.json["allowed_origins"] == ["https://loja.example.com"]
    assert (changed.json["title"], changed.json["color"]) == ("Fale com a gente", "#aa3300")
    assert (await admin.get(path)).json == changed.json
    entries = (await admin.get("/api/audit")).json["items"]
    assert "web_chat.changed" in {entry["action"] for entry in entries}
    for wrong in (
        {"allowed_origins": []},
        {"allowed_origins": ["www.example.com"]},
        {"allowed_origins": ["https://*.example.com"]},
        {"allowed_origins": [f"https://{n}.example.com" for n in range(21)]},
        {"color": "red"},
        {"title": "x" * 61},
        {"position": "top"},
        {"privacy_url": "javascript:alert(1)"},
        {"public_key": "web_1"},
    ):
        assert (await admin.call("PATCH", path, json=wrong)).status == 422, wrong
    assert (await admin.get(path)).json == changed.json


async def test_an_inbox_without_a_chat_shows_what_it_would_be(
    client_of: ClientOf, tenant: TenantWorld, other: TenantWorld, other_page: Page
):
    admin = client_of(tenant)
    await admin.sign_in(tenant.admin_email)

    mine = await admin.get(f"/api/inboxes/{tenant.inbox_id}/web-chat")
    theirs = await admin.get(f"/api/inboxes/{other.inbox_id}/web-chat")

    assert (mine.json["enabled"], mine.json["public_key"]) == (False, None)
    assert_problem(theirs, 404, "INBOX_NOT_FOUND")
    rotated = await admin.post(f"/api/inboxes/{other.inbox_id}/web-chat/rotate-key", None)
    assert_problem(rotated, 404, "INBOX_NOT_FOUND")
    assert (await other_page.call("GET", "/config")).status == 200


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://www.example.com", "https://www.example.com"),
        (" HTTPS://WWW.Example.com:443/ ", "https://www.example.com"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://padaria-são-joão.com.br", "https://xn--padaria-so-joo-yhbe.com.br"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ],
)
def test_origins_are_kept_as_browsers_write_them(typed: str, read: str):
    assert origin(typed) == read


@given(st.text(max_size=60) | st.from_regex(r"https?://\S{0,30}", fullmatch=True))
def test_whatever_is_typed_is_an_origin_or_refused(typed: str):
    try:
        read = origin(typed)
    except PydanticCustomError:
        return
    assert origin(read) == read
    assert read.isascii()
    assert read.count("/") == 2


def test_the_command_line_switches_it_on(database: ScratchDatabase, tenant: TenantWorld):
    addresses = {"DATABASE_APP_URL": database.app_url, "DATABASE_URL": database.owner_url}
    env = environment(**addresses, DOM360_ENCRYPTION_KEYS=services.TEST_KEYS)

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = ["inbox", "web-chat", tenant.slug, str(tenant.inbox_id), *more]
        return warm_start.dom360(command, env)

    done = run("--on", "--origin", ORIGIN, "--color", "#aa3300", "--json")
    shown, refused = run(), run("--origin", "example")
    off = run("--off", "--json")

    made = json.loads(done.stdout)
    assert (made["enabled"], made["color"]) == (True, "#aa3300")
    assert f'data-key="{made["public_key"]}"' in shown.stdout
    assert refused.returncode != 0
    assert "allowed_origins" in refused.stderr
    assert json.loads(off.stdout)["enabled"] is False
