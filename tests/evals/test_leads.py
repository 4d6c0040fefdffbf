"""The scripted lead conversations reach their targets, and the judge sees what is wrong."""

from dataclasses import replace

import pytest

from dom360.agents.extract import FIELDS
from evals.leads import suite
from evals.leads.script import BATCHES, scripts
from evals.leads.speakers import speakers

LEAST_SCRIPTS = 60


@pytest.fixture(scope="module")
async def result():
    return await suite.run()


def test_every_target_is_reached(result):
    missed = [metric for metric in result.metrics if not metric.passed]

    assert not missed, "\n".join(result.failures)
    assert result.cases >= LEAST_SCRIPTS


def test_both_batches_are_judged_and_the_untuned_one_is_told_apart(result):
    named = {metric.name for metric in result.metrics}

    assert all(scripts(batch) for batch in BATCHES)
    assert {f"{name} (held out)" for name in suite.TARGETS} <= named


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.name)
def test_a_script_expects_what_can_be_learned(script):
    assert script.turns
    assert script.fields.keys() <= set(FIELDS)


def test_speakers_expect_what_can_be_learned_and_answer_what_is_asked():
    everybody = list(speakers())

    assert len(everybody) >= 40
    assert all(one.script.fields.keys() <= set(FIELDS) for one in everybody)
    assert {one.script.batch for one in everybody} >= {"first", "second", "third", "fourth"}


async def test_a_speaker_who_is_asked_again_has_not_been_understood():
    speaker = next(speakers("first"))

    turns = [speaker.next_turn(asked, 1 + n) for n, asked in enumerate(("employees", "employees"))]

    assert turns[0] == turns[1]
    assert speaker.asked_again == ["employees"]


async def test_a_wrong_extra_field_is_an_error():
    script = next(one for one in scripts() if "employees" in one.fields)
    played = await suite.play(script)
    fewer = {name: value for name, value in script.fields.items() if name != "employees"}
    played.script = replace(script, fields=fewer)
    tally = suite.Tally()

    suite.judge(played, tally)

    assert any("said nowhere" in failure for failure in tally.failures)


async def test_a_turn_that_asks_twice_is_seen():
    script = scripts()[0]
    played = await suite.play(script)
    first = played.results[0]
    twice = first.output.model_copy(update={"text": f"{first.output.text} E quantas pessoas são?"})
    played.results[0] = replace(first, output=twice)
    tally = suite.Tally()

    suite.judge(played, tally)

    assert tally.value(suite.ONE) < 1


async def test_a_question_that_is_asked_over_and_over_is_seen():
    script = scripts()[0]
    played = await suite.play(script)
    played.results = [played.results[0]] * 3
    tally = suite.Tally()

    suite.judge(replace_turns(played), tally)

    assert tally.value(suite.AGAIN) < 1


def replace_turns(played):
    """As many turns as there are results."""
    played.script = replace(played.script, turns=played.script.turns[:1] * len(played.results))
    played.states, played.searched = played.states[:1] * 3, played.searched[:1] * 3
    return played


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("Clínica Vida", "clinica vida", True),
        (["saúde", "beleza"], "beleza", True),
        ({"amount": 5, "period": "year"}, {"amount": 5, "currency": "BRL", "period": "year"}, True),
        ({"amount": 5, "period": "month"}, {"amount": 5, "currency": "BRL", "period": None}, False),
        ({"decides": "other", "who": "sócia"}, {"decides": "other", "who": "minha sócia"}, True),
        ({"has": ["falta"]}, "muita falta de paciente", True),
        ({"within_days": "open"}, {"text": "sem pressa", "within_days": None}, True),
        (40, 41, False),
        ({"any": ["academia", "fitness"]}, "academia", True),
        ({"any": ["academia", "fitness"]}, None, False),
        ({"between": [20, 45]}, {"text": "antes do natal", "within_days": 28}, True),
        ({"between": [20, 45]}, {"text": "sem pressa", "within_days": None}, False),
    ],
)  # fmt: skip
def test_values_are_compared_by_what_they_say(expected, found, same):
    assert suite.matches(expected, found) is same
