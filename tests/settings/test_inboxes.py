"""Inboxes: created, changed, archived; open or closed by the company's clock."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from dom360.inboxes.schemas import BusinessHours
from tests.doubles.fake_agent import FakeAgent
from tests.settings.conftest import patch
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld

INBOXES = "/api/inboxes"
WEEKDAYS = tuple(BusinessHours.model_fields)
ALWAYS = {day: [{"from": "00:00", "to": "24:00"}] for day in WEEKDAYS}


async def test_an_inbox_is_created_and_takes_messages(
    admin: Client, client: Client, tenant: TenantWorld
):
    name = f"WhatsApp {tenant.canary}"

    made = await admin.post(INBOXES, {"name": name, "greeting": "Olá! Como podemos ajudar?"})

    assert made.status == 201, made.raw
    assert (made.json["name"], made.json["default_agent_type"]) == (name, "SDR")
    assert (made.json["inherits_agent_type"], made.json["open_now"]) == (True, True)
    listed = (await client.get(INBOXES)).json["items"]
    assert [one["id"] for one in listed] == [str(tenant.inbox_id), made.json["id"]]
    assert (await client.chat("Olá", inbox_id=made.json["id"])).status == 200


async def test_an_archived_inbox_takes_no_turns_and_keeps_its_conversations(
    admin: Client, client: Client, tenant: TenantWorld
):
    await client.chat("Antes")
    other_inbox = (await admin.post(INBOXES, {"name": "Outra"})).json["id"]

    archived = await admin.post(f"{INBOXES}/{tenant.inbox_id}/archive", None)

    assert archived.json["archived_at"]
    assert [one["id"] for one in (await client.get(INBOXES)).json["items"]] == [other_inbox]
    assert len((await client.get(f"{INBOXES}?archived=true")).json["items"]) == 2
    assert_problem(await client.chat("Depois"), 404, "INBOX_NOT_FOUND")
    assert len((await client.get("/api/conversations")).json["items"]) == 1
    changed = await patch(admin, f"{INBOXES}/{tenant.inbox_id}", name="Nova")
    assert_problem(changed, 409, "INBOX_ARCHIVED")
    await admin.post(f"{INBOXES}/{tenant.inbox_id}/restore", None)
    assert (await client.chat("De volta")).status == 200


async def test_the_last_inbox_stays_also_when_two_are_archived_at_once(
    admin: Client, tenant: TenantWorld
):
    second = (await admin.post(INBOXES, {"name": "Segunda"})).json["id"]

    answers = await asyncio.gather(
        *(admin.post(f"{INBOXES}/{one}/archive", None) for one in (tenant.inbox_id, second))
    )

    assert sorted(answer.status for answer in answers) == [200, 409]
    assert len((await admin.get(INBOXES)).json["items"]) == 1


async def test_one_company_does_not_reach_anothers_inbox(
    admin: Client, other: TenantWorld, database: ScratchDatabase
):
    theirs = f"{INBOXES}/{other.inbox_id}"

    for answer in (
        await admin.get(theirs),
        await patch(admin, theirs, name="Minha"),
        await admin.post(f"{theirs}/archive", None),
        await admin.post(f"{theirs}/restore", None),
    ):
        assert_problem(answer, 404, "INBOX_NOT_FOUND")

    name = database.value("select name from dom360.inboxes where id = %s", other.inbox_id)
    assert name == f"Caixa {other.canary}"


def monday(*spans: tuple[str, str]) -> dict[str, object]:
    return {"business_hours": {"monday": [{"from": a, "to": b} for a, b in spans]}}


REFUSED = [
    ({"name": " "}, "body.name"),
    ({"name": "x" * 101}, "body.name"),
    ({"greeting": ""}, "body.greeting"),
    ({"default_agent_type": "BOT"}, "body.default_agent_type"),
    (monday(("18:00", "09:00")), "body.business_hours.monday.0"),
    (monday(("09:00", "25:00")), "body.business_hours.monday.0.to"),
    (monday(("09:00", "12:00"), ("11:00", "13:00")), "body.business_hours.monday"),
    ({"business_hours": {"segunda": []}}, "body.business_hours.segunda"),
    ({"id": "00000000-0000-7000-8000-000000000001"}, "body.id"),
]


@pytest.mark.parametrize(("fields", "named"), REFUSED, ids=lambda value: str(value)[:50])
async def test_what_is_not_valid_is_named_and_stores_nothing(
    admin: Client, fields: dict[str, object], named: str
):
    answer = await admin.post(INBOXES, {"name": "Nova", **fields})

    problem = assert_problem(answer, 422, "VALIDATION_FAILED")
    assert [one["field"] for one in problem["errors"]] == [named]
    assert len((await admin.get(f"{INBOXES}?archived=true")).json["items"]) == 1


async def test_changes_keep_what_is_not_sent_and_null_takes_away(
    admin: Client, tenant: TenantWorld
):
    inbox = f"{INBOXES}/{tenant.inbox_id}"
    await patch(admin, inbox, greeting="Oi", default_agent_type="COPILOT", business_hours=ALWAYS)

    changed = await patch(admin, inbox, away_message="Voltamos já", default_agent_type=None)

    assert changed.json["greeting"] == "Oi"
    assert changed.json["business_hours"]["sunday"] == ALWAYS["sunday"]
    assert (changed.json["default_agent_type"], changed.json["inherits_agent_type"]) == (
        "SDR",
        True,
    )


async def test_the_turn_tells_the_agent_whether_people_are_there(
    admin: Client, client: Client, fake_agent: FakeAgent, tenant: TenantWorld
):
    inbox = f"{INBOXES}/{tenant.inbox_id}"
    closed = await patch(admin, inbox, business_hours={}, away_message="Até amanhã")
    await client.chat("Fora do horário")
    opened = await patch(admin, inbox, business_hours=ALWAYS)
    await client.chat("No horário")

    assert (closed.json["open_now"], opened.json["open_now"]) == (False, True)
    told = [call.body["inbox"] for call in fake_agent.calls()]
    name = f"Caixa {tenant.canary}"
    assert told == [
        {"name": name, "open_now": False, "away_message": "Até amanhã"},
        {"name": name, "open_now": True, "away_message": "Até amanhã"},
    ]


SPANS = st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(
    lambda minutes: sorted(minutes)[: len(minutes) // 2 * 2]
)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@pytest.fixture(scope="module")
def connection(database: ScratchDatabase) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(database.owner_url, autocommit=True) as opened:
        yield opened


@given(
    days=st.dictionaries(st.sampled_from(WEEKDAYS), SPANS),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001
)
def test_open_is_what_the_companys_clock_says(
    connection: psycopg.Connection[Any], days: dict[str, list[int]], at: datetime
):
    hours = BusinessHours.model_validate({
        day: [{"from": clock(a), "to": clock(b)}
              for a, b in zip(minutes[::2], minutes[1::2], strict=True)]
        for day, minutes in days.items()
    })  # fmt: skip
    moment = at.replace(tzinfo=ZoneInfo("UTC"))

    ((is_open,),) = connection.execute(
        "select dom360.is_open(%s, 'America/Sao_Paulo', %s)", [Jsonb(hours.as_json()), moment]
    ).fetchall()

    local = moment.astimezone(ZoneInfo("America/Sao_Paulo"))
    spans = getattr(hours, WEEKDAYS[local.weekday()])
    assert is_open is any(span.from_ <= f"{local:%H:%M}" < span.to for span in spans)
