"""A person takes a conversation over, answers in it, and gives it back."""

import asyncio
import json

import pytest

from tests.agent_tools.conftest import AgentTurn, StartTurn
from tests.doubles.fake_agent import FakeAgent
from tests.support.ledger import assert_books_agree
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Answer, Client, Maker


async def take_over(client: Client, conversation_id: object, **body: object) -> Answer:
    return await client.post(f"/api/conversations/{conversation_id}/takeover", body)


async def release(client: Client, conversation_id: object) -> Answer:
    return await client.post(f"/api/conversations/{conversation_id}/release", {})


async def say(client: Client, conversation_id: object, text: str) -> Answer:
    return await client.post(f"/api/conversations/{conversation_id}/messages", {"text": text})


async def told(client: Client, conversation_id: object) -> list[tuple[str, str]]:
    page = await client.get(f"/api/conversations/{conversation_id}/messages")
    return [(message["role"], message["content"]) for message in page.json["items"]]


async def test_an_agent_is_silent_while_a_person_answers(client: Client, fake_agent: FakeAgent):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]

    taken = await take_over(client, conversation_id, reason="cliente importante")
    answer = await client.chat("Tem alguém aí?", request_id="waits")
    again = await client.chat("Tem alguém aí?", request_id="waits")
    written = await say(client, conversation_id, "Oi, aqui é a Bia.")

    assert (taken.status, taken.json["handled_by"]) == (200, "human")
    assert taken.json["handoff_reason"] == "cliente importante"
    assert answer.status == 202
    assert answer.raw == again.raw
    assert answer.json == {
        "conversation_id": conversation_id,
        "request_id": "waits",
        "user_message": answer.json["user_message"],
        "assistant_message": None,
        "handled_by": "human",
    }
    assert answer.json["user_message"]["message_index"] == 3
    assert (written.status, written.json["role"]) == (201, "operator")
    assert len(fake_agent.calls()) == 1
    assert await told(client, conversation_id) == [
        ("user", "Olá"),
        ("assistant", "echo: Olá"),
        ("user", "Tem alguém aí?"),
        ("operator", "Oi, aqui é a Bia."),
    ]


async def test_an_agent_goes_on_after_the_release(client: Client, fake_agent: FakeAgent):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]
    await take_over(client, conversation_id)
    waited = await client.chat("E agora?", request_id="waited")
    await say(client, conversation_id, "Um momento.")

    given = await release(client, conversation_id)
    answer = await client.chat("Obrigado")

    assert given.json["handled_by"] == "agent"
    assert given.json["handoff_reason"] is None
    assert answer.status == 200
    history = fake_agent.calls()[-1].body["conversation"]["history"]
    assert [line["role"] for line in history] == ["user", "assistant", "user", "operator"]
    assert (await client.chat("E agora?", request_id="waited")).raw == waited.raw


async def test_a_running_answer_is_dropped_and_paid_for(sdr: AgentTurn, database: ScratchDatabase):
    conversation_id = sdr.capability.conversation_id
    await take_over(sdr.client, conversation_id)

    answer = await sdr.end()

    assert answer.status == 202
    assert answer.json["assistant_message"] is None
    assert await told(sdr.client, conversation_id) == [("user", "Olá")]
    kept = database.rows(
        "select visibility, content, total_tokens from dom360.messages "
        "where conversation_id = %s and role = 'assistant'",
        conversation_id,
    )
    assert kept == [("internal", "echo: Olá", 18)]
    assert_books_agree(database)


async def test_a_running_answer_is_dropped_also_after_a_quick_release(sdr: AgentTurn):
    conversation_id = sdr.capability.conversation_id
    await take_over(sdr.client, conversation_id)
    await say(sdr.client, conversation_id, "Eu respondo.")
    await release(sdr.client, conversation_id)

    answer = await sdr.end()

    assert answer.status == 202
    assert await told(sdr.client, conversation_id) == [
        ("user", "Olá"),
        ("operator", "Eu respondo."),
    ]


async def test_a_takeover_ends_the_agents_tools(sdr: AgentTurn):
    await take_over(sdr.client, sdr.capability.conversation_id)

    for tool, arguments in (
        ("search_lead_by_phone", {}),
        ("add_comment_to_lead", {"text": "x"}),
        ("hand_to_human", {"reason": "x"}),
    ):
        assert_problem(await sdr.tool(tool, arguments), 401, "CAPABILITY_ENDED")


async def test_turns_that_wait_behind_the_running_one_end_too(
    sdr: AgentTurn, fake_agent: FakeAgent
):
    waiting = asyncio.create_task(sdr.client.chat("E isto?", request_id="behind"))
    await asyncio.sleep(0.3)
    await take_over(sdr.client, sdr.capability.conversation_id)

    answer = await asyncio.wait_for(waiting, 5)

    assert (answer.status, answer.json["handled_by"]) == (202, "human")
    assert len(fake_agent.calls()) == 1


async def test_a_stream_ends_with_the_handover(client: Client):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]
    await take_over(client, conversation_id)

    raw = (await client.stream("Tem alguém?", request_id="s-1")).raw.decode()

    names = [line[7:] for line in raw.splitlines() if line.startswith("event: ")]
    last = json.loads(raw.strip().rpartition("data: ")[2])
    assert names == ["user_message", "handed_over"]
    assert (last["assistant_message"], last["handled_by"]) == (None, "human")


async def test_the_tool_hands_over_at_once(sdr: AgentTurn):
    conversation_id = sdr.capability.conversation_id
    arguments = {"reason": "pediu uma pessoa", "farewell": "Já chamo alguém!"}

    first = await sdr.ok("hand_to_human", arguments)
    again = await sdr.ok("hand_to_human", arguments)
    other = await sdr.tool("add_comment_to_lead", {"text": "x"})
    answer = await sdr.end()

    assert first == again == {"handed_over": True}
    assert_problem(other, 401, "CAPABILITY_ENDED")
    assert answer.status == 202
    shown = (await sdr.client.get(f"/api/conversations/{conversation_id}")).json
    assert (shown["handled_by"], shown["assignee_user_id"]) == ("human", None)
    assert shown["handoff_reason"] == "pediu uma pessoa"
    assert await told(sdr.client, conversation_id) == [
        ("user", "Olá"),
        ("system", "Já chamo alguém!"),
    ]


async def test_an_answer_with_a_handoff_is_said_and_is_the_last(
    client: Client, fake_agent: FakeAgent
):
    fake_agent.mode("handoff", request_id="bye", text="Vou chamar alguém.")

    answer = await client.chat("Quero uma pessoa", request_id="bye")
    after = await client.chat("Alô?")
    again = await client.chat("Quero uma pessoa", request_id="bye")

    assert (answer.status, answer.json["assistant_message"]["content"]) == (
        200,
        "Vou chamar alguém.",
    )
    assert after.status == 202
    assert again.raw == answer.raw
    shown = (await client.get(f"/api/conversations/{answer.json['conversation_id']}")).json
    assert shown["handoff_reason"] == "O contato pediu uma pessoa"


async def test_a_failed_turn_is_the_persons_after_a_takeover(client: Client, fake_agent: FakeAgent):
    fake_agent.mode("500", request_id="failed")
    await client.chat("Olá", request_id="failed")
    [conversation] = (await client.get("/api/conversations")).json["items"]
    await take_over(client, conversation["id"])

    again = await client.chat("Olá", request_id="failed")

    assert again.status == 202
    assert len(fake_agent.calls()) == 1


async def test_an_agent_that_fails_after_the_takeover_changes_nothing(
    client: Client, fake_agent: FakeAgent, database: ScratchDatabase
):
    database.rows(
        "update dom360.account_vars set agents_timeout_ms = 1000 where tenant_id = %s",
        client.world.tenant_id,
    )
    fake_agent.mode("hang", request_id="late")
    work = asyncio.create_task(client.chat("Olá", request_id="late"))
    await fake_agent.wait_for_calls(1, request_id="late")
    [conversation] = (await client.get("/api/conversations")).json["items"]
    await take_over(client, conversation["id"])

    assert (await work).status == 202


async def test_16_takeovers_and_messages_at_once_lose_nothing(
    client: Client, database: ScratchDatabase
):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]

    answers = await asyncio.gather(
        *(client.chat(f"n {n}") for n in range(8)),
        *(take_over(client, conversation_id) for _ in range(8)),
    )

    assert {answer.status for answer in answers} <= {200, 202}
    states = database.rows(
        "select distinct state from dom360.turns where conversation_id = %s "
        "and state not in ('answered', 'handed_over')",
        conversation_id,
    )
    assert states == []
    assert_books_agree(database)


async def test_a_person_signs_what_they_write(client: Client, make: Maker):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]
    session = await client.sign_in(await make.person(client.world.tenant_id, "TENANT_USER"))
    me = session.json["user"]["id"]

    taken = await take_over(client, conversation_id)
    await say(client, conversation_id, "Oi!")

    assert taken.json["assignee_user_id"] == me
    page = (await client.get(f"/api/conversations/{conversation_id}/messages")).json
    assert (page["items"][-1]["author_user_id"], page["items"][-1]["author_name"]) == (me, "Pessoa")


async def test_a_master_can_take_over_without_being_one_of_the_tenant(client: Client, make: Maker):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]
    await client.sign_in(await make.master())
    await client.act_in(client.world.tenant_id)

    taken = await take_over(client, conversation_id)
    written = await say(client, conversation_id, "Suporte aqui.")

    assert (taken.status, written.status) == (200, 201)
    assert taken.json["assignee_user_id"] is None


async def test_conversations_with_people_can_be_listed(client: Client):
    first = (await client.chat("Olá", sender_phone="+5511900000001")).json["conversation_id"]
    await client.chat("Olá", sender_phone="+5511900000002")
    await take_over(client, first)

    waiting = await client.get("/api/conversations", params={"handled_by": "human"})

    assert [one["id"] for one in waiting.json["items"]] == [first]


async def test_who_may_not_write_may_not_take_over(client: Client, make: Maker):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]
    await client.sign_in(await make.person(client.world.tenant_id, "VIEWER"))

    for answer in (
        await take_over(client, conversation_id),
        await release(client, conversation_id),
        await say(client, conversation_id, "oi"),
    ):
        assert_problem(answer, 403, "FORBIDDEN")


async def test_another_tenants_conversation_is_not_there(client: Client, other_client: Client):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]

    for answer in (
        await take_over(other_client, conversation_id),
        await release(other_client, conversation_id),
        await say(other_client, conversation_id, "oi"),
    ):
        assert_problem(answer, 404, "CONVERSATION_NOT_FOUND")
    assert (await client.chat("E agora?")).status == 200


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "EMPTY_MESSAGE"), (" \u200b", "EMPTY_MESSAGE"), ("x" * 33_000, "MESSAGE_TOO_LONG"),
     ("a\x00b", "VALIDATION_FAILED")],
)  # fmt: skip
async def test_a_message_has_words_and_an_end(client: Client, text: str, code: str):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]
    await take_over(client, conversation_id)

    assert_problem(await say(client, conversation_id, text), 422, code)


async def test_writing_needs_the_takeover_first(client: Client):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]

    assert_problem(await say(client, conversation_id, "oi"), 409, "CONVERSATION_WITH_AGENT")


async def test_a_closed_conversation_is_nobodys(client: Client, database: ScratchDatabase):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]
    database.rows(
        "update dom360.conversations set status = 'closed', closed_at = now() where id = %s",
        conversation_id,
    )

    assert_problem(await take_over(client, conversation_id), 409, "CONVERSATION_CLOSED")


async def test_an_assignee_is_somebody_of_the_company(
    client: Client, other_client: Client, start_turn: StartTurn, make: Maker
):
    conversation_id = (await client.chat("Olá")).json["conversation_id"]
    session = await other_client.sign_in(other_client.world.admin_email)

    answer = await take_over(client, conversation_id, assignee_user_id=session.json["user"]["id"])

    assert_problem(answer, 422, "ASSIGNEE_NOT_FOUND")
