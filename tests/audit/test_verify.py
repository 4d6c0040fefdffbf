"""`dom360 audit verify` finds every kind of tampering, and says where."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest

from dom360.audit import verify
from dom360.audit.models import ChainReport
from dom360.audit.verify import verify_chains
from dom360.db.database import Database
from dom360.errors import NotFound
from tests.support.postgres import Cluster, ScratchDatabase
from tests.support.world import Maker, TenantWorld

# As somebody who owns the server would: no trigger, no row security.
SILENTLY = "set session_replication_role = replica;"
REHASH = (
    "update dom360.audit_log a set hash = sha256(convert_to(dom360.audit_canonical(a), 'UTF8')) "
    "where tenant_id = '{t}' and seq = {n};"
)


@pytest.fixture(scope="module")
def scratch(cluster: Cluster) -> Iterator[ScratchDatabase]:
    with cluster.new_database() as made:
        yield made


@pytest.fixture(scope="module")
async def own(scratch: ScratchDatabase) -> AsyncIterator[Database]:
    db = Database(scratch.app_url, pool_size=2)
    yield db
    await db.close()


@pytest.fixture
async def victim(own: Database, scratch: ScratchDatabase) -> TenantWorld:
    """A tenant with a log of 12 lines."""
    world = await Maker(own).tenant()
    change = (
        f"update dom360.account_vars set rag_top_k = {{}} where tenant_id = '{world.tenant_id}'"
    )
    scratch.rows(";".join(change.format(10 + n) for n in range(7)))
    return world


async def examine(db: Database, slug: str | None = None) -> list[ChainReport]:
    return [report async for report in verify_chains(db, slug=slug)]


def tamper(scratch: ScratchDatabase, victim: TenantWorld, script: str) -> None:
    scratch.rows(SILENTLY + script.replace("{t}", str(victim.tenant_id)))


async def test_a_whole_chain_is_whole(own: Database, victim: TenantWorld):
    (report,) = await examine(own, victim.slug)

    assert (report.found, report.entries, report.head_seq) == (0, 12, 12)


SWAP = "update dom360.audit_log set seq = 21 - seq where tenant_id = '{t}' and seq in (10, 11);"
LOG = "dom360.audit_log where tenant_id = '{t}' and seq"


@pytest.mark.parametrize(
    ("script", "found"),
    [
        # one field after the other
        *(
            (
                f"update dom360.audit_log set {change} where tenant_id = '{{t}}' and seq = 7",
                [("edited", 7, 7)],
            )
            for change in (
                "actor_kind = 'worker'",
                "actor_id = 'somebody else'",
                "action = 'inbox.changed'",
                "subject_table = 'inboxes'",
                "subject_id = null",
                "old = null",
                "new = new || '{\"rag_top_k\": 99}'",
                "request_id = 'another'",
                "address = '192.0.2.1'",
                "id = gen_random_uuid()",
                "created_at = created_at + interval '1 microsecond'",
                "created_at = created_at + interval '1 month'",
            )
        ),
        # with a hash to match: the next one, or the head, still knows
        (
            "update dom360.audit_log set actor_id = 'x' where tenant_id = '{t}' and seq = 7;"
            + REHASH.replace("{n}", "7"),
            [("unlinked", 8, 8)],
        ),
        (
            "update dom360.audit_log set actor_id = 'x' where tenant_id = '{t}' and seq = 12;"
            + REHASH.replace("{n}", "12"),
            [("head", 12, 12)],
        ),
        # removed
        (f"delete from {LOG} = 7", [("missing", 7, 7)]),
        (f"delete from {LOG} = 1", [("missing", 1, 1)]),
        (f"delete from {LOG} between 3 and 5", [("missing", 3, 5)]),
        (f"delete from {LOG} = 12", [("missing", 12, 12)]),
        (f"delete from {LOG} > 9", [("missing", 10, 12)]),
        (f"delete from {LOG} > 0", [("missing", 1, 12)]),
        # removed, and the numbers closed up again
        (
            (
                f"delete from {LOG} = 7;"
                "update dom360.audit_log set seq = seq - 1 where tenant_id = '{t}' and seq > 7"
            ),
            [("unlinked", 7, 7), *(("edited", n, n) for n in range(7, 12)), ("missing", 12, 12)],
        ),
        # removed from the end, and the head set back: only the hash knows
        (
            (
                f"delete from {LOG} = 12;"
                "update dom360.audit_heads set seq = 11 where tenant_id = '{t}'"
            ),
            [("head", 11, 11)],
        ),
        # reordered
        (
            SWAP,
            [
                ("unlinked", 10, 10),
                ("edited", 10, 10),
                ("unlinked", 11, 11),
                ("edited", 11, 11),
                ("unlinked", 12, 12),
            ],
        ),
        (
            SWAP + REHASH.replace("{n}", "10") + REHASH.replace("{n}", "11"),
            [("unlinked", 10, 10), ("unlinked", 11, 11), ("unlinked", 12, 12)],
        ),
        # added
        (
            "create temp table copied as select * from dom360.audit_log "
            "where tenant_id = '{t}' and seq = 12;"
            "update copied set seq = 13, prev_hash = hash;"
            "insert into dom360.audit_log select * from copied;" + REHASH.replace("{n}", "13"),
            [("head", 13, 13)],
        ),
        (
            (
                "create temp table copied as select * from dom360.audit_log "
                "where tenant_id = '{t}' and seq = 7;"
                "update copied set created_at = created_at + interval '1 month';"
                "insert into dom360.audit_log select * from copied;"
            ),
            [("repeated", 7, 7), ("edited", 7, 7)],
        ),
        # the head gone, alone and with all that it led
        ("delete from dom360.audit_heads where tenant_id = '{t}'", [("head_missing", 0, 12)]),
        (
            f"delete from {LOG} > 0; delete from dom360.audit_heads where tenant_id = '{{t}}'",
            [("head_missing", 0, 0)],
        ),
    ],
)
async def test_tampering_is_found(
    own: Database, scratch: ScratchDatabase, victim: TenantWorld, script, found
):
    tamper(scratch, victim, script)

    (report,) = await examine(own, victim.slug)

    told = [(finding.code, finding.first_seq, finding.last_seq) for finding in report.findings]
    assert told == found
    assert report.found == len(found)


async def test_a_whole_month_that_is_gone_is_found(
    cluster: Cluster,
):
    with cluster.new_database() as database:
        db = Database(database.app_url, pool_size=2)
        try:
            world = await Maker(db).tenant()
            later = (
                f"{SILENTLY} update dom360.audit_heads set last_at = last_at + interval '1 month' "
                f"where tenant_id = '{world.tenant_id}'"
            )
            database.rows(later)  # the rows from here on lie in the next month
            for n in (7, 8):
                database.rows("update dom360.account_vars set rag_top_k = %s", n)
            database.rows(later)
            database.rows("update dom360.account_vars set rag_top_k = 9")
            before = await examine(db, world.slug)
            months = [
                row[0]
                for row in database.rows(
                    "select distinct tableoid::regclass::text from dom360.audit_log order by 1"
                )
            ]
            database.rows(f"drop table {months[1]}")
            (report,) = await examine(db, world.slug)
            # What retention is to do: the head says from where on the chain is kept.
            database.rows(f"drop table {months[0]}")
            database.rows(
                "update dom360.audit_heads h set kept_from = a.seq, kept_prev = a.prev_hash "
                "from dom360.audit_log a where a.tenant_id = h.tenant_id and a.seq = 8"
            )
            (kept,) = await examine(db, world.slug)
        finally:
            await db.close()

    assert len(months) == 3
    assert before[0].found == 0
    assert [(f.code, f.first_seq, f.last_seq) for f in report.findings] == [("missing", 6, 7)]
    assert (kept.found, kept.entries) == (0, 1)


async def test_it_names_the_tenant_and_reads_in_batches(
    own: Database, scratch: ScratchDatabase, victim: TenantWorld, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(verify, "ROWS", 5)
    monkeypatch.setattr(verify, "TENANTS", 2)
    untouched = await Maker(own).tenant()
    tamper(scratch, victim, f"delete from {LOG} = 6")

    reports = {report.tenant_id: report for report in await examine(own)}

    assert reports[untouched.tenant_id].found == 0
    assert reports[victim.tenant_id].slug == victim.slug
    assert [f.first_seq for f in reports[victim.tenant_id].findings] == [6]
    assert reports[victim.tenant_id].entries == 11


async def test_a_changed_function_cannot_vouch_for_a_changed_row(
    cluster: Cluster,
):
    with cluster.new_database() as database:
        db = Database(database.app_url, pool_size=1)
        try:
            world = await Maker(db).tenant()
            agreed = database.value(
                "select bool_and(hash = sha256(convert_to(dom360.audit_canonical(a), 'UTF8'))) "
                "from dom360.audit_log a"
            )
            database.rows(
                "create or replace function dom360.audit_canonical(p_row dom360.audit_log) "
                "returns text language sql as $$ select 'anything' $$"
            )
            (report,) = await examine(db, world.slug)
        finally:
            await db.close()

    assert agreed is True
    assert report.found == 0


async def test_an_unknown_company_is_said_to_be_unknown(own: Database):
    with pytest.raises(NotFound, match="no company"):
        await examine(own, "nobody-here")


def run(scratch: ScratchDatabase, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dom360", "audit", "verify", *arguments],
        env={**os.environ, "DATABASE_APP_URL": scratch.app_url},
        capture_output=True,
        text=True,
        timeout=60,
    )


async def test_the_command_says_where_and_ends_with_1(
    own: Database, scratch: ScratchDatabase, victim: TenantWorld
):
    whole = run(scratch, "--tenant", victim.slug, "--json")
    tamper(scratch, victim, f"delete from {LOG} = 5")

    broken = run(scratch, "--tenant", victim.slug)

    line = json.loads(whole.stdout)
    assert (whole.returncode, line["slug"], line["whole"]) == (0, victim.slug, True)
    assert (line["head_seq"], line["entries"], line["findings"]) == (12, 12, [])
    said = " ".join(broken.stdout.split())
    assert broken.returncode == 1
    assert said == f"missing {victim.slug} seq 5: Removed. 1 chains, 11 entries: 1 findings"


def test_anybody_can_check_a_line_with_psql_or_without(scratch: ScratchDatabase, victim):
    """docs/audit.md's format, made here from the stored values by other means than jsonb."""
    row = (
        psycopg.connect(scratch.owner_url)
        .execute(
            "select tenant_id::text, seq, id::text, actor_kind, actor_id, action, subject_table, "
            "subject_id, old::text, new::text, request_id, address, "
            "to_char(created_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), "
            "encode(prev_hash, 'hex'), encode(hash, 'hex') from dom360.audit_log "
            "where tenant_id = %s and seq = 12",
            (victim.tenant_id,),
        )
        .fetchone()
    )
    assert row
    *fields, expected = row
    texts = [
        (value or "null") if n in (8, 9) else json.dumps(value, ensure_ascii=False)
        for n, value in enumerate(fields)
    ]

    canonical = '["dom360-audit-1", ' + ", ".join(texts) + "]"

    assert hashlib.sha256(canonical.encode()).hexdigest() == expected
