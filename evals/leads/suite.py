"""Plays the scripted conversations with the built-in SDR and judges every turn."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Any

from dom360.agents import TurnResult, answer_by_policy
from dom360.agents.extract import FIELDS as FIELD_ORDER
from dom360.agents.text import fold
from dom360.protocol import AgentRequest
from evals.leads.backend import LINK, Backend
from evals.leads.script import Script, Turn, scripts
from evals.leads.speakers import Speaker, speakers
from evals.result import Metric, SuiteResult

FIELDS, STATE, NEXT, ONE, WORDING, AGAIN, ANSWERS = (
    "field accuracy",
    "state accuracy",
    "next-question accuracy",
    "exactly one question per turn",
    "never the same wording twice in a row",
    "no question over and over",
    "answers say what they should",
)
TARGETS = {FIELDS: 0.90, STATE: 0.90, NEXT: 0.90, ONE: 1.0, WORDING: 1.0, AGAIN: 1.0,
           ANSWERS: 0.90}  # fmt: skip
SPOKEN = (FIELDS, ONE, WORDING, AGAIN)
_FIELD_NAMES = frozenset(name.value for name in FIELD_ORDER)
# A field is asked for twice, and once more where the contact asked something in between.
MOST_ASKS, MOST_ASKS_IN_A_ROW = 3, 2


@dataclass
class Played:
    script: Script
    backend: Backend
    results: list[TurnResult] = field(default_factory=list)
    searched: list[bool] = field(default_factory=list)
    states: list[str | None] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [result.output.text for result in self.results]


@dataclass
class Tally:
    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def count(self, metric: str, script: Script, *, right: bool, why: str) -> None:
        self.total[metric] += 1
        self.right[metric] += right
        if not right:
            self.failures.append(f"{script.batch}/{script.name}: {metric}: {why}")

    def value(self, metric: str) -> float:
        return self.right[metric] / self.total[metric] if self.total[metric] else 1.0


async def run() -> SuiteResult:
    everything, held_out = Tally(), Tally()
    spoken = Tally()
    played = [await play(script) for script in scripts()]
    for one in played:
        judge(one, everything)
        if one.script.batch == "held_out":
            judge(one, held_out)
    talks = [await converse(speaker) for speaker in speakers()]
    for talk in talks:
        judge(talk, spoken)
    metrics = [Metric(name, everything.value(name), target) for name, target in TARGETS.items()]
    metrics += [Metric(f"{name} (held out)", held_out.value(name)) for name in TARGETS]
    metrics += [Metric(f"{name} (speakers)", spoken.value(name), TARGETS[name]) for name in SPOKEN]
    failures = (*everything.failures, *spoken.failures)
    return SuiteResult("leads", len(played) + len(talks), tuple(metrics), failures)


async def play(script: Script) -> Played:
    turns = iter(script.turns)
    return await _talk(script, lambda _asked, _number: next(turns, None))


async def converse(speaker: Speaker) -> Played:
    """The speaker hears each question and answers it."""
    said: list[Turn] = []

    def next_turn(asked: str | None, number: int) -> Turn | None:
        turn = speaker.next_turn(asked, number)
        said.extend([turn] if turn else [])
        return turn

    played = await _talk(speaker.script, next_turn)
    played.script = replace(speaker.script, turns=tuple(said))
    return played


async def _talk(script: Script, next_turn: Callable[[str | None, int], Turn | None]) -> Played:
    played, history = Played(script, Backend(script.documents)), list[dict[str, Any]]()
    asked: str | None = None
    while (turn := next_turn(asked, len(played.results))) is not None:
        played.backend.next_turn()
        result = await answer_by_policy(_request(script, turn, history), played.backend)
        for role, text in (("user", turn.say), ("assistant", result.output.text)):
            history.append({"role": role, "content": text, "message_index": len(history) + 1})
        asked = str(result.output.structured["next_question"] or "") or None
        played.results.append(result)
        played.searched.append(
            any(call.name == "search_knowledge_base" for call in played.backend.made)
        )
        played.states.append(played.backend.state)
    return played


def _request(script: Script, turn: Turn, history: list[dict[str, Any]]) -> AgentRequest:
    return AgentRequest.model_validate(
        {
            "request_id": f"{script.name}-{len(history)}",
            "tenant": {"tenant_id": 1, "name": script.tenant, "locale": script.locale,
                       "timezone": "America/Sao_Paulo"},
            "routing": {"inbox_id": 2, "agent_type": "SDR"},
            "message": {"content": turn.say, "created_at": "2026-11-27T15:00:00+00:00"},
            "sender": {"phone_e164": "+5511987654321", "name": script.contact},
            "conversation": {"id": 3, "history": history},
            "calendar_booking": {"enabled": script.booking,
                                 "booking_url": LINK if script.booking else None},
        }
    )  # fmt: skip


def judge(played: Played, tally: Tally) -> None:
    _judge_fields(played, tally)
    _judge_asking(played, tally)
    script = played.script
    if script.state:
        state = played.states[-1]
        tally.count(STATE, script, right=state == script.state, why=f"{script.state}, was {state}")
    for number, turn in enumerate(script.turns):
        _judge_turn(played, number, turn, tally)
    for before, after in pairwise(played.texts):
        same = sentences(before) & sentences(after)
        tally.count(WORDING, script, right=not same, why=f"{same}")


def _judge_asking(played: Played, tally: Tally) -> None:
    asked = [str(result.output.structured["next_question"]) for result in played.results]
    for name in _FIELD_NAMES.intersection(asked):
        in_a_row = max(len(list(same)) for topic, same in groupby(asked) if topic == name)
        right = asked.count(name) <= MOST_ASKS and in_a_row <= MOST_ASKS_IN_A_ROW
        tally.count(AGAIN, played.script, right=right, why=f"{name} in {asked}")


def _judge_fields(played: Played, tally: Tally) -> None:
    script, found = played.script, learned(played.results[-1])
    for name, expected in script.fields.items():
        right = name in found and matches(expected, found[name])
        tally.count(FIELDS, script, right=right, why=f"{name} {expected}, was {found.get(name)}")
    for name in found.keys() - script.fields.keys():
        tally.count(FIELDS, script, right=False, why=f"{name} was {found[name]}, said nowhere")


def _judge_turn(played: Played, number: int, turn: Turn, tally: Tally) -> None:
    script, result = played.script, played.results[number]
    text, asked = result.output.text, result.output.structured["next_question"]
    said = f"turn {number + 1} {turn.say!r}"
    if turn.asks:
        shown = str(asked or "none")
        tally.count(NEXT, script, right=shown in turn.asks, why=f"{said}: {turn.asks}, was {shown}")
    marks = without_links(text).count("?")
    silent = asked is None and turn.asks is not None and "none" not in turn.asks
    right = marks == (1 if asked else 0) and not silent
    tally.count(ONE, script, right=right, why=f"{said}: {marks} in {text!r}")
    if turn.has:
        missing = [part for part in turn.has if fold(part) not in fold(text)]
        tally.count(ANSWERS, script, right=not missing, why=f"{said}: {missing} not in {text!r}")
    if turn.searches is not None:
        searched = played.searched[number]
        tally.count(ANSWERS, script, right=searched == turn.searches, why=f"{said}: {searched=}")
    if turn.handoff is not None:
        handed = result.next_action.handoff is not None
        tally.count(ANSWERS, script, right=handed == turn.handoff, why=f"{said}: {handed=}")
    if turn.state:
        state = played.states[number]
        tally.count(STATE, script, right=state == turn.state, why=f"{said}: was {state}")


def learned(result: TurnResult) -> dict[str, Any]:
    fields: Any = result.output.structured["fields"]
    assert isinstance(fields, dict)
    return {name: found["value"] for name, found in fields.items()}


def matches(expected: object, found: object) -> bool:
    """Names without regard to case and accents; of a table, every entry; of a list, any; words of
    which one has to be in it (`any`), bounds (`between`)."""
    if isinstance(expected, list):
        return any(matches(one, found) for one in expected)
    if isinstance(expected, dict) and "any" in expected:
        return found is not None and any(fold(word) in fold(str(found)) for word in expected["any"])
    if isinstance(expected, dict) and "between" in expected:
        low, high = expected["between"]
        number = _number(found)
        return number is not None and low <= number <= high
    if isinstance(expected, dict) and "has" in expected:
        return all(fold(word) in fold(str(found)) for word in expected["has"])
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            _same_entry(name, value, found.get(name)) for name, value in expected.items()
        )
    if isinstance(expected, str):
        return fold(expected) == fold(str(found))
    return bool(expected == found)


def _number(found: object) -> float | None:
    """People, an amount, or days."""
    value = found
    if isinstance(found, dict):
        value = found.get("within_days", found.get("amount"))
    return value if isinstance(value, int | float) else None


def _same_entry(name: str, expected: object, found: object) -> bool:
    """Who decides and when are told in words: those have to be in it."""
    if name in ("who", "text"):
        return fold(str(expected)) in fold(str(found))
    if expected == "open":
        return found is None
    return bool(expected == found)


def without_links(text: str) -> str:
    return re.sub(r"https?://\S+", "", text)


def sentences(text: str) -> set[str]:
    parts = re.split(r"(?<=[.!?])\s+", without_links(text))
    return {part.strip() for part in parts if part.strip()}
