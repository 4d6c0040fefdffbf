"""The tables of docs/performance.md come from a run; the plan from what a turn cost in it."""

from dataclasses import replace

import pytest

from bench import capacity, tables
from bench.point import Spent, summarise

TURN = summarise(4, 10.0, [5.0] * 1000, {})
BUSY = replace(TURN, spent={"server": Spent(2.0, 120), "postgresql": Spent(1.5, 300)})
PARTS = {
    "turns": {
        "pgbench": [TURN.as_json()],
        "chat": [BUSY.as_json()],
        "written": {"turns": 1000, "wal_bytes": 6_000_000},
    },
    "growth": {
        "sizes": {
            "messages": {"bytes": 8_000_000, "rows": 10_000},
            "turns": {"bytes": 400_000, "rows": 1000},
        }
    },
}


def test_a_table_is_filled_where_its_part_was_measured_and_else_stays():
    text = "<!-- bench: rls -->\nkept\n<!-- end -->\n<!-- bench: capacity -->\nold\n<!-- end -->\n"

    filled = tables.fill(text, {"parts": PARTS})

    assert "kept" in filled
    assert "old" not in filled
    assert "| messages a day | 100,000 | 1,000,000 | 10,000,000 |" in filled
    assert filled.endswith("|\n<!-- end -->\n")


def test_every_place_in_the_document_has_a_table():
    named = {place[2] for place in tables._PLACE.finditer(tables.DOCUMENT.read_text())}

    assert named == set(tables._TABLES)


def test_a_plan_follows_from_the_cost_of_a_turn():
    cost = capacity.cost_of(PARTS)
    assert cost is not None
    plan = capacity.plan_for(1_728_000, cost)

    assert (cost.backend_cpu_ms, cost.database_cpu_ms, cost.wal_bytes) == (2.0, 1.5, 6000)
    assert cost.disk_bytes == 2 * 800 + 400
    assert (plan.average, plan.busiest) == (10.0, 60.0)
    assert plan.backend_cores == pytest.approx(60 * 0.002 / 0.5)
    assert plan.connections == pytest.approx(60 * 0.005)
    assert plan.waiting == 240
