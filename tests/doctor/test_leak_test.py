"""`dom360 doctor --isolation`: silent on a sound database, red for every leak made on purpose."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg
import pytest

from dom360.db import leak_test, migrations
from dom360.db.urls import SERVICE_ROLES
from dom360.errors import Unavailable
from tests.db.tenants import StoredTenant, new_tenant, store_tenant
from tests.support.postgres import Cluster, ScratchDatabase

LEAKS = [
    (leak.partition("\n")[0].removeprefix("-- "), leak.partition("\n")[2])
    for leak in Path(__file__).with_name("leaks.sql").read_text().split("\n\n")[1:]
]


@pytest.fixture(scope="module")
def sound(cluster: Cluster) -> Iterator[ScratchDatabase]:
    """Two tenants with a row in every table."""
    with cluster.new_database() as made:
        migrations.migrate(made.owner_url, made.app_url)
        with psycopg.connect(made.owner_url, autocommit=True) as owner:
            for _ in range(2):
                _with_odd_ends(owner, store_tenant(owner))
        yield made


def _with_odd_ends(owner: psycopg.Connection, tenant: StoredTenant) -> None:
    owner.execute(
        "update dom360.contacts set name = 'Contato ' || id where tenant_id = %s",
        [tenant.tenant_id],
    )


@pytest.fixture
def copy(cluster: Cluster, sound: ScratchDatabase) -> Iterator[ScratchDatabase]:
    """To break."""
    template = sound.owner_url.rpartition("/")[2]
    with cluster.new_database(template=template) as made:
        # A copy lacks the database's own grants.
        made.rows(f"revoke all on database {made.owner_url.rpartition('/')[2]} from public")
        for role in SERVICE_ROLES:
            made.rows(f"grant connect on database {made.owner_url.rpartition('/')[2]} to {role}")
        made.rows("alter event trigger dom360_guard disable")
        yield made


def test_a_sound_database_has_no_finding(sound: ScratchDatabase):
    report = leak_test.run(sound.app_url)

    assert report.findings == ()
    assert report.relations >= 20
    assert report.functions >= 1


def test_it_leaves_nothing_behind(sound: ScratchDatabase):
    before = (
        sound.rows("select relname, n_live_tup from pg_stat_user_tables order by 1"),
        sound.rows("select * from dom360.contacts order by id"),
    )

    leak_test.run(sound.app_url)

    assert before[1] == sound.rows("select * from dom360.contacts order by id")


@pytest.fixture(scope="module")
def found(cluster: Cluster, sound: ScratchDatabase) -> list[tuple[str, ...]]:
    """What the leak test says of databases with leaks in them, each object broken once in each."""
    groups: list[dict[str, str]] = []
    for says, leak in LEAKS:
        thing = says.partition(": ")[0]
        group = next((one for one in groups if thing not in one), None)
        if group is None:
            groups.append(group := {})
        group[thing] = leak
    return [_findings_with(cluster, sound, group.values()) for group in groups]


def _findings_with(
    cluster: Cluster, sound: ScratchDatabase, leaks: Iterable[str]
) -> tuple[str, ...]:
    with (
        cluster.new_database(template=sound.owner_url.rpartition("/")[2]) as broken,
        psycopg.connect(broken.owner_url, autocommit=True) as owner,
    ):
        owner.execute("alter event trigger dom360_guard disable")
        for leak in leaks:
            owner.execute(leak)  # type: ignore[call-overload]
        return leak_test.run(broken.app_url).findings


@pytest.mark.parametrize("says", [says for says, _ in LEAKS])
def test_a_leak_is_found_and_named(found: list[tuple[str, ...]], says: str):
    head, _, tail = says.partition(": ")

    lines = [line for findings in found for line in findings]

    assert any(line.startswith(head) and tail in line for line in lines), lines


def test_there_are_enough_leaks_to_believe_it():
    breaches = (Path(__file__).parents[1] / "db" / "breaches.sql").read_text()

    assert len(LEAKS) >= 18
    assert len(LEAKS) + len(re.findall(r"^-- \w+: ", breaches, re.MULTILINE)) >= 25


def test_one_tenant_alone_proves_nothing(cluster: Cluster):
    with cluster.new_database() as lonely:
        migrations.migrate(lonely.owner_url, lonely.app_url)
        with psycopg.connect(lonely.owner_url, autocommit=True) as owner:
            store_tenant(owner)
            new_tenant(owner)

        findings = leak_test.run(lonely.app_url).findings

    assert [line for line in findings if "fewer than two tenants have messages" in line]
    assert len(findings) == 1


def test_the_command_says_nothing_but_the_count(sound: ScratchDatabase):
    done = _doctor(sound)

    assert (done.returncode, done.stdout) == (0, "0 findings\n"), done.stderr


def test_the_command_names_what_it_finds_and_fails(copy: ScratchDatabase):
    copy.rows("alter table dom360.contacts disable row level security")

    done, as_json = _doctor(copy), _doctor(copy, "--json")

    lines = done.stdout.splitlines()
    assert (done.returncode, as_json.returncode) == (1, 1)
    assert lines[-1] == f"{len(lines) - 1} findings"
    assert all("dom360.contacts" in line or "dom360_guard" in line for line in lines[:-1])
    answer = json.loads(as_json.stdout)
    assert answer["count"] == len(answer["findings"]) == len(lines) - 1


def test_a_role_that_cannot_sign_in_is_a_clear_error(sound: ScratchDatabase):
    wrong = re.sub(r"dom360_app:[^@]+@", "dom360_app:wrong@", sound.app_url)

    with pytest.raises(Unavailable, match="dom360_app cannot sign in by DATABASE_APP_URL"):
        leak_test.run(wrong)


def _doctor(database: ScratchDatabase, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dom360", "doctor", "--isolation", *more],
        env={**os.environ, "DATABASE_APP_URL": database.app_url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
