"""The log tells what happened and never what was said."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dom360 import logs
from dom360.logs import without_words
from tests.doubles.agent_modes import MODES
from tests.doubles.fake_agent import FakeAgent
from tests.support.log_files import assert_logs_keep_secrets
from tests.support.postgres import ScratchDatabase
from tests.support.services import Service
from tests.support.world import Client, TenantWorld

FAULTS = ("500", "leaky", "garbage", "wrong_types", "not_http", "redirect", "big_header", "reset",
          "structured_nul", "surrogate", "stream_error", "stream_bad_token")  # fmt: skip


@contextmanager
def refusing_rows_with(words: str, database: ScratchDatabase) -> Iterator[None]:
    """PostgreSQL refuses the message, and its error quotes what the customer wrote: it could not
    read that as a number."""
    change = "alter table dom360.messages"
    database.rows(
        f"{change} add constraint of_a_test check"
        f" (case when position('{words}' in content) > 0 then content::numeric > 0 else true end)"
        " not valid"
    )
    try:
        yield
    finally:
        database.rows(f"{change} drop constraint of_a_test")


async def test_whatever_goes_wrong_no_word_of_it_is_logged(
    client: Client,
    fake_agent: FakeAgent,
    tenant: TenantWorld,
    database: ScratchDatabase,
    backend: Service,
    log_dir: Path,
):
    said = f"Meu segredo é {tenant.canary}"
    await client.chat(said)
    for fault in FAULTS:
        fake_agent.mode(fault if fault in MODES else "garbage", times=1)
        await client.chat(said)
        fake_agent.mode(fault if fault in MODES else "garbage", times=1)
        await client.stream(said)
    await client.chat(said, sender_phone=tenant.canary)
    await client.chat(said, unknown=tenant.canary)
    await client.get(f"/api/{tenant.canary}?q={tenant.canary}")
    await client.get("/api/inboxes", headers={"Authorization": f"Bearer {tenant.api_key}x"})
    await client.get("/api/inboxes", headers={"X-Request-ID": f"<{tenant.canary}>"})
    with refusing_rows_with(tenant.canary, database):
        broken = await client.chat(said)
    await client.sign_in(tenant.admin_email)
    await client.sign_in(tenant.admin_email, tenant.canary)

    assert broken.status == 500, "a fault of our own, logged with its kind and place"
    assert broken.code == "INTERNAL_ERROR"
    assert {"X-Request-ID", "X-Content-Type-Options"} <= broken.headers.keys()
    assert_logs_keep_secrets(log_dir)
    assert "Traceback" not in backend.log.read_text(), "the server's own, with the words"
    lines = [line for line in backend.log.read_text().splitlines() if line.startswith("{")]
    mine = [json.loads(line) for line in lines if str(tenant.tenant_id) in line]
    assert {"http.request", "turn.failed"} <= {line["event"] for line in mine}
    assert all(line["level"] for line in mine)
    (fault,) = [line for line in mine if line["event"] == "request.failed"]
    assert "psycopg.errors.InvalidTextRepresentation (22P02)\n" in fault["exception"]
    assert ", in " in fault["exception"]


def test_an_exception_is_logged_by_kind_and_place_without_what_it_says():
    said = "o que o cliente escreveu"
    try:
        try:
            {}[said]
        except KeyError as inner:
            raise ValueError(said) from inner
    except ValueError as error:
        event = without_words(None, "error", {"event": "x", "exc_info": error})

    assert said not in str(event)
    assert event["exception"].startswith("builtins.ValueError\n")
    assert "builtins.KeyError" in event["exception"]
    assert "in test_an_exception_is_logged" in event["exception"]


def test_a_librarys_line_about_a_job_holds_none_of_its_arguments():
    said = "o que o cliente escreveu"
    line = logging.makeLogRecord(
        {
            "name": "procrastinate.worker.worker",
            "msg": f"Job mail.send[7](text='{said}') ended",
            "action": "job_error",
            "job": {"id": 7, "task_name": "mail.send", "attempts": 2, "task_kwargs": said},
        }
    )

    told = json.loads(logs.formatter("json").format(line))

    assert said not in str(told)
    assert (told["event"], told["task"], told["job_id"]) == ("jobs.job_error", "mail.send", 7)
