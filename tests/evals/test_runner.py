"""The runner of the evals: what it says and how it ends."""

import io
import json
import sys

import pytest
from rich.console import Console

from evals import __main__ as command
from evals import runner
from evals.result import Metric, SuiteResult


@pytest.fixture
def suite(monkeypatch):
    """Put a made-up suite in the place of the real ones."""

    def install(result: SuiteResult) -> None:
        async def run() -> SuiteResult:
            return result

        monkeypatch.setattr(runner, "find_suite", lambda name: run)
        monkeypatch.setattr(sys, "argv", ["evals", "--suite", "knowledge"])

    return install


def result_with(*metrics: Metric, failures: tuple[str, ...] = ()) -> SuiteResult:
    return SuiteResult("knowledge", 3, metrics, failures)


def test_reached_targets_end_with_0_and_a_missed_one_with_1(suite, capsys):
    suite(result_with(Metric("recall@5", 0.97, 0.97), Metric("told", 0.1)))
    assert command.main() == 0

    suite(result_with(Metric("recall@5", 0.969, 0.97), failures=("q7: [bold] not found",)))
    assert command.main() == 1

    told = capsys.readouterr().out
    assert "q7: [bold] not found" in told


def test_no_suite_at_all_is_no_success(monkeypatch):
    monkeypatch.setattr(runner, "find_suite", lambda name: None)
    monkeypatch.setattr(sys, "argv", ["evals"])

    assert command.main() == 1


async def test_the_file_holds_every_figure_and_failure(suite, tmp_path):
    failures = tuple(f"case {number}" for number in range(60))
    suite(result_with(Metric("mrr", 0.5, 0.9), Metric("told", 0.1), failures=failures))
    screen = Console(file=io.StringIO(), width=120)

    finished = await runner.run_suites(["knowledge"], screen)
    runner.show(finished, screen)
    runner.write_json(finished, tmp_path / "deep" / "evals.json")

    whole = json.loads((tmp_path / "deep" / "evals.json").read_text())
    (written,) = whole["suites"]
    assert whole["passed"] is written["passed"] is False
    assert written["metrics"] == [
        {"name": "mrr", "value": 0.5, "target": 0.9, "passed": False},
        {"name": "told", "value": 0.1, "target": None, "passed": True},
    ]
    assert written["failures"] == list(failures)
    assert "and 20 more" in screen.file.getvalue()
