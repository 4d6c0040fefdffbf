"""The list of leads: search, filters, pages."""

from uuid import uuid4

import pytest

from tests.leads.conftest import MakeLead
from tests.support.problems import assert_problem
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


async def test_several_inboxes_and_sources_are_asked_for_at_once(
    client: Client, make_lead: MakeLead
):
    for n, source in enumerate(["Feira", "feira", "Site", None]):
        await make_lead(f"+551190000000{n}", **({"source": source} if source else {}))

    async def found(query: str) -> int:
        listed = await client.get(f"/api/leads?{query}")
        counted = await client.get(f"/api/leads/funnel?{query}")
        assert listed.status == 200, listed.raw
        assert counted.json["total"] == len(listed.json["items"])
        return len(listed.json["items"])

    inbox = client.world.inbox_id
    assert await found("source=FEIRA") == 2
    assert await found("source=FEIRA&source=site") == 3
    assert await found("source=") == 1
    assert await found("source=&source=site") == 2
    assert await found(f"inbox_id={inbox}&inbox_id={uuid4()}") == 4
    assert await found(f"inbox_id={uuid4()}") == 0
    assert await found("reached=QUALIFYING") == 0
    assert await found("dropped=true") == 0


@pytest.mark.parametrize(
    "search", ["sao jose", "SÃO JOSÉ", "josé", "jose da", "98765-4321", "+5511987654321"]
)
async def test_search_knows_neither_accents_nor_capitals(
    client: Client, make_lead: MakeLead, search: str
):
    wanted = await make_lead(name="José da Silva", fields={"company": "Padaria São José"})
    await make_lead("+5521912340000", name="Bruna", fields={"company": "Mercado 100%"})

    found = (await client.get("/api/leads", params={"search": search})).json["items"]

    assert [lead["id"] for lead in found] == [wanted["id"]]


@pytest.mark.parametrize(("search", "hits"), [("%", 1), ("_", 0), ("\\", 0), ("100%", 1)])
async def test_search_takes_its_words_literally(
    client: Client, make_lead: MakeLead, search: str, hits: int
):
    await make_lead(name="Ana")
    await make_lead("+5521912340000", name="Bruna", fields={"company": "Mercado 100%"})

    found = (await client.get("/api/leads", params={"search": search})).json["items"]

    assert len(found) == hits


async def test_filters_narrow_the_list(client: Client, make_lead: MakeLead):
    hot = await make_lead("+5511900000001", fields=FULL, source="feira")
    await make_lead("+5511900000002")
    moved = await make_lead("+5511900000003")
    await client.post(f"/api/leads/{moved['id']}/state", {"state": "QUALIFYING"})

    async def ids(**params: str | list[str]) -> set[str]:
        answer = await client.get("/api/leads", params=params)
        assert answer.status == 200, answer.raw
        return {lead["id"] for lead in answer.json["items"]}

    assert await ids(min_score="70") == {hot["id"]}
    assert await ids(source="feira") == {hot["id"]}
    assert await ids(state="QUALIFYING") == {moved["id"]}
    assert len(await ids(state=["NEW", "QUALIFYING"])) == 3
    assert len(await ids(max_score="10")) == 2
    assert await ids(created_before="2020-01-01T00:00:00Z") == set()
    assert len(await ids(inbox_id=str(client.world.inbox_id), unowned="true")) == 3


@pytest.mark.parametrize("sort", ["activity", "score"])
async def test_pages_hold_every_lead_once(client: Client, make_lead: MakeLead, sort: str):
    made = [await make_lead(f"+551190000000{n}", fields={"pain": "x"} if n % 2 else {})
            for n in range(7)]  # fmt: skip
    seen: list[dict] = []
    cursor = None
    while True:
        params = {"sort": sort, "limit": "3"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/api/leads", params=params)).json
        seen += page["items"]
        cursor = page["cursor"]
        if cursor is None:
            break

    assert sorted(lead["id"] for lead in seen) == sorted(lead["id"] for lead in made)
    keys = [
        lead["score"]["total"] if sort == "score" else lead["last_activity_at"] for lead in seen
    ]
    assert keys == sorted(keys, reverse=True)


@pytest.mark.parametrize("cursor", ["x", "!!!", "YWJj", "c2NvcmV8OTl8eA==", "á"])
async def test_a_foreign_cursor_is_refused(client: Client, cursor: str):
    assert_problem(await client.get("/api/leads", params={"cursor": cursor}), 422, "INVALID_CURSOR")


async def test_the_funnel_counts_every_state(client: Client, make_lead: MakeLead):
    moved = await make_lead("+5511900000001", fields={"pain": "filas"})
    await client.post(f"/api/leads/{moved['id']}/state", {"state": "QUALIFYING"})
    await make_lead("+5511900000002")

    funnel = (await client.get("/api/leads/funnel")).json
    steps = {step["state"]: step for step in funnel["steps"]}

    assert funnel["total"] == 2
    assert len(steps) == 9
    assert steps["QUALIFYING"] == {
        "state": "QUALIFYING", "leads": 1, "mean_score": 35.0, "value_cents": 0,
    }  # fmt: skip
    assert steps["NEW"]["leads"] == 1
    assert (await client.get("/api/leads/funnel?min_score=30")).json["total"] == 1
    assert (await client.get("/api/leads/funnel?search=0000002")).json["steps"][0]["leads"] == 1
    assert (await client.get("/api/leads/funnel?unowned=true")).json["total"] == 2
