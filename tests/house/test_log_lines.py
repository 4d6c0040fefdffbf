"""What the code hands to the log: an event by its name, and facts of which none was written by
anybody. What a line looks like is tested where it is made (tests/backend/test_logs.py).
"""

import ast
from collections.abc import Iterator

import pytest

from tests.house.test_house_rules import FILES, name_of

LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
# All that a line may say. A new name is a decision: can somebody's words or a secret be in it?
FACTS = {
    "advice", "attempt", "code", "codes", "degraded", "deleted", "differing", "document_id",
    "error", "exc_info", "first_day", "first_port", "invitation_id", "known", "made", "method",
    "month", "months_ahead", "ms", "outcome", "parent", "path", "port", "problem", "processes",
    "progress", "reason", "request_id", "role", "route", "rows", "safe", "service", "setting",
    "settings", "slug", "state", "status", "taken", "tenant_id", "tool", "trace_id", "true_for",
    "turn_id", "user_id", "version", "week", "weeks", "why", "with_tools", "wrong",
}  # fmt: skip
# Where people's words stand, whatever the fact is called.
WORDS = {"args", "arguments", "body", "content", "detail", "details", "email", "history", "message",
         "payload", "phone", "prompt", "snippet", "summary", "text", "title"}  # fmt: skip
# Sentences of our own, which hold nothing that anybody entered.
OWN_SENTENCES = {"agent_api/descriptions.py: str(problem)"}


def faults_of(name: str, tree: ast.AST) -> Iterator[str]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not _is_line(call):
            continue
        place = f"{name}:{call.lineno}"
        if _writes(call) and not (len(call.args) == 1 and isinstance(call.args[0], ast.Constant)):
            yield f"{place}: an event is one name, and nothing is put into it"
        for given in call.keywords:
            if given.arg not in FACTS and not _is_ids(given):
                yield f"{place}: {given.arg} is no known fact"
            said = f"{name}: {ast.unparse(given.value)}"
            if said not in OWN_SENTENCES and given.arg != "exc_info" and _may_quote(given.value):
                yield f"{place}: {given.arg}={ast.unparse(given.value)} may hold somebody's words"


def _is_line(call: ast.Call) -> bool:
    return _writes(call) or _name(call.func) == "bind_contextvars"


def _writes(call: ast.Call) -> bool:
    """`log.info(…)`, or `write(…)` where the level is chosen first."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr in LEVELS and _name(call.func.value) in {"log", "logger", "logging"}
    return _name(call.func) == "write" and any(given.arg == "trace_id" for given in call.keywords)


def _is_ids(given: ast.keyword) -> bool:
    """`**ids`: two ids as one dictionary."""
    return given.arg is None and _name(given.value) == "ids"


def _may_quote(value: ast.expr) -> bool:
    for node in ast.walk(value):
        if isinstance(node, ast.JoinedStr) or _name(node) in WORDS:
            return True
        if isinstance(node, ast.Call) and _name(node.func) in {"str", "repr"}:
            (shown,) = node.args
            if not (_name(shown) or "").endswith(("id", "week")):
                return True
    return False


def _name(node: ast.AST) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def test_no_line_is_given_words_or_a_fact_that_nobody_judged():
    faults = [
        fault
        for path in FILES
        for fault in faults_of(name_of(path), ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert faults == []


@pytest.mark.parametrize(
    "line",
    [
        'log.info(f"turn.begun {request.message}")',
        'log.info("turn.begun %s", request.message)',
        'log.info("turn.begun", note=note)',
        'log.info("turn.begun", reason=request.message)',
        'log.info("turn.begun", reason=str(error))',
        'log.info("turn.begun", reason=f"{error}")',
        'log.info("turn.begun", **request)',
        'structlog.contextvars.bind_contextvars(user_id=body["email"], phone=phone)',
    ],
)
def test_the_rule_knows_a_line_that_quotes(line: str):
    assert list(faults_of("x.py", ast.parse(line)))


def test_the_rule_lets_facts_pass():
    line = 'log.info("turn.begun", turn_id=str(turn.turn_id), ms=3, error=type(error).__name__)'

    assert list(faults_of("x.py", ast.parse(line))) == []
