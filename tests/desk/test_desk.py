"""Labels and ready answers."""

import asyncio
from typing import Any

import pytest

from tests.support.problems import assert_problem
from tests.support.world import Client

NOWHERE = "00000000-0000-4000-8000-000000000000"


async def test_labels_are_made_put_on_renamed_and_removed(client: Client):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]
    path = f"/api/conversations/{conversation_id}"
    vip, late = [
        (await client.post("/api/labels", {"name": name})).json for name in ("VIP", "Atrasado")
    ]

    await client.call("PUT", f"{path}/labels", json={"label_ids": [vip["id"], late["id"], NOWHERE]})
    both = (await client.get(path)).json["label_ids"]
    await client.call("PUT", f"{path}/labels", json={"label_ids": [vip["id"]]})
    renamed = await client.call(
        "PUT", f"/api/labels/{vip['id']}", json={"name": "Especial", "color": "red"}
    )
    filtered = (await client.get(f"/api/conversations?label_id={vip['id']}")).json["items"]
    await client.call("DELETE", f"/api/labels/{vip['id']}")

    assert set(both) == {vip["id"], late["id"]}, "a label that is gone is left out"
    assert renamed.json == {"id": vip["id"], "name": "Especial", "color": "red"}
    assert [item["id"] for item in filtered] == [conversation_id]
    assert (await client.get(path)).json["label_ids"] == []
    assert [item["name"] for item in (await client.get("/api/labels")).json["items"]] == [
        "Atrasado"
    ]


async def test_one_name_one_label(client: Client):
    made = await asyncio.gather(*(client.post("/api/labels", {"name": "VIP"}) for _ in range(6)))
    other_case = await client.post("/api/labels", {"name": "vip"})

    assert sorted(answer.status for answer in made) == [201] + [409] * 5
    assert_problem(other_case, 409, "LABEL_EXISTS")


async def test_ready_answers_are_kept_by_their_shortcut(client: Client):
    made = await client.post(
        "/api/canned-answers", {"shortcut": "ola", "content": "Olá! Tudo bem?"}
    )
    twice = await client.post("/api/canned-answers", {"shortcut": "ola", "content": "Outra"})
    changed = await client.call(
        "PUT",
        f"/api/canned-answers/{made.json['id']}",
        json={"shortcut": "bom-dia", "content": "Bom dia!"},
    )
    listed = (await client.get("/api/canned-answers")).json["items"]
    gone = await client.call("DELETE", f"/api/canned-answers/{made.json['id']}")

    assert made.status == 201
    assert_problem(twice, 409, "SHORTCUT_TAKEN")
    assert changed.json["shortcut"] == "bom-dia"
    assert [(item["shortcut"], item["content"]) for item in listed] == [("bom-dia", "Bom dia!")]
    assert gone.status == 204
    assert_problem(
        await client.call("DELETE", f"/api/canned-answers/{made.json['id']}"),
        404,
        "CANNED_ANSWER_NOT_FOUND",
    )


@pytest.mark.parametrize(
    "body",
    [
        {"shortcut": "Olá", "content": "x"},
        {"shortcut": "a b", "content": "x"},
        {"shortcut": "", "content": "x"},
        {"shortcut": "ola", "content": "  "},
        {"shortcut": "ola", "content": "x" * 8001},
        {"shortcut": "ola", "content": "x", "tenant_id": NOWHERE},
    ],
)
async def test_a_bad_ready_answer_leaves_nothing_behind(client: Client, body: dict[str, Any]):
    assert_problem(await client.post("/api/canned-answers", body), 422, "VALIDATION_FAILED")
    assert (await client.get("/api/canned-answers")).json["items"] == []


async def test_each_company_has_its_own(client: Client, other_client: Client):
    label = (await client.post("/api/labels", {"name": "VIP"})).json["id"]
    answer = (await client.post("/api/canned-answers", {"shortcut": "a", "content": "x"})).json[
        "id"
    ]

    assert (await other_client.get("/api/labels")).json["items"] == []
    assert (await other_client.get("/api/canned-answers")).json["items"] == []
    assert (await other_client.post("/api/labels", {"name": "VIP"})).status == 201
    for path in (f"/api/labels/{label}", f"/api/canned-answers/{answer}"):
        assert (await other_client.call("DELETE", path)).status == 404
