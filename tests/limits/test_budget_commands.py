"""`dom360 budget` as an operator types it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from dom360.cli import budget
from dom360.errors import Dom360Error
from dom360.settings import get_settings
from tests.support.postgres import ScratchDatabase
from tests.support.world import TenantWorld


@dataclass(frozen=True)
class Said:
    code: int
    out: str


Run = Callable[..., Said]


@pytest.fixture
def dom360(
    database: ScratchDatabase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """The command in this process: a new one takes seconds to start."""
    monkeypatch.setenv("DATABASE_APP_URL", database.app_url)
    get_settings.cache_clear()

    def run(*arguments: str) -> Said:
        capsys.readouterr()
        try:
            budget.app(list(arguments))
        except SystemExit as end:
            return Said(int(end.code or 0), capsys.readouterr().out)
        return Said(0, capsys.readouterr().out)

    yield run
    get_settings.cache_clear()


def test_a_budget_is_set_changed_listed_and_removed(dom360: Run, tenant: TenantWorld):
    of_the_month = ("--period", "month", "--kind", "hard")
    made = json.loads(dom360("set", tenant.slug, *of_the_month, "--usd", "12.50", "--json").out)
    changed = json.loads(
        dom360("set", tenant.slug, *of_the_month, "--usd", "20", "--tokens", "9000", "--json").out
    )
    (listed,) = json.loads(dom360("list", tenant.slug, "--json").out)["items"]
    said = dom360("list", tenant.slug).out
    removed = json.loads(dom360("remove", tenant.slug, made["id"], "--json").out)

    assert made["micro_usd"]["limit"] == 12_500_000
    assert changed["id"] == made["id"] == listed["id"] == removed["removed"]
    assert (listed["micro_usd"]["limit"], listed["tokens"]["limit"]) == (20_000_000, 9000)
    assert "hard, a month: ok" in said
    assert "tokens 0 of 9000" in said
    assert "no budgets" in dom360("list", tenant.slug).out


def test_a_budget_for_an_inbox_of_another_company_is_refused(
    dom360: Run, tenant: TenantWorld, other: TenantWorld
):
    with pytest.raises(Dom360Error) as refused:
        dom360("set", tenant.slug, "--period", "day", "--kind", "soft", "--tokens", "5",
               "--inbox", str(other.inbox_id))  # fmt: skip

    assert refused.value.code == "BUDGET_TARGET_NOT_FOUND"


def test_nonsense_is_refused(dom360: Run, tenant: TenantWorld):
    assert dom360("set", tenant.slug, "--period", "week", "--kind", "hard", "--usd", "1").code
    assert dom360("set", tenant.slug, "--period", "day", "--kind", "hard", "--usd", "-1").code
    with pytest.raises(Dom360Error):
        dom360("set", tenant.slug, "--period", "day", "--kind", "hard")
    with pytest.raises(Dom360Error):
        dom360("list", "no-such-company")
