"""What a browser, a parser and a log get from the API: no more than they should."""

import time
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dom360.access.cookies import SESSION_COOKIE
from dom360.logs import MASK, hide_secrets
from dom360.web.json_depth import MAX_DEPTH, is_too_deep
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Answer, Client, Maker, TenantWorld

THEIRS = "https://shop.example.com"


def headers(answer: Answer) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


@pytest.mark.parametrize("path", ["/healthz", "/api/inboxes", "/api/nowhere", "/api/openapi.json"])
async def test_every_answer_forbids_browsers_all_but_reading_it(client: Client, path: str):
    seen = headers(await client.get(path))

    assert seen["content-security-policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert seen["x-content-type-options"] == "nosniff"
    assert seen["x-frame-options"] == "DENY"
    assert seen["referrer-policy"] == "no-referrer"
    assert seen["cross-origin-resource-policy"] == "same-origin"
    assert seen["cache-control"] == "no-store"
    assert "strict-transport-security" not in seen, "only where cookies are for https"


async def test_other_origins_are_answered_without_cors_headers(client: Client):
    answer = await client.get("/api/inboxes", headers={"Origin": THEIRS})
    preflight = await client.call(
        "OPTIONS",
        "/api/inboxes",
        headers={"Origin": THEIRS, "Access-Control-Request-Method": "GET"},
    )

    for seen in (answer, preflight):
        assert not [name for name in headers(seen) if name.startswith("access-control-")]
    assert preflight.status == 405


@pytest.fixture(scope="module")
def open_backend(
    database: ScratchDatabase, fake_agent_server: FakeAgent, log_dir: Path
) -> Iterator[services.Service]:
    env = {"DOM360_CORS_ORIGINS": f'["{THEIRS}"]', "DOM360_SECURE_COOKIES": "true"}
    with services.backend(database, fake_agent_server.url, log_dir, **env) as service:
        yield service


async def test_named_origins_may_call_with_a_key_and_never_with_a_cookie(
    http: aiohttp.ClientSession, open_backend: services.Service, make: Maker, tenant: TenantWorld
):
    client = Client(http, open_backend.url, make, tenant)

    theirs = headers(await client.get("/api/inboxes", headers={"Origin": THEIRS}))
    strangers = headers(await client.get("/api/inboxes", headers={"Origin": "https://evil.test"}))

    assert theirs["access-control-allow-origin"] == THEIRS
    assert "access-control-allow-credentials" not in theirs
    assert "RateLimit" in theirs["access-control-expose-headers"]
    assert "access-control-allow-origin" not in strangers
    assert theirs["strict-transport-security"] == "max-age=31536000"


async def test_a_cookie_is_refused_from_another_sites_page(client: Client, tenant: TenantWorld):
    await client.sign_in(tenant.admin_email)

    refused = await client.post("/api/api-keys", {"name": "x"}, headers={"Origin": THEIRS})

    assert_problem(refused, 403, "FOREIGN_ORIGIN")


async def test_deep_json_is_refused_before_a_parser_sees_it(client: Client):
    for depth, status in ((MAX_DEPTH + 1, 400), (100_000, 400), (MAX_DEPTH, 422)):
        body = b"[" * depth + b"]" * depth
        answer = await client.call(
            "POST", "/api/chat", data=body, headers={"Content-Type": "application/json"}
        )
        assert answer.status == status, depth


async def test_brackets_in_a_message_are_words(client: Client):
    assert (await client.chat("[{" * 500 + '"\\')).status == 200


# Small on every level: depth is what counts here, and drawing much of the rest is slow.
short = st.text(max_size=6)
nested = st.recursive(
    short | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(short, inner, max_size=3),
)


def depth_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0


@given(value=nested, limit=st.integers(0, 5))
def test_depth_is_counted_as_a_parser_would(value: object, limit: int):
    import json

    assert is_too_deep(json.dumps(value).encode(), limit) == (depth_of(value) > limit)


@given(body=st.binary(max_size=200))
def test_depth_of_anything_is_judged_without_an_error(body: bytes):
    assert is_too_deep(body, 0) in (True, False)


def test_a_string_without_an_end_costs_one_pass():
    body = b"[" * 70 + b'"' + b'\\"' * 120_000
    began = time.perf_counter()

    is_too_deep(body, 1000)
    is_too_deep(b'"' + b'\\"' * 120_000 + b"[" * 70 + b"\\")

    assert time.perf_counter() - began < 1


async def test_unknown_fields_are_refused_not_stored(client: Client, tenant: TenantWorld):
    await client.sign_in(tenant.admin_email)

    for path, body in (
        ("/api/api-keys", {"name": "x", "tenant_id": str(tenant.tenant_id)}),
        ("/api/budgets", {"period": "day", "kind": "soft", "max_tokens": 1, "used_tokens": 0}),
        ("/api/leads", {"phone": "+5511987654321", "score": 100}),
    ):
        answer = await client.post(path, body)
        assert_problem(answer, 422, "VALIDATION_FAILED")
        assert "extra_forbidden" in answer.raw.decode()


@pytest.mark.parametrize(
    "event",
    [
        {"password": "hunter2"},
        {"Authorization": "Bearer hunter2-hunter2"},
        {"note": "sent Bearer hunter2-hunter2 along"},
        {"inner": {"deeper": [{"api_key": "hunter2"}]}},
        {"dsn": "postgresql://dom360_app:hunter2@db/dom360"},
        {"headers": {"cookie": f"{SESSION_COOKIE}=hunter2"}},
        {"key_seen": "dom360_" + "0a" * 16 + "_hunter2" + "x" * 36},
        {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": "hunter2"}}}}}}}},
        {"exception": 'File "x.py"\n  connect("redis://:hunter2@cache:6379")'},
    ],
)
def test_no_secret_reaches_the_log_wherever_it_stands(event: dict[str, object]):
    seen = str(hide_secrets(None, "info", dict(event)))

    assert "hunter2" not in seen
    assert MASK in seen


def test_what_is_no_secret_stays_in_the_log():
    event = {"tenant_id": "0198f0c2-0000-7000-8000-000000000000", "ms": 3, "route": "/api/keys"}

    assert hide_secrets(None, "info", dict(event)) == event
