"""Leads as files."""

import csv
import io

import pytest

from dom360.db.database import Database
from dom360.leads import csv_export
from dom360.leads.csv_export import harmless
from dom360.leads.models import LeadFilter
from dom360.leads.schemas import Sort
from tests.leads.conftest import MakeLead, add_lead
from tests.support.problems import assert_problem
from tests.support.world import Answer, Client

HEADING = "phone,name,company,budget,authority,timeline\n"


async def send(client: Client, text: str | bytes, **params: str) -> Answer:
    raw = text.encode() if isinstance(text, str) else text
    return await client.call(
        "POST", "/api/leads/import", data=raw, params=params, headers={"Content-Type": "text/csv"}
    )


def rows_of(answer: Answer, delimiter: str = ",") -> list[dict[str, str]]:
    text = answer.raw.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize(
    "evil",
    [
        "=1+1",
        "+55",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\uff1d1",
        '=HYPERLINK("http://evil.example","x")',
    ],
)
def test_no_cell_is_a_formula(evil: str):
    assert harmless(evil) == "'" + evil


def test_what_is_no_formula_stays():
    assert [harmless(one) for one in ("Ana", 40, None, "a=b", "'já")] == [
        "Ana",
        "40",
        "",
        "a=b",
        "'já",
    ]


async def test_an_export_holds_the_tenants_leads_and_no_formula(
    client: Client, other_client: Client, make_lead: MakeLead
):
    await make_lead(fields={"company": '=cmd|"/c calc"!A0', "pain": 'aspas " e, vírgulas\nlinha'})
    await add_lead(other_client)

    answer = await client.get("/api/leads/export.csv")

    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/csv")
    [row] = rows_of(answer)
    assert row["company"] == '\'=cmd|"/c calc"!A0'
    assert row["pain"] == 'aspas " e, vírgulas\nlinha'
    assert row["phone"] == "'+5511987654321"
    assert client.world.canary in row["name"]


@pytest.mark.parametrize("sort", ["activity", "created", "stalest", "score"])
async def test_an_export_of_several_pages_holds_each_lead_once(
    client: Client, make_lead: MakeLead, monkeypatch: pytest.MonkeyPatch, db: Database, sort: Sort
):
    made = [await make_lead(f"+551190000000{n}") for n in range(5)]
    await client.post(f"/api/leads/{made[0]['id']}/comments", {"text": "de novo"})
    monkeypatch.setattr(csv_export, "_ROWS_AT_ONCE", 2)

    only = LeadFilter(sort=sort)
    parts = csv_export.write(db, client.world.tenant_id, only, csv_export.CsvForm())
    text = "".join([part async for part in parts])

    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    assert sorted(row["id"] for row in rows) == sorted(lead["id"] for lead in made)


async def test_an_export_follows_the_filters_and_the_wished_separator(
    client: Client, make_lead: MakeLead
):
    await make_lead("+5511900000001", source="feira")
    await make_lead("+5511900000002")

    answer = await client.get(
        "/api/leads/export.csv", params={"source": "feira", "delimiter": "semicolon"}
    )

    assert [row["phone"] for row in rows_of(answer, ";")] == ["'+5511900000001"]


async def test_an_export_goes_over_its_pages(client: Client):
    lines = "".join(f"+55119000{n:05},Nome {n}\n" for n in range(501))
    await send(client, "phone,name\n" + lines)

    rows = rows_of(await client.get("/api/leads/export.csv"))

    assert len({row["id"] for row in rows}) == len(rows) == 501


async def test_valid_lines_are_stored_and_the_rest_is_named(client: Client):
    text = HEADING + (
        "+5511900000001,Ana,Padaria Sol,5000,self,30\n"
        "(11) 90000-0002,Bruno,,,minha sócia,depois do carnaval\n"
        "não é telefone,Carla,,,,\n"
        "\n"
        "+5511900000004,Dora,,muito,,\n"
        "+5511900000005,Eva,,-5,,\n"
        f"+5511900000006,Fabio,{'x' * 301},,,\n"
    )

    report = (await send(client, text)).json

    assert (report["rows"], report["created"], report["rejected"]) == (6, 2, 4)
    assert [(error["line"], error["field"], error["code"]) for error in report["errors"]] == [
        (4, "phone", "INVALID_PHONE"),
        (6, "budget", "NOT_A_NUMBER"),
        (7, "budget", "OUT_OF_RANGE"),
        (8, "company", "TOO_LONG"),
    ]
    assert "muito" not in str(report)
    leads = {
        lead["name"]: lead["fields"] for lead in (await client.get("/api/leads")).json["items"]
    }
    assert leads["Ana"]["budget"]["value"]["amount"] == 5000
    assert leads["Bruno"]["authority"]["value"] == {"decides": "other", "who": "minha sócia"}


async def test_a_dry_run_says_the_same_and_stores_nothing(client: Client, make_lead: MakeLead):
    await make_lead("+5511900000001")
    text = "phone,name\n+5511900000001,Ana\n+5511900000002,Bia\n+5511900000002,Bia\nx,y\n"

    foreseen = (await send(client, text, dry_run="true")).json
    before = len((await client.get("/api/leads")).json["items"])
    done = (await send(client, text)).json

    assert before == 1
    assert foreseen | {"dry_run": False} == done
    assert (done["created"], done["updated"], done["rejected"]) == (1, 2, 1)


async def test_an_import_can_be_sent_again(client: Client):
    text = HEADING + "+5511900000001,Ana,Padaria Sol,5000,self,30\n"

    await send(client, text)
    again = (await send(client, text)).json

    assert (again["created"], again["updated"]) == (0, 1)
    [lead] = (await client.get("/api/leads")).json["items"]
    events = (await client.get(f"/api/leads/{lead['id']}/events")).json["items"]
    assert len([event for event in events if event["kind"] == "field"]) == 4


async def test_an_export_can_be_imported(client: Client, other_client: Client, make_lead: MakeLead):
    await make_lead("+5511900000001", name="Ana", fields={"company": "=Sol", "employees": 7})
    exported = (await client.get("/api/leads/export.csv")).raw

    report = (await send(other_client, exported)).json

    assert (report["created"], report["rejected"]) == (1, 0)
    [lead] = (await other_client.get("/api/leads")).json["items"]
    assert (lead["phone"], lead["fields"]["company"]["value"]) == ("+5511900000001", "=Sol")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
async def test_usual_encodings_are_read(client: Client, encoding: str):
    text = "phone;name\r\n+5511900000001;José Ângelo\r\n"

    report = (await send(client, text.encode(encoding))).json

    assert report["created"] == 1
    [lead] = (await client.get("/api/leads")).json["items"]
    assert lead["name"] == "José Ângelo"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("phone,name\n+5511900000001,José\n".encode("latin-1"), "INVALID_FILE"),
        (b"", "INVALID_FILE"),
        (b"\xff\xfe\x00", "INVALID_FILE"),
        (b"phone,name\n+5511900000001,a\x00b\n", "INVALID_FILE"),
        (b'phone,name\n"+5511900000001,a\n', "INVALID_FILE"),
        (b"PK\x03\x04\x14\x00\x06\x00", "INVALID_FILE"),
        (b"name\nAna\n", "NO_PHONE_COLUMN"),
        (b"phone\n" + b"+5511900000001\n" * 2001, "TOO_MANY_ROWS"),
        (b"phone,name\n+5511900000001," + b"x" * 200_000, "INVALID_FILE"),
    ],
    ids=[
        "latin-1",
        "empty",
        "half utf-16",
        "nul",
        "open quote",
        "xlsx",
        "no phone",
        "rows",
        "cell",
    ],
)
async def test_what_is_no_good_file_is_refused(client: Client, raw: bytes, code: str):
    assert_problem(await send(client, raw), 422, code)
    assert (await client.get("/api/leads")).json["items"] == []


async def test_a_huge_file_is_refused_by_its_size(client: Client):
    answer = await send(client, b"phone\n" + b"x" * 1024 * 1024)

    assert_problem(answer, 413, "PAYLOAD_TOO_LARGE")


async def test_only_the_import_may_be_that_large(client: Client):
    answer = await client.call("POST", "/api/leads", data=b"x" * 300 * 1024)

    assert_problem(answer, 413, "PAYLOAD_TOO_LARGE")


async def test_an_import_into_another_tenants_inbox_is_refused(
    client: Client, other_client: Client
):
    answer = await send(
        client, "phone\n+5511900000001\n", inbox_id=str(other_client.world.inbox_id)
    )

    assert_problem(answer, 404, "INBOX_NOT_FOUND")
