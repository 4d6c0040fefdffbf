"""What a stored password costs whoever steals it."""

from argon2 import PasswordHasher

from dom360.access import passwords
from dom360.settings import Settings, get_settings
from tests.support.postgres import ScratchDatabase
from tests.support.world import PASSWORD, Client, TenantWorld

USUAL, LEAST = "$argon2id$v=19$m=65536,t=3,p=4$", "$argon2id$v=19$m=7168,t=5,p=1$"


def forget() -> None:
    for cached in (get_settings, passwords._hasher, passwords._nobodys_hash):
        cached.cache_clear()


def test_without_a_setting_a_hash_costs_what_rfc_9106_says(monkeypatch):
    monkeypatch.delenv("DOM360_HASH_COST")
    forget()
    usual = passwords.hash_password(PASSWORD)
    monkeypatch.undo()
    forget()

    assert usual.startswith(USUAL)
    assert Settings().hash_cost == "owasp_minimum"
    assert passwords.hash_password(PASSWORD).startswith(LEAST)


async def test_a_hash_of_another_cost_lets_in_and_is_renewed(
    client_of, tenant: TenantWorld, database: ScratchDatabase
):
    browser: Client = client_of(tenant)
    where = "where lower(email) = lower(%s)"
    database.rows(
        f"update dom360.users set password_hash = %s {where}",
        PasswordHasher().hash(PASSWORD),
        tenant.admin_email,
    )

    assert (await browser.sign_in(tenant.admin_email)).status == 200

    stored = database.value(f"select password_hash from dom360.users {where}", tenant.admin_email)
    assert stored.startswith(LEAST)
    assert (await browser.sign_in(tenant.admin_email)).status == 200
