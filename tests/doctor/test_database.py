"""What `dom360 doctor` says of months, archives and the guard, and what docs/database.md tells."""

import re
from collections.abc import Iterator

import psycopg
import pytest
from pydantic import SecretStr

from dom360.db import schema_docs
from dom360.launch.doctor.database import check_database
from dom360.launch.doctor.findings import Level
from dom360.settings import Settings
from tests.db.tenants import store_tenant
from tests.support.postgres import Cluster, ScratchDatabase


@pytest.fixture
def database(cluster: Cluster) -> Iterator[ScratchDatabase]:
    with cluster.new_database() as made:
        yield made


def _found(database: ScratchDatabase) -> dict[str, tuple[Level, str]]:
    settings = Settings(
        database_url=SecretStr(database.owner_url), database_app_url=SecretStr(database.app_url)
    )
    return {one.check: (one.level, one.message) for one in check_database(settings)}


def _drop_month(database: ScratchDatabase, ahead: int) -> None:
    month = database.value(
        "select to_char((now() at time zone 'utc') + make_interval(months => %s),"
        " '\"dom360.messages_\"YYYY_MM')",
        ahead,
    )
    database.rows(f"drop table {month}")


@pytest.mark.parametrize(
    ("missing", "level", "ahead"),
    [(None, Level.OK, 3), (3, Level.OK, 2), (2, Level.WARN, 1), (1, Level.FAIL, 0),
     (0, Level.FAIL, 0)],
)  # fmt: skip
def test_the_doctor_counts_the_months_ahead(
    database: ScratchDatabase, missing: int | None, level: Level, ahead: int
):
    if missing is not None:
        _drop_month(database, missing)

    assert _found(database)["months"] == (level, f"messages has {ahead} months ahead")


def test_the_doctor_says_what_waits_for_the_archive(database: ScratchDatabase):
    assert "retention" not in _found(database)
    database.rows("set role dom360_owner; select dom360.make_month('messages', '2020-01-01')")
    database.rows("insert into dom360.retention_rules values ('standard', 'messages', 12)")

    assert _found(database)["retention"] == (
        Level.WARN,
        "messages_2020_01 can go to the archive",
    )


def test_the_doctor_misses_the_guard(database: ScratchDatabase):
    assert _found(database)["guard"][0] is Level.OK
    database.rows("drop event trigger dom360_guard")

    assert _found(database)["guard"][0] is Level.WARN


def test_the_doctor_names_counters_that_differ_from_their_messages(database: ScratchDatabase):
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        stored = store_tenant(owner)
        for off, level in ((0, Level.OK), (2, Level.FAIL)):
            owner.execute(
                "update dom360.consumption_proofs set rows_off = %s where tenant_id = %s",
                [off, stored.tenant_id],
            )
            assert _found(database)["counters"][0] is level


def test_the_document_is_what_the_catalogue_says(database: ScratchDatabase):
    document = schema_docs.DOCUMENT.read_text(encoding="utf-8")

    chapters = schema_docs.describe(database.owner_url)

    assert schema_docs.fill(document, chapters) == document, "The schema changed. Run: make schema"
    assert chapters.erd.count(" {\n") >= 15


def test_every_table_says_what_it_is(database: ScratchDatabase):
    untold = database.rows(
        "select relname from pg_class where relnamespace = 'dom360'::regnamespace"
        " and relkind in ('r', 'p') and not relispartition and obj_description(oid) is null"
        " and relname <> 'alembic_version'"
    )

    assert untold == []


QUERIES = [
    text
    for text in re.findall(r"```sql\n(.*?)```", schema_docs.DOCUMENT.read_text(), re.DOTALL)
    if "…" not in text
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_queries_for_operators_run(database: ScratchDatabase, query: str):
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(query)  # type: ignore[call-overload]
        connection.rollback()


def test_a_lost_marker_is_noticed():
    with pytest.raises(ValueError, match="lost its marker"):
        schema_docs.fill("# The database", schema_docs.Chapters("", ""))
