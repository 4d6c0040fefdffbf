"""What every other test relies on: who is answered with another tenant's canary fails."""

import pytest

from tests.support.world import Client, TenantWorld

LEAKED = "another tenant's canary leaked"


@pytest.fixture
async def leaking(client: Client, tenant: TenantWorld, other: TenantWorld) -> Client:
    """Answers of this tenant hold what belongs to the other, as a leak would have it."""
    path = f"/api/inboxes/{tenant.inbox_id}"
    await client.sign_in(tenant.admin_email)
    with pytest.raises(AssertionError, match=LEAKED):
        await client.call("PATCH", path, json={"name": f"Caixa {other.canary}"})
    return client


async def test_a_foreign_canary_fails_the_test_that_was_answered_with_it(leaking: Client):
    with pytest.raises(AssertionError, match=LEAKED):
        await leaking.get("/api/inboxes")


async def test_a_foreign_canary_in_a_stream_fails_it_too(client: Client, other: TenantWorld):
    with pytest.raises(AssertionError, match=LEAKED):
        await client.stream(f"Sou de {other.canary}")


async def test_ones_own_canary_is_no_leak_and_a_stranger_has_none(
    client: Client, client_of, tenant: TenantWorld
):
    assert tenant.canary in (await client.get("/api/inboxes")).raw.decode()
    stranger: Client = client_of(None)
    with pytest.raises(AssertionError, match=LEAKED):
        stranger.refuse_foreign_canaries(tenant.canary.encode())
