"""What POST /api/chat refuses: each with a clear 4xx, and nothing stored."""

import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem, rows_of
from tests.support.world import Client, TenantWorld

JSON = {"Content-Type": "application/json"}


@pytest.fixture
async def sent(client: Client, database: ScratchDatabase) -> AsyncIterator[Client]:
    """The client of a tenant for whom nothing may be stored, in any table."""
    assert client.world
    before = rows_of(database, client.world.tenant_id)
    yield client
    assert rows_of(database, client.world.tenant_id) == before


async def raw(client: Client, body: bytes, **headers: str):
    return await client.call("POST", "/api/chat", data=body, headers={**JSON, **headers})


@pytest.mark.parametrize(
    "phone",
    ["+5511987654321", "+12025550123", "+442071838750", "+4915123456789", "+351912345678",
     "+819012345678", "+5491123456789", "+6591234567"],
)  # fmt: skip
async def test_numbers_of_many_countries_are_taken(client: Client, phone: str):
    answer = await client.chat(sender_phone=phone)

    assert answer.status == 200


@pytest.mark.parametrize(
    "phone",
    ["5511987654321", "11987654321", "+55 11 98765-4321", "+55(11)987654321", "+55119876x4321",
     "+55", "+551198", "+55119876543210000", "+" + "5" * 63, "+" + "5" * 5000, "+0511987654321",
     "+٥٥١١٩٨٧٦٥٤٣٢١", "+\uff15\uff15\uff11\uff11987654321", "", "   ", "+", "++5511987654321",
     "+5511987654321\n", "tel:+5511987654321", "+999123456789012", "\u200b+5511987654321"],
)  # fmt: skip
async def test_other_numbers_are_refused_with_what_was_expected(sent: Client, phone: str):
    body = assert_problem(await sent.chat(sender_phone=phone), 422, "INVALID_PHONE_FORMAT")

    assert phone.startswith(body["received"])
    assert len(body["received"]) <= 64
    assert "+5511987654321" in body["expected_format"]


@pytest.mark.parametrize(
    "message", ["", " ", "\n\t\r\n", "\u00a0\u2003", "\u200b", "\u200b \u200d\u2060\ufeff"]
)
async def test_a_message_that_nobody_could_see_is_refused(sent: Client, message: str):
    assert_problem(await sent.chat(message), 422, "EMPTY_MESSAGE")


async def test_a_message_may_have_32_kilobytes_and_not_a_byte_more(client: Client):
    fits = await client.chat("é" * 16_384)
    too_long = await client.chat("é" * 16_384 + "a")

    assert fits.status == 200
    assert_problem(too_long, 422, "MESSAGE_TOO_LONG")


WRONG_FIELDS: list[dict[str, Any]] = [
    {"message": "oi\x00"}, {"sender_name": "A\x00"}, {"sender_phone": "+551198765\x00"},
    {"message": 7}, {"message": ["oi"]}, {"message": {"text": "oi"}}, {"message": True},
    {"sender_phone": 5511987654321}, {"sender_name": 7}, {"sender_name": "x" * 201},
    {"agent_type": "sdr"}, {"agent_type": "ADMIN"}, {"agent_type": 1}, {"agent_type": ""},
    {"inbox_id": "not-a-uuid"}, {"inbox_id": 7}, {"inbox_id": ""}, {"inbox_id": "\x00"},
    {"conversation_id": "nope"}, {"conversation_id": []}, {"tenant_id": "nope"},
    {"tenant_id": 1}, {"request_id": ""}, {"request_id": "x" * 129}, {"request_id": "a b"},
    {"request_id": "é"}, {"request_id": "a\n"}, {"request_id": 7}, {"request_id": "../x"},
    {"request_id": "a\x00"}, {"unknown": 1}, {"tenant": "x"}, {"": ""}, {"__proto__": {}},
]  # fmt: skip


@pytest.mark.parametrize("fields", WRONG_FIELDS, ids=lambda fields: repr(fields)[:40])
async def test_a_field_that_is_not_as_it_should_be_is_named(sent: Client, fields: dict):
    body = assert_problem(await sent.chat(**fields), 422, "VALIDATION_FAILED")

    named = {error["field"].removeprefix("body.") for error in body["errors"]}
    assert named == {next(iter(fields))}


@pytest.mark.parametrize("field", ["inbox_id", "message"])
async def test_a_missing_field_and_a_null_are_named(sent: Client, field: str):
    body = sent.turn()
    for wrong in ({**body, field: None}, {name: body[name] for name in body if name != field}):
        said = assert_problem(await sent.post("/api/chat", wrong), 422, "VALIDATION_FAILED")
        assert [error["field"] for error in said["errors"]] == [f"body.{field}"]


async def test_a_program_names_the_phone_that_it_speaks_for(sent: Client):
    """Only a signed-in person who asks COPILOT has none."""
    body = sent.turn()
    for wrong in (
        {**body, "sender_phone": None},
        {n: v for n, v in body.items() if n != "sender_phone"},
    ):
        assert_problem(await sent.post("/api/chat", wrong), 422, "INVALID_PHONE_FORMAT")
        wrong["agent_type"] = "COPILOT"
        assert_problem(await sent.post("/api/chat", wrong), 422, "INVALID_PHONE_FORMAT")


@pytest.mark.parametrize("field", ["message", "sender_name", "sender_phone", "request_id"])
@pytest.mark.parametrize("half", [r"\ud800", r"\udc00", r"ok \ud83d", r"\udc00\ud800"])
async def test_half_a_surrogate_pair_is_refused(sent: Client, field: str, half: str):
    body = json.dumps(sent.turn(**{field: "HALF"})).replace("HALF", half)

    assert_problem(await raw(sent, body.encode()), 422, "VALIDATION_FAILED")


async def test_a_whole_surrogate_pair_is_a_character(client: Client):
    body = json.dumps(client.turn("PAIR")).replace("PAIR", r"\ud83d\ude00")

    answer = await raw(client, body.encode())

    assert answer.status == 200
    assert answer.json["user_message"]["content"] == "😀"


@pytest.mark.parametrize("body", ["[]", "null", "7", '"text"', "true", "[{}]", "{}"])
async def test_json_that_is_no_chat_call_is_refused(sent: Client, body: str):
    assert_problem(await raw(sent, body.encode()), 422, "VALIDATION_FAILED")


@pytest.mark.parametrize(
    "body",
    [b"{", b"not json", b'{"message": "oi"', b"{'message': 'oi'}", b'{"a": "\xff\xfe"}',
     b"\x80", b'{"a": 1}}', b'{"a":"\x01"}', b"[" * 100_000, b'{"a":' * 40_000],
    ids=lambda body: repr(body[:20]),
)  # fmt: skip
async def test_what_is_not_json_is_told_apart(sent: Client, body: bytes):
    assert_problem(await raw(sent, body), 400, "INVALID_JSON")


@pytest.mark.parametrize(
    "value", ["[" * 500 + "]" * 500, "1e999", "-1e999", "9" * 400, "9" * 6000, "NaN", "Infinity"]
)
async def test_strange_values_are_refused(sent: Client, value: str):
    body = json.dumps(sent.turn("VALUE")).replace('"VALUE"', value)

    answer = await raw(sent, body.encode())

    assert answer.status in (400, 422)
    assert_problem(answer, answer.status)


async def test_a_key_that_comes_twice_counts_once(client: Client):
    body = json.dumps(client.turn("segundo")).replace("{", '{"message": "primeiro", ', 1)

    answer = await raw(client, body.encode())

    assert answer.json["user_message"]["content"] == "segundo"


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml",
     "multipart/form-data; boundary=x", "nonsense", "application/json; charset=utf-16le"],
)  # fmt: skip
async def test_another_content_type_is_refused(sent: Client, content_type: str):
    body = b"not json either" if "json" in content_type else json.dumps(sent.turn()).encode()

    answer = await sent.call("POST", "/api/chat", data=body, headers={"Content-Type": content_type})

    assert answer.status in (400, 415, 422)
    assert_problem(answer, answer.status)


async def test_an_empty_body_is_refused(sent: Client):
    assert_problem(await raw(sent, b""), 422, "VALIDATION_FAILED")


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_over_the_limit_is_refused(sent: Client, chunked: bool):
    async def pieces():
        for _ in range(5):
            yield b'{"message": "' + b"x" * 65_536

    body = pieces() if chunked else b"x" * 300_000

    assert_problem(
        await sent.call("POST", "/api/chat", data=body, headers=JSON), 413, "PAYLOAD_TOO_LARGE"
    )


async def test_an_inbox_that_is_not_there_and_a_foreign_one_look_the_same(
    sent: Client, other: TenantWorld
):
    missing = await sent.chat(inbox_id=str(uuid.uuid4()))
    foreign = await sent.chat(inbox_id=str(other.inbox_id))

    assert_problem(missing, 404, "INBOX_NOT_FOUND")
    assert missing.raw == foreign.raw


async def test_a_conversation_that_is_not_there_and_a_foreign_one_look_the_same(
    sent: Client, other_client: Client
):
    theirs = (await other_client.chat()).json["conversation_id"]

    missing = await sent.chat(conversation_id=str(uuid.uuid4()))
    foreign = await sent.chat(conversation_id=theirs)

    assert_problem(missing, 404, "CONVERSATION_NOT_FOUND")
    assert missing.raw == foreign.raw


async def test_a_foreign_tenant_id_is_refused(sent: Client, other: TenantWorld):
    for tenant_id in (other.tenant_id, uuid.uuid4()):
        assert_problem(await sent.chat(tenant_id=str(tenant_id)), 403, "FOREIGN_TENANT")


async def test_ones_own_tenant_id_changes_nothing(client: Client):
    assert client.world
    first = await client.chat(tenant_id=str(client.world.tenant_id), request_id="own")
    again = await client.chat(request_id="own")

    assert first.status == 200
    assert first.raw == again.raw


async def test_a_conversation_is_of_one_contact_agent_and_inbox(
    client: Client, database: ScratchDatabase
):
    assert client.world
    conversation = (await client.chat()).json["conversation_id"]
    inbox = database.value(
        "insert into dom360.inboxes (tenant_id, name) values (%s, 'Outra') returning id",
        client.world.tenant_id,
    )
    before = rows_of(database, client.world.tenant_id)

    for elsewhere in (
        {"sender_phone": "+5511987650000"},
        {"agent_type": "COPILOT"},
        {"inbox_id": str(inbox)},
    ):
        answer = await client.chat(conversation_id=conversation, **elsewhere)
        assert_problem(answer, 422, "CONVERSATION_MISMATCH")
    assert rows_of(database, client.world.tenant_id) == before
    assert (await client.chat(conversation_id=conversation)).status == 200


async def test_a_closed_conversation_is_over(client: Client, database: ScratchDatabase):
    assert client.world
    conversation = (await client.chat()).json["conversation_id"]
    database.rows(
        "update dom360.conversations set status = 'closed', closed_at = now() where id = %s",
        conversation,
    )
    before = rows_of(database, client.world.tenant_id)

    refused = await client.chat(conversation_id=conversation)
    after = rows_of(database, client.world.tenant_id)
    anew = await client.chat()

    assert_problem(refused, 409, "CONVERSATION_CLOSED")
    assert after == before
    assert anew.json["conversation_id"] != conversation
    assert anew.json["user_message"]["message_index"] == 1


async def test_an_archived_inbox_takes_no_messages(client: Client, database: ScratchDatabase):
    assert client.world
    database.rows(
        "update dom360.inboxes set archived_at = now() where id = %s", client.world.inbox_id
    )

    assert_problem(await client.chat(), 404, "INBOX_NOT_FOUND")


async def test_an_address_or_method_that_is_not_there(client: Client):
    assert_problem(await client.get("/api/nothing"), 404, "NOT_FOUND")
    assert_problem(await client.get("/api/chat"), 405, "METHOD_NOT_ALLOWED")
    assert_problem(await client.call("DELETE", "/api/conversations"), 405, "METHOD_NOT_ALLOWED")
