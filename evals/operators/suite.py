"""How many of an operator's requests COPILOT's built-in policy gets right.

A request is right when exactly the expected tools were called with the expected arguments, and the
answer says what it must.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dom360.agents import answer_by_policy
from dom360.protocol import AgentRequest
from evals.operators.company import Company
from evals.result import Metric, SuiteResult

TARGET = 0.95
TODAY = "2026-11-25T15:00:00-03:00"
BATCHES = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twentyfirst",
    "twentysecond",
    "twentythird",
    "twentyfourth",
    "twentyfifth",
    "twentysixth",
    "twentyseventh",
    "twentyeighth",
    "twentyninth",
    "thirtieth",
    "thirtyfirst",
    "thirtysecond",
    "thirtythird",
    "thirtyfourth",
    "thirtyfifth",
    "thirtysixth",
    "thirtyseventh",
    "thirtyeighth",
)


@dataclass(frozen=True, slots=True)
class Case:
    """`before` are the messages before, the operator's and ours in turn."""

    batch: str
    kind: str
    text: str
    calls: tuple[tuple[str, Mapping[str, Any]], ...]
    says: tuple[str, ...]
    never: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    refuses: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def cases() -> Iterator[Case]:
    for batch in BATCHES:
        path = Path(__file__).with_name(f"{batch}.toml")
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["request"]:
            yield Case(
                batch=batch,
                kind=one["kind"],
                text=one["text"],
                calls=tuple((name, arguments) for name, arguments in one["calls"]),
                says=tuple(one["says"]),
                never=tuple(one.get("never", ())),
                before=tuple(one.get("before", ())),
                refuses=one.get("refuses", {}),
            )


async def run() -> SuiteResult:
    failures: list[str] = []
    right: dict[str, list[bool]] = defaultdict(list)
    for case in cases():
        wrong = await check(case)
        failures += [f"{case.batch}/{case.kind}: {case.text!r}: {wrong}"] if wrong else []
        for group in ("requests right", f"batch {case.batch}", case.kind):
            right[group].append(wrong is None)
    metrics = [
        Metric(name, sum(each) / len(each), TARGET if name == "requests right" else None)
        for name, each in right.items()
    ]
    return SuiteResult("operators", len(right["requests right"]), tuple(metrics), tuple(failures))


async def check(case: Case) -> str | None:
    """What is wrong with the answer; None where nothing is."""
    company = Company(case.refuses)
    text = (await answer_by_policy(_request(case), company)).output.text
    made = [(call.name, call.arguments or {}) for call in company.made]
    expected = [(name, dict(arguments)) for name, arguments in case.calls]
    seen = [_comparable(call, wanted) for call, wanted in zip(made, expected, strict=False)]
    if len(made) != len(expected) or seen != expected:
        return f"called {made}, expected {expected}; said {text!r}"
    missing = [fact for fact in case.says if fact not in text]
    added = [fact for fact in case.never if fact in text]
    return f"lacks {missing}, has {added}; said {text!r}" if missing or added else None


def _comparable(
    call: tuple[str, dict[str, Any]], wanted: tuple[str, dict[str, Any]]
) -> tuple[str, dict[str, Any]]:
    """How many are shown is ours to choose, unless the request names a number."""
    name, arguments = call
    if "limit" in wanted[1]:
        return call
    return name, {key: value for key, value in arguments.items() if key != "limit"}


def _request(case: Case) -> AgentRequest:
    history = [
        {"role": ("user", "assistant")[n % 2], "content": text, "message_index": n + 1}
        for n, text in enumerate(case.before)
    ]
    return AgentRequest.model_validate(
        {
            "request_id": "eval",
            "tenant": {"tenant_id": 1, "name": "Horizonte", "timezone": "America/Sao_Paulo"},
            "routing": {"inbox_id": 2, "agent_type": "COPILOT"},
            "message": {"content": case.text, "created_at": TODAY},
            "conversation": {"id": 3, "history": history},
        }
    )
