"""The dashboards as their callers meet them: real turns, real leads, two companies."""

import csv
import io
from urllib.parse import quote

import pytest

from tests.support.world import Client

NAMES = ("usage", "cost", "performance", "funnel")


async def test_real_turns_are_in_the_figures_and_nobody_elses(client: Client, other_client: Client):
    for _ in range(2):
        assert (await client.chat()).status == 200
    await other_client.chat(message="Bom dia")

    mine = (await client.get("/api/dashboard/usage?preset=today")).json
    theirs = (await other_client.get("/api/dashboard/usage?preset=today&compare=true")).json

    assert (mine["totals"]["messages"], mine["totals"]["answers"]) == (4, 2)
    assert (theirs["totals"]["messages"], theirs["totals"]["conversations"]) == (2, 1)
    assert client.world
    assert mine["by_inbox"][0]["name"] == f"Caixa {client.world.canary}"
    assert mine["top_conversations"][0]["messages"] == 4
    assert mine["reconciled"]["state"] == "never"


@pytest.mark.parametrize("name", NAMES)
async def test_another_companys_inbox_says_nothing(client: Client, other_client: Client, name: str):
    await other_client.chat()
    assert other_client.world
    path = f"/api/dashboard/{name}?inbox_id={other_client.world.inbox_id}&compare=true"

    answer = await client.get(path)

    assert answer.status == 200
    assert str(other_client.world.inbox_id) not in answer.raw.decode()


@pytest.mark.parametrize("name", NAMES)
async def test_a_series_is_complete_and_says_when_it_was_true(client: Client, name: str):
    answer = (
        await client.get(f"/api/dashboard/{name}?first_day=2024-02-26&last_day=2024-03-03")
    ).json

    assert [one["first_day"] for one in answer["buckets"]] == [
        "2024-02-26", "2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02",
        "2024-03-03"]  # fmt: skip
    assert not any(one["partial"] for one in answer["buckets"])
    assert answer["timezone"] == "America/Sao_Paulo"
    assert answer["as_of"]
    assert len(answer.get("series", answer["buckets"])) == 7


@pytest.mark.parametrize("name", NAMES)
async def test_nobody_reads_a_dashboard_without_signing_in(client_of, name: str):
    assert (await client_of(None).get(f"/api/dashboard/{name}")).status == 401
    assert (await client_of(None).get(f"/api/dashboard/{name}/export.csv")).status == 401


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("first_day=2026-03-02&last_day=2026-03-01", 422),
        ("preset=7d&first_day=2026-03-01", 422),
        ("first_day=2020-01-01&last_day=2026-03-01", 422),
        ("granularity=hour", 422),
        ("preset=yesterday", 422),
        ("inbox_id=not-a-uuid", 422),
        ("first_day=0001-01-01&last_day=0001-01-02&compare=true", 422),
        ("model=%00&source=%00", 200),
        ("first_day=0001-01-01&last_day=0001-01-02", 422),
        ("first_day=9999-12-01&last_day=9999-12-31", 422),
        ("first_day=1900-01-01&last_day=1900-01-02&compare=true", 200),
        ("first_day=9000-12-01&last_day=9000-12-31&compare=true", 200),
    ],
)
@pytest.mark.parametrize("name", NAMES)
async def test_odd_questions_get_an_answer_in_words(
    client: Client, name: str, query: str, status: int
):
    answer = await client.get(f"/api/dashboard/{name}?{query}")

    assert (answer.status in (400, 422)) == (status == 422), answer.raw
    assert answer.status < 500


@pytest.mark.parametrize("name", NAMES)
async def test_a_table_comes_as_csv(client: Client, name: str):
    table = "cohorts" if name == "funnel" else "series"

    answer = await client.get(
        f"/api/dashboard/{name}/export.csv?preset=7d&table={table}&delimiter=semicolon"
    )

    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.raw.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) >= 2
    assert all(len(row) == len(rows[0]) for row in rows)
    assert name == "funnel" or (rows[0][0] == "first_day" and len(rows) == 8)


async def test_a_csv_holds_no_formula(client: Client):
    source = '=HYPERLINK("http://evil.example")'
    await client.post("/api/leads", {"phone": "+5511987650001", "source": source})

    answer = await client.get("/api/dashboard/funnel/export.csv?preset=today&table=by_source")

    assert "'=HYPERLINK" in answer.raw.decode()
    assert "\n=HYPERLINK" not in answer.raw.decode()


async def test_a_table_that_is_none_is_refused(client: Client):
    answer = await client.get("/api/dashboard/usage/export.csv?table=as_of")

    assert answer.code == "UNKNOWN_TABLE"


async def test_the_same_leads_are_behind_every_number_of_the_funnel(client: Client):
    for n, states in enumerate(
        [[], ["QUALIFYING"], ["QUALIFYING", "NURTURING"], ["UNQUALIFIED"],
         ["QUALIFYING", "QUALIFIED", "SCHEDULED", "COMPLETED"],
         ["QUALIFYING", "QUALIFIED", "UNQUALIFIED", "CLOSED"]]
    ):  # fmt: skip
        made = await client.post("/api/leads", {"phone": f"+551198765100{n}", "source": "Feira"})
        for state in states:
            moved = await client.post(f"/api/leads/{made.json['id']}/state", {"state": state})
            assert moved.status == 200, moved.raw

    funnel = (await client.get("/api/dashboard/funnel?preset=today&source=feira")).json

    period = (f"source=FEIRA&created_from={quote(funnel['created_from'])}"
              f"&created_before={quote(funnel['created_before'])}")  # fmt: skip

    async def behind(more: str) -> int:
        found = await client.get(f"/api/leads?{period}&{more}")
        assert found.status == 200, found.raw
        return len(found.json["items"])

    assert funnel["totals"]["leads"] == 6
    for step in funnel["steps"]:
        assert await behind(f"reached={step['step']}") == step["leads"]
        assert await behind(f"dropped_at={step['step']}") == step["dropped"]
    for one in funnel["missing"]:
        assert await behind(f"missing={one['field']}") == one["leads"]
    for one in funnel["states"]:
        assert await behind(f"state={one['state']}") == one["leads"]
    assert await behind("dropped=true") == funnel["dropped"] == 3


async def test_the_first_words_of_a_streamed_answer_are_timed(client: Client):
    assert (await client.stream()).status == 200
    assert (await client.chat()).status == 200

    found = (await client.get("/api/dashboard/performance?preset=today")).json["totals"]

    assert found["answers"] == 2
    assert found["first_token"]["answers"] == 1
    assert found["first_token"]["mean_ms"] >= 0


async def test_the_burn_of_a_budget_is_beside_the_cost(client: Client):
    assert client.world
    await client.sign_in(client.world.admin_email)
    made = await client.post(
        "/api/budgets",
        {"scope": "tenant", "period": "month", "kind": "soft", "max_tokens": 1_000_000},
    )
    assert made.status == 201, made.raw
    answer = await client.chat()

    (burn,) = (await client.get("/api/dashboard/cost?preset=this_month")).json["budgets"]

    assert burn["id"] == made.json["id"]
    assert burn["max_tokens"] == 1_000_000
    assert burn["used_tokens"] == answer.json["usage"]["total_tokens"]
