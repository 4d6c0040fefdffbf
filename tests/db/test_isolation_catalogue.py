"""The catalogue keeps tenants apart, and the checks of that can fail: each rule is broken once."""

import re
from pathlib import Path
from typing import Any

import psycopg
import pytest

from dom360.db import isolation

BREACHES = re.findall(
    r"^-- (\w+): (.+)\n((?:(?!-- \w+: ).*\n)+)",
    Path(__file__).with_name("breaches.sql").read_text(),
    re.MULTILINE,
)


def test_a_migrated_database_has_no_finding(owner: psycopg.Connection[Any]):
    assert isolation.findings(owner) == []


@pytest.mark.parametrize(("check", "names", "breach"), BREACHES)
def test_a_breach_is_found_and_named(
    owner: psycopg.Connection[Any], check: str, names: str, breach: str
):
    with owner.transaction(force_rollback=True):
        # Else it would mend some of them at once.
        owner.execute("alter event trigger dom360_guard disable")
        owner.execute(breach)  # type: ignore[call-overload]

        found = isolation.check(owner, check)

    assert any(names in line for line in found), found


def test_every_check_was_seen_to_fail():
    assert {check for check, _, _ in BREACHES} == set(isolation.CHECKS)


def test_any_role_may_look(app: psycopg.Connection[Any]):
    assert isolation.findings(app) == []


def test_looking_changes_nothing_in_an_open_transaction(owner: psycopg.Connection[Any]):
    with owner.transaction():
        owner.execute("set local search_path = dom360")

        isolation.findings(owner)

        assert owner.execute("show search_path").fetchone() == ("dom360",)
