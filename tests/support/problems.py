"""What every error of the API looks like, and what must never be in one."""

from typing import Any
from uuid import UUID

from tests.support.postgres import ScratchDatabase
from tests.support.world import Answer

_SHAPE = {"type", "title", "status", "code", "detail"}
_NEVER = (b"Traceback", b'File "', b"psycopg", b"site-packages", b"dom360.")


def assert_problem(answer: Answer, status: int, code: str | None = None) -> dict[str, Any]:
    """One error shape everywhere: RFC 9457 with a stable code, and nothing of our insides."""
    assert answer.status == status, (answer.status, answer.raw[:500])
    assert answer.headers["Content-Type"] == "application/problem+json", answer.raw[:500]
    body: dict[str, Any] = answer.json
    assert set(body) >= _SHAPE, body
    assert body["status"] == status
    assert body["code"] == body["code"].upper()
    assert all(isinstance(body[name], str) for name in _SHAPE - {"status"})
    assert code is None or body["code"] == code, body
    for inside in _NEVER:
        assert inside not in answer.raw, answer.raw[:500]
    return body


def assert_refused(answer: Answer) -> None:
    """Some error of the caller's, in our shape; the test doesn't care which."""
    assert 400 <= answer.status < 500, (answer.status, answer.raw[:500])
    assert_problem(answer, answer.status)


def rows_of(database: ScratchDatabase, tenant_id: UUID) -> dict[str, int]:
    """How many rows of every tenant table are this tenant's."""
    tables = database.rows(
        "select c.table_name from information_schema.columns c "
        "join information_schema.tables t using (table_schema, table_name) "
        "where c.table_schema = 'dom360' and c.column_name = 'tenant_id' "
        "and t.table_type = 'BASE TABLE' and c.table_name !~ '_[0-9]{4}_[0-9]{2}$'"
    )
    query = " union all ".join(
        f"select '{name}', count(*) from dom360.{name} where tenant_id = %(t)s"
        for (name,) in tables
    )
    assert len(tables) > 8
    return dict(database.rows_with(query, t=tenant_id))
