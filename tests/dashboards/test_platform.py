"""The dashboard over all companies: a MASTER's, and nobody else's."""

from tests.support.world import Client, Maker


async def test_a_master_sees_all_companies_and_the_sums_agree(
    client: Client, other_client: Client, client_of, make: Maker
):
    for one, times in ((client, 2), (other_client, 1)):
        for _ in range(times):
            assert (await one.chat()).status == 200
    master = client_of(None)
    await master.sign_in(await make.master())

    answer = await master.get("/api/admin/dashboard?preset=7d", sees_all=True)

    assert answer.status == 200, answer.raw
    assert (
        sum(one["total_tokens"] for one in answer.json["series"])
        == (answer.json["totals"]["total_tokens"])
    )
    assert (
        sum(one["answers"] for one in answer.json["by_model"]) == (answer.json["totals"]["answers"])
    )
    companies = {one["tenant_id"]: one for one in answer.json["by_company"]}
    if len(companies) < 100:
        assert client.world
        assert other_client.world
        assert companies[str(client.world.tenant_id)]["answers"] == 2
        assert companies[str(other_client.world.tenant_id)]["answers"] == 1
    proven = answer.json["reconciled"]
    assert proven["companies"] == proven["equal"] + proven["differs"] + proven["never"]


async def test_one_company_alone(client: Client, other_client: Client, client_of, make: Maker):
    await client.chat()
    await other_client.chat()
    assert client.world
    master = client_of(None)
    await master.sign_in(await make.master())

    found = await master.get(
        f"/api/admin/dashboard?tenant_id={client.world.tenant_id}", sees_all=True
    )

    assert found.json["totals"]["answers"] == 1
    assert [one["slug"] for one in found.json["by_company"]] == [client.world.slug]


async def test_a_companys_own_people_and_keys_may_not(client: Client):
    assert client.world
    assert (await client.get("/api/admin/dashboard")).status == 403

    await client.sign_in(client.world.admin_email)

    assert (await client.get("/api/admin/dashboard")).status == 403
