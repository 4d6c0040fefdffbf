"""A tool that writes acts once for each turn and call id."""

import asyncio

from tests.agent_tools.conftest import AgentTurn
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem


def comments(database: ScratchDatabase, turn: AgentTurn) -> int:
    return int(
        database.value(
            "select count(*) from dom360.lead_events where kind = 'comment' and tenant_id = %s",
            turn.capability.tenant_id,
        )
    )


async def test_a_repeat_gets_the_same_answer_and_acts_once(
    sdr: AgentTurn, database: ScratchDatabase
):
    first = await sdr.tool("add_comment_to_lead", {"text": "oi"}, call_id="call-1")
    again = await sdr.tool("add_comment_to_lead", {"text": "oi"}, call_id="call-1")

    assert (first.status, again.status) == (200, 200)
    assert first.json == again.json
    assert comments(database, sdr) == 1


async def test_another_id_is_another_act(sdr: AgentTurn, database: ScratchDatabase):
    for call_id in ("call-1", "call-2"):
        await sdr.ok("add_comment_to_lead", {"text": "oi"}, call_id=call_id)

    assert comments(database, sdr) == 2


async def test_without_an_id_the_same_words_are_the_same_act(
    sdr: AgentTurn, database: ScratchDatabase
):
    for text in ("oi", "oi", "tchau"):
        await sdr.ok("add_comment_to_lead", {"text": text})

    assert comments(database, sdr) == 2


async def test_an_id_cannot_mean_two_things(sdr: AgentTurn, database: ScratchDatabase):
    await sdr.ok("add_comment_to_lead", {"text": "oi"}, call_id="call-1")

    other_words = await sdr.tool("add_comment_to_lead", {"text": "tchau"}, call_id="call-1")
    other_tool = await sdr.tool("create_lead", {}, call_id="call-1")

    assert_problem(other_words, 422, "TOOL_CALL_ID_REUSED")
    assert_problem(other_tool, 422, "TOOL_CALL_ID_REUSED")
    assert comments(database, sdr) == 1


async def test_an_odd_id_is_refused(sdr: AgentTurn):
    for call_id in ("a b", "x" * 101, "é"):
        answer = await sdr.tool("create_lead", {}, call_id=call_id)
        assert_problem(answer, 422, "TOOL_CALL_ID_INVALID")


async def test_16_repeats_at_once_act_once(sdr: AgentTurn, database: ScratchDatabase):
    answers = await asyncio.gather(
        *(sdr.tool("add_comment_to_lead", {"text": "oi"}, call_id="same") for _ in range(16))
    )

    assert {answer.status for answer in answers} == {200}
    assert len({answer.raw for answer in answers}) == 1
    assert comments(database, sdr) == 1


async def test_a_refused_call_can_be_made_again(sdr: AgentTurn):
    wrong = {"fields": {"company": {"value": "x", "message_index": 9}}}
    right = {"fields": {"company": {"value": "x"}}}

    refused = await sdr.tool("update_qualification", wrong, call_id="call-1")
    done = await sdr.tool("update_qualification", right, call_id="call-1")

    assert (refused.status, done.status) == (404, 200)


async def test_the_next_attempt_of_a_turn_does_not_act_again(
    sdr: AgentTurn, database: ScratchDatabase
):
    """A turn that a worker repairs asks its agent once more, which calls its tools once more."""
    await sdr.ok("add_comment_to_lead", {"text": "oi"})
    turn_id = sdr.capability.turn_id
    database.rows("update dom360.turns set attempt = 2 where id = %s", turn_id)

    await sdr.ok("add_comment_to_lead", {"text": "oi"}, token=sdr.like(attempt=2))

    database.rows("update dom360.turns set attempt = 1 where id = %s", turn_id)
    assert comments(database, sdr) == 1


async def test_every_call_is_written_down(sdr: AgentTurn, database: ScratchDatabase):
    await sdr.ok("search_lead_by_phone")
    await sdr.ok("create_lead", {"name": "Ana"}, call_id="call-1")
    await sdr.tool("add_comment_to_lead", {"text": ""})

    rows = database.rows(
        "select tool, outcome, error_code from dom360.agent_tool_calls where turn_id = %s "
        "order by created_at",
        sdr.capability.turn_id,
    )

    assert rows == [
        ("search_lead_by_phone", "done", None),
        ("create_lead", "done", None),
        ("add_comment_to_lead", "refused", "ARGUMENTS_INVALID"),
    ]


async def test_what_an_agent_changes_or_may_not_do_is_in_the_audit_log(
    sdr: AgentTurn, database: ScratchDatabase
):
    await sdr.ok("search_lead_by_phone")
    await sdr.ok("create_lead")
    await sdr.tool("query_leads")

    rows = database.rows(
        "select action, actor_kind, actor_id, subject_id from dom360.audit_log "
        "where tenant_id = %s and actor_id = 'agent:SDR' order by seq",
        sdr.capability.tenant_id,
    )

    assert [(action, kind, who) for action, kind, who, _ in rows] == [
        ("lead.added", "system", "agent:SDR"),
        ("agent_tool.called", "system", "agent:SDR"),
        ("agent_tool.refused", "system", "agent:SDR"),
    ]
    assert [subject for *_, subject in rows[1:]] == ["create_lead", "query_leads"]
