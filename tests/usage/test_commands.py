"""`dom360 usage` and `dom360 bi` as an operator types them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg
import pytest
from cyclopts import App

from dom360.cli import bi, usage
from dom360.errors import NotFound
from dom360.settings import get_settings
from tests.support.postgres import ScratchDatabase
from tests.usage.conftest import Company


@dataclass(frozen=True)
class Said:
    code: int
    out: str


@pytest.fixture
def dom360(
    scratch: ScratchDatabase,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Callable[..., Said]]:
    """The command in this process: a new one takes seconds to start."""
    monkeypatch.setenv("DATABASE_URL", scratch.owner_url)
    monkeypatch.setenv("DATABASE_APP_URL", scratch.app_url)
    get_settings.cache_clear()

    def run(group: App, *arguments: str) -> Said:
        capsys.readouterr()
        try:
            group(list(arguments))
        except SystemExit as end:
            return Said(int(end.code or 0), capsys.readouterr().out)
        return Said(0, capsys.readouterr().out)

    yield run
    get_settings.cache_clear()


Run = Callable[..., Said]


def test_prices_are_set_listed_and_removed(dom360: Run, company: Company):
    name = f"m-{company.slug}"
    own = dom360(usage.app, "price", "set", name, "--input", "1000000", "--output", "2000000",
                 "--tenant", company.slug, "--from", "2026-07-01")  # fmt: skip
    assert "2026-07-01 03:00:00 UTC" in own.out
    refused = dom360(usage.app, "price", "set", name, "--input", "-5", "--output", "1")
    assert refused.code != 0
    listed = json.loads(dom360(usage.app, "price", "list", "--json").out)
    assert {"tenant": company.slug, "model": name, "valid_from": "2026-07-01T03:00:00+00:00",
            "input": 1000000, "output": 2000000, "cached": 1000000} in listed  # fmt: skip
    log = (
        "select action from dom360.audit_log where tenant_id = %s and action like 'model_price.%%'"
    )
    assert company.owner.execute(log, [company.tenant_id]).fetchall() == [("model_price.added",)]
    assert "Removed 1" in dom360(usage.app, "price", "remove", name, "--tenant", company.slug).out


def test_reconcile_tells_by_its_exit_code(dom360: Run, company: Company):
    now = datetime.now(UTC)
    company.answer(company.converse(now), now)
    only = [usage.app, "reconcile", "--tenant", company.slug]
    assert "agrees" in dom360(*only).out
    company.owner.execute(
        "update dom360.consumption_inbox_daily set total_tokens = 7"
        " where tenant_id = %s and model <> ''",
        [company.tenant_id],
    )

    found = dom360(*only)
    repaired = dom360(*only, "--repair", "--json")

    assert found.code == 1
    assert "total_tokens 7 instead of 120" in found.out
    assert repaired.code == 0
    told = json.loads(repaired.out)[0]
    assert told["repaired"]
    assert [d["wrong"] for d in told["differences"]] == [{"total_tokens": [7, 120]}]
    assert dom360(*only).code == 0


def test_the_summary_is_refreshed_by_hand(dom360: Run):
    assert "is true for" in dom360(usage.app, "refresh").out


def test_a_bi_login_is_granted_once_and_revoked(dom360: Run, company: Company):
    granted = json.loads(dom360(bi.app, "grant", company.slug, "--json").out)
    with psycopg.connect(granted["url"]) as login:
        assert login.execute("select count(*) from bi_turns").fetchone() == (0,)
    assert f"{company.slug}: {granted['role']}" in dom360(bi.app, "list").out

    assert "is gone" in dom360(bi.app, "revoke", company.slug).out

    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(granted["url"])
    with pytest.raises(NotFound, match="no company with the slug nobody"):
        dom360(bi.app, "grant", "nobody")
