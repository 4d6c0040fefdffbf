"""Months of long ago, with what tenants said in them."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg

from tests.db.tenants import StoredTenant
from tests.support import postgres as pg


def month(back: int) -> datetime:
    today = datetime.now(UTC)
    months = today.year * 12 + today.month - 1 - back
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


def month_name(back: int) -> str:
    return f"messages_{month(back):%Y_%m}"


def say(owner: psycopg.Connection[Any], tenant: StoredTenant, back: int) -> None:
    """Three messages and a turn of that month, with what COPY has to take care of in the text."""
    when = month(back).replace(day=10)
    for number in range(3):
        owner.execute(
            "insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type,"
            " message_index, role, content, created_at)"
            " values (%s, %s, %s, 'SDR', 0, 'user', %s, %s)",
            [tenant.tenant_id, tenant.conversation_id, tenant.inbox_id,
             f"linha {number}\n\\N \\. \t “ção”", when],
        )  # fmt: skip
    owner.execute(
        "insert into dom360.turns (tenant_id, request_id, body_hash, conversation_id, inbox_id,"
        " agent_type, state, lease_until, user_message_id, user_message_index, user_message_at,"
        " error_code, created_at)"
        " values (%s, %s, %s, %s, %s, 'SDR', 'failed', %s, %s, 1, %s, 'X', %s)",
        [tenant.tenant_id, f"old-{back}", b"\1" * 32, tenant.conversation_id, tenant.inbox_id, when,
         uuid4(), when, when],
    )  # fmt: skip


def keep_for(
    database: pg.ScratchDatabase,
    plan: str,
    months: int,
    *,
    table: str = "messages",
    archive: bool = True,
) -> None:
    database.rows(
        "insert into dom360.retention_rules values (%s, %s, %s, %s)", plan, table, months, archive
    )


def tenant_ids(database: pg.ScratchDatabase) -> list[Any]:
    return [row[0] for row in database.rows("select id from dom360.tenants order by created_at")]
