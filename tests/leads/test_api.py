"""Leads as operators meet them over HTTP."""

import asyncio

import pytest

from tests.leads.conftest import MakeLead, add_lead
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem, assert_refused
from tests.support.world import Client

FULL = {
    "company": "Clínica São José",
    "sector": "saúde",
    "employees": 40,
    "pain": "perdemos agendamentos",
    "budget": {"amount": 5000, "period": "month"},
    "authority": {"decides": "self"},
    "timeline": {"within_days": 30},
}


async def test_a_lead_shows_what_is_known_and_where_from(client: Client, make_lead: MakeLead):
    made = await make_lead(fields=FULL, source="site")

    lead = (await client.get(f"/api/leads/{made['id']}")).json

    assert lead["state"] == "NEW"
    assert lead["next_states"] == ["QUALIFYING", "UNQUALIFIED"]
    assert lead["score"] == {
        "total": 100, "budget": 25, "authority": 30, "need": 35, "timeline": 10,
        "criteria_met": 4, "action": "book_now",
    }  # fmt: skip
    assert lead["fields"]["company"]["value"] == "Clínica São José"
    assert lead["fields"]["budget"]["value"] == {
        "amount": 5000, "currency": "BRL", "period": "month",
    }  # fmt: skip
    assert lead["fields"]["pain"]["points"] == 35
    assert lead["fields"]["pain"]["evidence"] is None
    kinds = [event["kind"] for event in lead["timeline"]["items"]]
    assert kinds == ["field"] * 7 + ["created"]
    assert lead["timeline"]["items"][0]["actor_kind"] == "api_key"


async def test_a_contact_has_one_living_lead(client: Client, make_lead: MakeLead):
    answers = await asyncio.gather(
        *(client.post("/api/leads", {"phone": "+5511987650000"}) for _ in range(8))
    )

    assert sorted(answer.status for answer in answers) == [200] * 7 + [201]
    assert len({answer.json["id"] for answer in answers}) == 1


async def test_a_closed_leads_contact_begins_anew(client: Client, make_lead: MakeLead):
    first = await make_lead()
    for state in ("UNQUALIFIED", "CLOSED"):
        await client.post(f"/api/leads/{first['id']}/state", {"state": state})

    second = await make_lead()

    assert second["id"] != first["id"]
    assert second["state"] == "NEW"


@pytest.mark.parametrize(
    ("phone", "stored"),
    [
        ("+5511987654321", "+5511987654321"),
        ("(11) 98765-4321", "+5511987654321"),
        ("11 98765 4321", "+5511987654321"),
        ("+1 415 555 2671", "+14155552671"),
    ],
)
async def test_a_phone_is_read_as_people_write_it(client: Client, phone: str, stored: str):
    assert (await add_lead(client, phone))["phone"] == stored


@pytest.mark.parametrize("phone", ["", "abc", "12", "+55", "\u0661\u0662"])
async def test_what_is_no_phone_is_refused(client: Client, phone: str):
    assert_problem(await client.post("/api/leads", {"phone": phone}), 422, "INVALID_PHONE_FORMAT")


async def test_a_person_edits_a_lead(client: Client, make_lead: MakeLead):
    lead = await make_lead(fields=FULL)

    answer = await client.call(
        "PATCH",
        f"/api/leads/{lead['id']}",
        json={
            "fields": {"company": "Outra", "pain": None},
            "interest": "high",
            "outcome": "won",
            "value_cents": 1_250_000,
            "meeting_at": "2030-01-02T10:00:00-03:00",
        },
    )

    assert answer.status == 200, answer.raw
    changed = answer.json
    assert changed["fields"]["company"]["value"] == "Outra"
    assert "pain" not in changed["fields"]
    assert changed["score"]["total"] == 65
    assert (changed["outcome"], changed["value_cents"]) == ("won", 1_250_000)
    assert changed["timeline"]["items"][0]["new"]["interest"] == "high"


async def test_what_a_patch_does_not_name_stays(client: Client, make_lead: MakeLead):
    lead = await make_lead(source="site", fields=FULL)

    changed = (
        await client.call("PATCH", f"/api/leads/{lead['id']}", json={"interest": "low"})
    ).json

    assert changed["source"] == "site"
    assert len(changed["fields"]) == 7


async def test_an_owner_is_somebody_of_the_company(
    client: Client, other_client: Client, make_lead: MakeLead
):
    lead = await make_lead()
    mine, theirs = await user_id(client), await user_id(other_client)

    good = await client.call("PATCH", f"/api/leads/{lead['id']}", json={"owner_user_id": mine})
    bad = await client.call("PATCH", f"/api/leads/{lead['id']}", json={"owner_user_id": theirs})

    assert good.json["owner_user_id"] == mine
    assert_problem(bad, 422, "OWNER_NOT_FOUND")


async def user_id(client: Client) -> str:
    key = client.headers.copy()
    session = await client.sign_in(client.world.admin_email)
    client.headers.clear()
    client.headers.update(key)
    return str(session.json["user"]["id"])


async def test_comments_are_kept_in_the_timeline(client: Client, make_lead: MakeLead):
    lead = await make_lead()
    for text in ("primeiro", "segundo"):
        await client.post(f"/api/leads/{lead['id']}/comments", {"text": text})

    events = (await client.get(f"/api/leads/{lead['id']}/events", params={"limit": "1"})).json
    earlier = await client.get(
        f"/api/leads/{lead['id']}/events", params={"cursor": events["cursor"]}
    )

    assert [event["comment"] for event in events["items"]] == ["segundo"]
    assert [event["comment"] for event in earlier.json["items"]] == ["primeiro", None]


async def test_an_illegal_move_says_where_the_lead_can_go(client: Client, make_lead: MakeLead):
    lead = await make_lead()

    refused = assert_problem(
        await client.post(f"/api/leads/{lead['id']}/state", {"state": "SCHEDULED"}),
        409,
        "ILLEGAL_LEAD_STATE",
    )

    assert "QUALIFYING, UNQUALIFIED" in refused["detail"]


async def test_merging_keeps_what_both_knew(client: Client, make_lead: MakeLead):
    kept = await make_lead("+5511900000001", fields={"company": "Padaria Sol"})
    double = await make_lead("+5511900000002", fields={"pain": "filas"}, source="feira")
    await client.post(f"/api/leads/{double['id']}/comments", {"text": "ligou ontem"})

    first = await client.post(f"/api/leads/{kept['id']}/merge", {"duplicate_id": double["id"]})
    again = await client.post(f"/api/leads/{kept['id']}/merge", {"duplicate_id": double["id"]})

    assert (first.status, again.status) == (200, 200)
    assert first.json == again.json
    assert set(first.json["fields"]) == {"company", "pain"}
    assert first.json["source"] == "feira"
    assert first.json["score"]["need"] == 35
    comments = [event["comment"] for event in first.json["timeline"]["items"] if event["comment"]]
    assert comments == ["ligou ontem"]
    assert [lead["id"] for lead in (await client.get("/api/leads")).json["items"]] == [kept["id"]]
    assert (await client.get(f"/api/leads/{double['id']}")).json["merged_into"] == kept["id"]
    assert (await make_lead("+5511900000002"))["id"] == kept["id"]


async def test_merges_do_not_make_chains_or_circles(client: Client, make_lead: MakeLead):
    a, b, c = [(await make_lead(f"+551190000000{n}"))["id"] for n in range(3)]

    async def merge(into: str, duplicate: str):
        return await client.post(f"/api/leads/{into}/merge", {"duplicate_id": duplicate})

    assert (await merge(a, b)).status == 200
    assert_problem(await merge(b, a), 409, "LEAD_MERGED")
    assert_problem(await merge(a, a), 422, "MERGE_WITH_ITSELF")
    assert (await merge(c, a)).status == 200
    assert (await client.get(f"/api/leads/{b}")).json["merged_into"] == c


async def test_two_merges_at_once_do_not_lock_each_other_out(client: Client, make_lead: MakeLead):
    a, b = [(await make_lead(f"+551190000000{n}"))["id"] for n in range(2)]

    answers = await asyncio.gather(
        client.post(f"/api/leads/{a}/merge", {"duplicate_id": b}),
        client.post(f"/api/leads/{b}/merge", {"duplicate_id": a}),
    )

    assert sorted(answer.status for answer in answers) == [200, 409]


async def test_no_lead_is_seen_or_touched_by_another_tenant(
    client: Client, other_client: Client, make_lead: MakeLead
):
    lead = await make_lead(fields={"company": f"Firma {client.world.canary}"})
    theirs = await add_lead(other_client, "+5511987654321")
    path = f"/api/leads/{lead['id']}"

    for call in (
        other_client.get(path),
        other_client.get(f"{path}/events"),
        other_client.call("PATCH", path, json={"interest": "high"}),
        other_client.post(f"{path}/comments", {"text": "oi"}),
        other_client.post(f"{path}/state", {"state": "UNQUALIFIED"}),
        other_client.post(f"{path}/merge", {"duplicate_id": theirs["id"]}),
        other_client.post(f"/api/leads/{theirs['id']}/merge", {"duplicate_id": lead["id"]}),
    ):
        assert_problem(await call, 404, "LEAD_NOT_FOUND")
    listed = (await other_client.get("/api/leads", params={"search": "Ana"})).json["items"]
    assert [one["id"] for one in listed] == [theirs["id"]]
    assert (await client.get(path)).json["state"] == "NEW"


async def test_a_viewer_reads_and_changes_nothing(client: Client, make_lead: MakeLead, make):
    lead = await make_lead()
    await client.sign_in(await make.person(client.world.tenant_id, "VIEWER"))

    assert (await client.get(f"/api/leads/{lead['id']}")).status == 200
    for path, body in (
        ("/api/leads", {"phone": "+5511900000009"}),
        (f"/api/leads/{lead['id']}/comments", {"text": "oi"}),
        (f"/api/leads/{lead['id']}/state", {"state": "UNQUALIFIED"}),
        ("/api/leads/import", {}),
    ):
        assert_problem(await client.post(path, body), 403, "FORBIDDEN")


@pytest.mark.parametrize(
    "body",
    [
        {"phone": "+5511987654321", "tenant_id": "x"},
        {"phone": "+5511987654321", "fields": {"color": "red"}},
        {"phone": "+5511987654321", "fields": {"employees": "40"}},
        {"phone": "+5511987654321", "fields": {"employees": -1}},
        {"phone": "+5511987654321", "fields": {"budget": {"amount": 1e400}}},
        {"phone": "+5511987654321", "fields": {"budget": {"amount": True}}},
        {"phone": "+5511987654321", "fields": {"authority": {"decides": "nobody"}}},
        {"phone": "+5511987654321", "fields": {"company": "   "}},
        {"phone": "+5511987654321", "fields": {"company": "a\x00b"}},
        {"phone": "+5511987654321", "fields": {"company": "x" * 301}},
        {"phone": 5511987654321},
    ],
)
async def test_a_body_is_read_strictly(client: Client, body: dict):
    assert_refused(await client.post("/api/leads", body))


async def test_what_people_do_with_leads_is_in_the_audit_log(
    client: Client, make_lead: MakeLead, database: ScratchDatabase
):
    lead, double = await make_lead("+5511900000001"), await make_lead("+5511900000002")
    await client.post(f"/api/leads/{lead['id']}/state", {"state": "QUALIFYING"})
    await client.post(f"/api/leads/{lead['id']}/comments", {"text": "não enche o registro"})
    await client.post(f"/api/leads/{lead['id']}/merge", {"duplicate_id": double["id"]})
    await client.get("/api/leads/export.csv")
    await client.call("POST", "/api/leads/import", data=b"phone\n+5511900000001\n")

    actions = database.rows(
        "select action, actor_kind from dom360.audit_log where tenant_id = %s "
        "and action ~ '^leads?[.]' order by seq",
        client.world.tenant_id,
    )

    assert actions == [
        ("lead.added", "api_key"),
        ("lead.added", "api_key"),
        ("lead.changed", "api_key"),
        ("lead.changed", "api_key"),
        ("leads.exported", "api_key"),
        ("leads.imported", "api_key"),
    ]
