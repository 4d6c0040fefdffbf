"""What an agent is told of a conversation: each question with its answer behind it, and no more."""

import random
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.db.tenants import StoredTenant, new_tenant, one

_MESSAGE = """
insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type, turn_id,
                             message_index, role, visibility, content, model, created_at)
values (%s, %s, %s, 'SDR', %s, 0, %s, %s, %s, %s, clock_timestamp())
"""


class Talk:
    """A conversation that is written message by message, in any order of answers."""

    def __init__(self, owner: psycopg.Connection[Any]) -> None:
        self._owner = owner
        self.tenant_id, self._inbox_id = new_tenant(owner)
        contact = one(
            owner, "dom360.get_or_create_contact", [self.tenant_id, "+5511987654321", "Ana"]
        )
        made = one(
            owner,
            "dom360.get_or_create_conversation",
            [self.tenant_id, self._inbox_id, contact["get_or_create_contact"], "SDR"],
        )
        self.conversation_id, self._since = made["id"], made["created_at"]
        # (role, turn, public) by message_index, which counts from 1.
        self.lines: list[tuple[str, UUID | None, bool]] = []

    def say(self, role: str, turn: UUID | None = None, *, public: bool = True) -> int:
        self.lines.append((role, turn, public))
        number = len(self.lines)
        self._owner.execute(
            _MESSAGE,
            [self.tenant_id, self.conversation_id, self._inbox_id, turn, role,
             "public" if public else "internal", f"{role} {number}",
             "model-x" if role == "assistant" else ""],
        )  # fmt: skip
        return number

    def history(self, question: int, limit: int) -> list[int]:
        told = one(
            self._owner,
            "dom360.conversation_history",
            [self.tenant_id, self.conversation_id, self._since, question, limit],
        )["conversation_history"]
        return [line["message_index"] for line in told]

    def expected(self, question: int, limit: int) -> list[int]:
        """The same in words of Python."""
        asked = {turn: n for n, (role, turn, _) in enumerate(self.lines, 1) if role == "user"}
        read = range(max(1, question - limit), len(self.lines) + 1)
        placed = []
        for number in read:
            role, turn, public = self.lines[number - 1]
            place = asked[turn] if role == "assistant" and turn else number
            if public and place < question:
                placed.append((place if place in read else 0, number))
        return [number for _, number in sorted(placed)]


def test_an_answer_stands_behind_its_question(owner: psycopg.Connection[Any]):
    talk = Talk(owner)
    first, second = uuid4(), uuid4()
    for role, turn in (("user", first), ("user", second), ("assistant", first), ("operator", None)):
        talk.say(role, turn)
    talk.say("assistant", second)
    question = talk.say("user", uuid4())

    assert talk.history(question, 40) == [1, 3, 2, 5, 4]
    # As the second question is asked, its own answer and what came later are not there.
    assert talk.history(2, 40) == [1, 3]


def test_what_is_internal_is_not_told(owner: psycopg.Connection[Any]):
    talk = Talk(owner)
    talk.say("user", uuid4())
    talk.say("operator", public=False)

    assert talk.history(talk.say("user", uuid4()), 40) == [1]


def test_the_first_message_has_no_history(owner: psycopg.Connection[Any]):
    talk = Talk(owner)

    assert talk.history(talk.say("user", uuid4()), 40) == []


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_answers_is_told_in_the_order_of_questions(
    owner: psycopg.Connection[Any], seed: int
):
    draw = random.Random(seed)
    talk, open_turns, questions = Talk(owner), [], []
    for _ in range(30):
        kind = draw.choice(["ask", "ask", "answer", "answer", "note", "operator"])
        if kind == "ask":
            open_turns.append(uuid4())
            questions.append(talk.say("user", open_turns[-1]))
        elif kind == "answer" and open_turns:
            talk.say("assistant", open_turns.pop(0), public=draw.random() < 0.9)
        elif kind in ("note", "operator"):
            talk.say("operator", public=kind == "operator")

    for question in questions:
        for limit in (1, 3, 10, 40):
            assert talk.history(question, limit) == talk.expected(question, limit)


def test_a_long_conversation_is_not_read_through(owner: psycopg.Connection[Any]):
    talk = Talk(owner)
    for _ in range(150):
        turn = uuid4()
        talk.say("user", turn)
        talk.say("assistant", turn)
    owner.execute("analyze dom360.messages")
    question = talk.say("user", uuid4())

    with owner.transaction(force_rollback=True):
        before = _read(owner)
        assert len(talk.history(question, 10)) == 10
        read = _read(owner) - before

    assert read < 40, "rows read for ten messages"


_READ = """
select coalesce(sum(pg_stat_get_xact_tuples_returned(i.indexrelid)), 0)::int
  from pg_inherits p
  join pg_index i on i.indrelid = p.inhrelid
 where p.inhparent = 'dom360.messages'::regclass
"""


def _read(owner: psycopg.Connection[Any]) -> int:
    """Index entries of messages that this transaction has read."""
    row = owner.execute(_READ).fetchone()
    assert row
    return int(row[0])


def test_a_foreign_conversation_tells_nothing(
    app: psycopg.Connection[Any], mine: StoredTenant, foreign: StoredTenant
):
    with app.transaction(force_rollback=True):
        app.execute("select dom360.set_tenant(%s)", [mine.tenant_id])
        told = one(
            app,
            "dom360.conversation_history",
            [foreign.tenant_id, foreign.conversation_id, "-infinity", 100, 100],
        )

    assert told == {"conversation_history": []}
