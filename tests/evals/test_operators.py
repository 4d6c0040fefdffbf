"""COPILOT's built-in policy gets an operator's request right at least 95 times in 100."""

from evals.operators import suite


async def test_operators_requests_are_answered_right():
    result = await suite.run()

    assert result.cases >= 80
    assert result.passed, "\n".join(result.failures)


async def test_a_wrong_answer_fails_a_request():
    case = next(iter(suite.cases()))
    other_call = suite.Case(case.batch, case.kind, "consumo de hoje", case.calls, case.says)
    other_fact = suite.Case(case.batch, case.kind, case.text, case.calls, ("999 leads",))

    assert await suite.check(case) is None
    assert await suite.check(other_call) is not None
    assert await suite.check(other_fact) is not None
