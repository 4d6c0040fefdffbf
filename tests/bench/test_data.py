"""The benchmark's rows are ones that the product could have written: the books agree with them."""

from collections.abc import Iterator

import pytest

from bench import data, passages
from bench.cluster import SQL, Cluster
from bench.knowledge_search import Language
from dom360.db.database import Database
from dom360.knowledge import queries
from tests.support import postgres as pg


@pytest.fixture
def made(cluster: pg.Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[pg.ScratchDatabase]:
    with cluster.new_database() as database:
        monkeypatch.setattr(Cluster, "owner_url", database.owner_url)
        monkeypatch.setattr(Cluster, "app_url", database.app_url)
        with Cluster(cluster.server).connect() as connection:
            connection.execute((SQL / "functions.sql").read_bytes())
        yield database
        database.rows("delete from dom360.consumption_inbox_daily")


@pytest.mark.timeout(100)
def test_the_books_agree_with_the_loaded_messages(made: pg.ScratchDatabase, cluster: pg.Cluster):
    bench = Cluster(cluster.server)
    data.populate(bench, tenants=2, contacts=3)
    for already in (0, 800):
        data.add_old_messages(bench, 800, spread=1, already=already, progress=lambda _: None)
    year = "bench.tenant(0), (now() - interval '14 months')::date, (now() + interval '1 day')::date"

    assert made.value("select count(*) from dom360.messages") == 2 * 800 + 2 * 3 * data.DEPTH
    assert made.rows(f"select * from dom360.consumption_differences({year})") == []
    assert made.value(f"select dom360.recount_derived({year})") == 0
    assert made.value("select sum(messages) from dom360.consumption_inbox_daily") == 1_648


@pytest.mark.timeout(100)
async def test_loaded_passages_are_found(made: pg.ScratchDatabase, cluster: pg.Cluster):
    bench, language = Cluster(cluster.server), Language(1)
    data.populate(bench, tenants=1, contacts=1)
    tenant_id = made.value("select bench.tenant(0)")
    centers = [[1.0] + [0.0] * 383, [0.0] * 383 + [1.0]]
    passages.add_passages(bench, tenant_id, 300, language, centers)
    db = Database(bench.app_url, pool_size=1)
    try:
        async with db.tenant_tx(tenant_id) as tx:
            near = await queries.list_nearest(
                tx, "multilingual-e5-small", centers[0], limit=5, exact=False
            )
            by_words = await queries.list_matching(tx, language.questions[0], limit=5)
    finally:
        await db.close()

    assert len(near) == len(by_words) == 5
    assert made.value("select count(*) from dom360.passage_vectors") == 300
    assert made.value("select sum(passages) from dom360.documents") == 300
