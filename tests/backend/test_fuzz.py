"""Whatever is sent, no address answers with a fault of its own."""

import json
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.doubles.fake_agent import FakeAgent
from tests.support.problems import assert_refused
from tests.support.world import Answer, Client

FUZZ = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    "inbox_id", "message", "sender_phone", "sender_name", "agent_type", "conversation_id",
    "request_id", "tenant_id",
)  # fmt: skip
# What makes trouble in a query string: NUL, no UTF-8, huge, ends of the calendar.
queries = st.sampled_from(
    ["%00", "a%00b", "%ff", "%ed%a0%80", "0001-01-01", "9999-12-31", "0000-00-00", "-1", "0",
     "99999999999999999999", "9" * 150, "1e5", "NaN", "%C2%B2", "null", "", "%20", "2026-02-30",
     "00000000-0000-0000-0000-000000000000", "MDAwMS0wMS0wMVQwMDowMDowMCswMDowMHww",
     "MDAwMS0wMS0wMVQwMDowMDowMCsxNDowMHwwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDA=",
     "OTk5OS0xMi0zMVQyMzo1OTo1OS0xNDowMHwwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDA="]
)  # fmt: skip
texts = st.text(st.characters(codec="utf-8"), max_size=30).map(lambda text: quote(text, safe=""))


def assert_no_fault(answer: Answer) -> None:
    if answer.status >= 400:
        assert_refused(answer)


@FUZZ
@given(body=json_values)
async def test_any_json_is_answered_without_a_fault(client: Client, body: Any):
    raw = json.dumps(body).encode()
    for path in ("/api/chat", "/api/auth/sign-in", "/api/api-keys"):
        answer = await client.call(
            "POST", path, data=raw, headers={"Content-Type": "application/json"}
        )
        assert_refused(answer)


@FUZZ
@given(field=st.sampled_from(FIELDS), value=json_values)
async def test_any_value_in_any_field_is_answered_without_a_fault(
    client: Client, fake_agent: FakeAgent, field: str, value: Any
):
    body = client.turn() | {field: value}
    raw = json.dumps(body).encode()
    assert_no_fault(
        await client.call(
            "POST", "/api/chat", data=raw, headers={"Content-Type": "application/json"}
        )
    )


@FUZZ
@given(raw=st.binary(max_size=200), json_type=st.booleans())
async def test_any_bytes_are_answered_without_a_fault(client: Client, raw: bytes, json_type: bool):
    content_type = "application/json" if json_type else "text/plain"
    answer = await client.call(
        "POST", "/api/chat", data=raw, headers={"Content-Type": content_type}
    )
    assert_refused(answer)


@FUZZ
@given(value=queries | texts)
async def test_any_query_is_answered_without_a_fault(client: Client, value: str):
    for path in (
        "/api/conversations?cursor={}",
        "/api/conversations?limit={}",
        "/api/conversations?inbox_id={}&status={}",
        "/api/conversations?agent_type={}",
        "/api/conversations/{}",
        "/api/conversations/{}/messages",
        "/api/conversations/00000000-0000-0000-0000-000000000000/messages?before={}&limit={}",
        "/api/dashboard/consumption?first_day={}",
        "/api/dashboard/consumption?last_day={}",
        "/api/dashboard/consumption?first_day={}&last_day={}",
        "/api/dashboard/consumption?inbox_id={}",
        "/api/inboxes?{}={}",
        "/api/auth/session?x={}",
    ):
        assert_no_fault(await client.get(path.replace("{}", value)))


async def test_nul_in_an_address_is_refused(client: Client):
    for path in (
        "/api/conversations?cursor=%00",
        "/api/conversations?status=%00",
        "/api/conversations?inbox_id=%00",
        "/api/conversations/%00",
        "/api/conversations/%00/messages",
        "/api/dashboard/consumption?first_day=%00",
    ):
        assert_refused(await client.get(path))
