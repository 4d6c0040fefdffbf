"""The benchmark of the dashboards, small: its rows are ones that the dashboards can read."""

import pytest

from bench import dashboards
from bench.cluster import SQL, Cluster
from tests.support import postgres as pg


@pytest.mark.timeout(100)
async def test_every_dashboard_answers_over_the_benchmarks_rows(cluster: pg.Cluster, monkeypatch):
    with cluster.new_database() as made:
        monkeypatch.setattr(Cluster, "owner_url", made.owner_url)
        monkeypatch.setattr(Cluster, "app_url", made.app_url)
        small = dashboards.Size(tenants=3, days=35, messages=12_000, rounds=2)
        bench = Cluster(cluster.server)
        with bench.connect() as connection:
            connection.execute((SQL / "functions.sql").read_bytes())
        tenant_id = dashboards.make(bench, small)

        found = await dashboards.measure(bench.app_url, tenant_id, small)

        assert {(one.dashboard, one.days) for one in found} == {
            (name, days) for name in ("usage", "cost", "performance", "funnel") for days in (30, 35)
        }
        assert all(one.p95_ms > 0 for one in found)
        made.rows("delete from dom360.consumption_inbox_daily")
