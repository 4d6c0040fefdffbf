"""The schema before the erasure wants a number of everybody."""

import psycopg

from dom360.db import migrations
from tests.db.tenants import store_tenant
from tests.support.postgres import Cluster


def test_a_database_with_erased_people_goes_back_and_forth(cluster: Cluster):
    with cluster.new_database() as made:
        with psycopg.connect(made.owner_url, autocommit=True) as owner:
            store_tenant(owner)
            store_tenant(owner)
        before = "0006"

        migrations.downgrade(made.owner_url, before)

        phones = "select phone_e164 from dom360.contacts where phone_e164 ~ '^\\+999[0-9]{11}$'"
        assert made.rows(phones) == [("+99900000000001",)] * 2
        migrations.migrate(made.owner_url, made.app_url)
        assert migrations.status(made.owner_url).up_to_date
