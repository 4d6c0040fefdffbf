"""The button "test model": one small question with the stored key, and what came of it."""

from collections.abc import Callable
from typing import Any

import pytest

from dom360.llm.faults import Reason
from dom360.llm.models import Models
from dom360.llm.spec import ModelSpec
from dom360.llm.trial import try_model
from tests.doubles.fake_model import fail, hang, raw, redirect, say
from tests.models.conftest import PLATFORM_MODEL, TENANT_KEY, Desk
from tests.support.problems import assert_problem
from tests.support.world import Answer, Client, TenantWorld


@pytest.fixture
async def admin(on_stage: Callable[[TenantWorld], Client], tenant: TenantWorld) -> Client:
    client = on_stage(tenant)
    assert (await client.sign_in(tenant.admin_email)).status == 200
    return client


async def try_it(client: Client, desk: Desk) -> Answer:
    return await client.post(f"/api/agents/{desk.agent_id}/test-model", {})


async def test_a_model_that_answers_says_how_fast_and_who_it_is(admin: Client, desk: Desk):
    desk.script(say("ok"))

    answer = await try_it(admin, desk)

    assert answer.status == 200, answer.raw
    assert (answer.json["ok"], answer.json["target"]) == (True, "own")
    assert (answer.json["model"], answer.json["code"]) == (desk.model, None)
    assert 0 < answer.json["latency_ms"] < 15_000
    (asked,) = desk.asked
    assert asked.headers["Authorization"] == f"Bearer {TENANT_KEY}"
    assert len(asked.raw) < 1000


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (fail(401), "MODEL_UNAUTHORISED"),
        (fail(404), "MODEL_NOT_FOUND"),
        (fail(429), "MODEL_RATE_LIMITED"),
        (fail(500), "MODEL_UNAVAILABLE"),
        (raw(b"<html>"), "MODEL_BAD_ANSWER"),
        (redirect("http://169.254.169.254/"), "MODEL_BAD_ANSWER"),
    ],
)
async def test_a_model_that_does_not_is_explained_without_its_words(
    admin: Client, desk: Desk, step: Any, code: str
):
    desk.script(step)

    answer = await try_it(admin, desk)

    assert answer.status == 200
    assert (answer.json["ok"], answer.json["code"]) == (False, code)
    assert answer.json["problem"]
    for secret in (TENANT_KEY, "SECRET-OF-THE-PROVIDER", "sk-leaked"):
        assert secret.encode() not in answer.raw


async def test_an_address_inside_is_not_asked(admin: Client, desk: Desk):
    desk.set(base_url="http://169.254.169.254/v1")
    desk.set(api_key_encrypted=None, api_key_hint=None, api_key_at=None)

    answer = await try_it(admin, desk)

    assert (answer.json["ok"], answer.json["code"]) == (False, "MODEL_ADDRESS_REFUSED")


async def test_the_platforms_model_is_told_by_its_agents_and_none_needs_no_test(
    admin: Client, desk: Desk
):
    desk.set(provider=None, model=None, base_url=None, api_key_encrypted=None)
    of_platform = await try_it(admin, desk)
    desk.set(provider="builtin")
    built_in = await try_it(admin, desk)

    assert (of_platform.json["target"], of_platform.json["model"]) == ("platform", PLATFORM_MODEL)
    assert (built_in.json["ok"], built_in.json["target"]) == (True, "builtin")
    assert desk.asked == []


async def test_tests_are_written_down_without_the_key(admin: Client, desk: Desk):
    desk.script(fail(401))

    await try_it(admin, desk)

    assert admin.world
    lines = desk.database.rows(
        "select actor_kind, subject_id, new from dom360.audit_log"
        " where tenant_id = %s and action = 'agent.model_tested'",
        admin.world.tenant_id,
    )
    told = {"ok": False, "code": "MODEL_UNAUTHORISED", "provider": "openai"}
    assert lines == [("user", str(desk.agent_id), told)]


async def test_nobody_knocks_more_than_ten_times_a_minute(admin: Client, desk: Desk):
    desk.set(provider="builtin", model=None, base_url=None, api_key_encrypted=None)
    answers = [await try_it(admin, desk) for _ in range(21)]

    # The minute of the clock may have turned once meanwhile.
    passed = [answer for answer in answers if answer.status == 200]
    assert 10 <= len(passed) <= 20
    assert_problem(answers[-1] if answers[-1].status != 200 else answers[10], 429, "RATE_LIMITED")


async def test_another_companys_agent_is_not_there(
    admin: Client, new_desk: Any, other: TenantWorld
):
    foreign = await new_desk(other)
    foreign.script(say("ok"))

    assert_problem(await try_it(admin, foreign), 404, "AGENT_NOT_FOUND")
    assert foreign.asked == []


async def test_a_model_that_hangs_is_given_up(desk: Desk):
    desk.script(hang(5))
    async with Models() as models:
        spec = ModelSpec("openai", desk.model, desk.provider.url, TENANT_KEY, trusted=True)
        trial = await try_model(models, spec, seconds=0.3)

    assert trial.reason == Reason.TIMEOUT
    assert trial.latency_ms < 3000
