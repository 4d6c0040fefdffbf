"""The benchmark runs, makes no error, and its ratios are not absurd. Never a timed gate."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.point import percentile, summarise
from bench.targets import count_errors, targets
from dom360.settings import REPOSITORY


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    written = tmp_path_factory.mktemp("bench") / "run.json"
    # Exit 1 is a missed target, which seconds of load say nothing about.
    finished = subprocess.run(
        [sys.executable, "-m", "bench", "--smoke", "--json", str(written)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert finished.returncode in (0, 1), finished.stderr[-2000:]
    return json.loads(written.read_text())


def test_every_part_of_the_smallest_run_is_measured_without_an_error(run):
    assert list(run["parts"]) == ["turns"]
    assert count_errors(run["parts"]) == 0
    assert run["postgresql"]["fsync"] == run["postgresql"]["synchronous_commit"] == "on"


def test_the_product_beats_the_naive_baseline_and_not_its_own_limit_by_far(run):
    chat, limit, naive = (run["parts"]["turns"][name][-1] for name in ("chat", "pgbench", "naive"))

    assert chat["count"] > 0
    assert chat["per_second"] > naive["per_second"]
    assert chat["per_second"] < 3 * limit["per_second"], "that much faster than its own calls?"


def test_the_targets_of_the_issue_are_judged(run):
    named = " ".join(target.name for target in targets(run["parts"]))

    for word in ("database alone", "naive", "overhead", "p99"):
        assert word in named


def test_errors_are_found_wherever_they_stand():
    point = summarise(1, 1.0, [1.0], {"503": 2}).as_json()

    assert count_errors({"a": [{"b": point}, point]}) == 4


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1.0), (0.5, 50.0), (0.95, 95.0), (0.99, 99.0), (1.0, 100.0)]
)
def test_a_percentile_is_one_of_the_measured_values(share, expected):
    assert percentile([float(n) for n in range(1, 101)], share) == expected


def test_the_load_stays_on_this_machine():
    sources = "".join(file.read_text() for file in Path(REPOSITORY / "bench").rglob("*.py"))

    assert "0.0.0.0" not in sources
    assert "https://" not in sources
