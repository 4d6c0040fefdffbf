"""What is stored encrypted about a person is theirs too: told in plain, and gone when they are."""

import psycopg

from dom360.contacts import actions
from dom360.conversations import queries as conversations
from dom360.db.database import Database
from dom360.db.vault import CONTACT_DOCUMENT, Vault
from dom360.kit.keyring import Keyring, new_key
from tests.db.tenants import store_tenant
from tests.support.postgres import Cluster


async def test_a_persons_document_is_told_in_plain_and_erased(cluster: Cluster):
    with cluster.new_database() as own:
        with psycopg.connect(own.owner_url, autocommit=True) as owner:
            tenant = store_tenant(owner)
        db = Database(own.app_url)
        vault = Vault(db, Keyring.parse(new_key("one")))
        async with vault.tenant_tx(tenant.tenant_id) as secrets:
            stored = await secrets.encrypt(CONTACT_DOCUMENT, "12345678909")
            (fingerprint,) = await secrets.blind_indexes(CONTACT_DOCUMENT, "12345678909")
            await conversations.set_contact_document(
                secrets.tx, tenant.contact_id, stored, fingerprint
            )

        async with db.tenant_tx(tenant.tenant_id) as tx:
            export = await actions.export_person(tx, vault, tenant.contact_id)
        async with db.tenant_tx(tenant.tenant_id) as tx:
            await actions.erase_person(tx, tenant.contact_id)
        await db.close()

        (contact,) = export.tables["contacts"]
        assert contact["document"] == "12345678909"
        assert "document_encrypted" not in contact
        left = "select document_encrypted, document_index from dom360.contacts where id = %s"
        assert own.rows(left, tenant.contact_id) == [(None, None)]
