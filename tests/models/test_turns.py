"""A turn with a model, end to end: what it says, what it costs, and what it does."""

from typing import Any

from tests.doubles.fake_model import FakeModel, call, calls, fail, say
from tests.models.conftest import PLATFORM_FALLBACK, PLATFORM_KEY, PLATFORM_MODEL, TENANT_KEY, Desk
from tests.support.world import TenantWorld

QUALIFY = {
    "fields": {
        "company": {"value": "Clínica Sorriso", "confidence": 0.9},
        "employees": {"value": 40, "confidence": 0.9},
        "sector": {"value": "saúde"},
        "pain": {"value": "perdem pacientes por falta de resposta"},
    },
    "interest": "high",
}
BOOKING = "https://agenda.example/horizonte"


async def test_the_model_answers_and_its_tokens_are_in_the_books(desk: Desk):
    desk.script(say("Oi, Ana! Como posso ajudar?", tokens=(120, 30, 50)))
    desk.database.rows(
        "insert into dom360.model_prices values (%s, %s, now() - interval '1 hour', %s, %s, %s)",
        desk.client.world.tenant_id,  # type: ignore[union-attr]
        desk.model,
        2_000_000,
        10_000_000,
        1_000_000,
    )

    answer = await desk.say("Olá")

    message, usage = answer.json["assistant_message"], answer.json["usage"]
    assert message["content"] == "Oi, Ana! Como posso ajudar?"
    assert (usage["input_tokens"], usage["output_tokens"], usage["cached_tokens"]) == (120, 30, 50)
    assert message["model"] == desk.model
    # 70 at 2 dollars a million, 50 cached ones at 1, 30 at 10.
    assert usage["cost_micro_usd"] == 140 + 50 + 300
    (asked,) = desk.asked
    assert asked.headers["Authorization"] == f"Bearer {TENANT_KEY}"


async def test_what_tools_find_is_read_and_written_by_the_model(desk: Desk):
    desk.script(
        call("update_qualification", QUALIFY),
        say("Entendi: a Clínica Sorriso perde pacientes. Quem decide sobre isso?"),
    )

    answer = await desk.say("somos a Clínica Sorriso, 40 pessoas, perdemos pacientes")

    message = answer.json["assistant_message"]
    (made,) = message["tool_calls"]
    assert (made["name"], made["ok"]) == ("update_qualification", True)
    lead = await desk.lead()
    assert lead["fields"]["company"]["value"] == "Clínica Sorriso"
    assert (
        lead["fields"]["employees"]["evidence"]["message_id"] == (answer.json["user_message"]["id"])
    )
    facts = desk.facts(answer)
    assert facts["fields"]["employees"] == {
        "value": 40, "confidence": 0.9, "message_index": None,
    }  # fmt: skip
    assert (facts["next_question"], facts["interest"]) == ("authority", "high")
    assert facts["score"] == lead["score"]["total"]
    assert facts["agent_id"] == str(desk.agent_id)


async def test_tokens_of_every_question_are_added_up(desk: Desk):
    desk.script(
        call("search_lead_by_phone", tokens=(100, 10, 0)),
        call("create_lead", {"source": "site"}, tokens=(150, 10, 90)),
        say("Prontinho!", tokens=(200, 20, 140)),
    )

    usage = (await desk.say("quero saber mais")).json["usage"]

    assert (usage["input_tokens"], usage["output_tokens"]) == (450, 40)
    assert (usage["cached_tokens"], usage["total_tokens"]) == (230, 490)


async def test_a_model_is_offered_the_tools_of_its_capability_and_no_others(
    desk: Desk, new_desk: Any, other: TenantWorld
):
    desk.script(say("Oi!"))
    copilot = await new_desk(other, "COPILOT")
    copilot.script(say("Pronto."))

    await desk.say()
    await copilot.say("quantos leads?", agent_type="COPILOT")

    sdr_tools, copilot_tools = set(desk.asked[0].tools), set(copilot.asked[0].tools)
    assert {"update_qualification", "offer_meeting", "hand_to_human"} <= sdr_tools
    assert {"query_leads", "query_consumption", "summarize_conversation"} <= copilot_tools
    assert "query_leads" not in sdr_tools
    assert "hand_to_human" not in copilot_tools


async def test_two_tools_in_one_step_are_called_in_their_order(desk: Desk):
    desk.script(
        calls(
            ("create_lead", {}),
            ("add_comment_to_lead", {"text": "Pediu retorno à tarde."}),
        ),
        say("Anotado."),
    )

    answer = await desk.say("me liga à tarde")

    names = [made["name"] for made in answer.json["assistant_message"]["tool_calls"]]
    assert names == ["create_lead", "add_comment_to_lead"]
    comments = [e for e in (await desk.lead())["timeline"]["items"] if e["kind"] == "comment"]
    assert [one["comment"] for one in comments] == ["Pediu retorno à tarde."]


async def test_the_same_call_twice_in_a_turn_acts_once(desk: Desk):
    comment = ("add_comment_to_lead", {"text": "Uma vez só."})
    desk.script(calls(("create_lead", {}), comment, comment), call(*comment), say("Feito."))

    await desk.say("oi")

    comments = [e for e in (await desk.lead())["timeline"]["items"] if e["kind"] == "comment"]
    assert len(comments) == 1


async def test_a_repeated_turn_gets_the_same_bytes_and_asks_nobody(desk: Desk):
    desk.script(say("Primeira."), say("Segunda."))
    body = desk.client.turn("oi", request_id="once")

    answers = [await desk.client.post("/api/chat", body) for _ in range(2)]

    assert answers[0].raw == answers[1].raw
    assert len(desk.asked) == 1


async def test_the_booking_link_comes_from_the_tool(desk: Desk):
    desk.account(booking_enabled=True, booking_url=BOOKING)
    desk.script(
        call("offer_meeting", {"asked_by_contact": True}), say(f"Escolha um horário: {BOOKING}")
    )

    answer = await desk.say("quero marcar uma reunião")

    assert BOOKING in answer.json["assistant_message"]["content"]
    assert BOOKING in desk.asked[1].returned()[0]
    assert desk.facts(answer)["next_question"] == "booking"


async def test_handing_over_says_goodbye_and_gives_the_conversation_to_people(desk: Desk):
    desk.script(
        call("hand_to_human", {"reason": "pediu atendente", "farewell": "Já chamo alguém!"})
    )

    answer = await desk.say("quero falar com uma pessoa")

    assert answer.json["assistant_message"]["content"] == "Já chamo alguém!"
    conversation = answer.json["conversation_id"]
    row = desk.database.rows(
        "select handled_by, handoff_reason from dom360.conversations where id = %s", conversation
    )[0]
    assert row == ("human", "pediu atendente")
    assert (await desk.client.chat("oi?", sender_phone="+5511987654321")).status == 202


async def test_a_model_that_fails_after_handing_over_has_handed_over(desk: Desk):
    desk.script(call("hand_to_human", {"reason": "pediu atendente"}), fail(401))

    answer = await desk.say("quero falar com uma pessoa")

    handled_by = desk.database.value(
        "select handled_by from dom360.conversations where id = %s", answer.json["conversation_id"]
    )
    assert handled_by == "human"
    assert answer.json["assistant_message"]["content"]
    assert "?" not in answer.json["assistant_message"]["content"]


async def test_history_alternates_and_begins_with_the_contact(desk: Desk):
    desk.script(say("Oi! Qual é a empresa?"), say("E quantas pessoas?"))

    await desk.say("olá")
    await desk.say("Clínica Sorriso")

    roles = [one["role"] for one in desk.asked[1].body["messages"]]
    assert roles == ["system", "user", "assistant", "user"]
    assert desk.asked[1].body["messages"][2]["content"] == "Oi! Qual é a empresa?"


async def test_the_prompt_holds_the_tenants_words_and_its_version_is_stored(desk: Desk):
    desk.set(tone="Fale com leveza.")
    desk.script(say("Oi!"))

    answer = await desk.say()

    prompt = desk.asked[0].prompt
    assert desk.client.world
    assert f"Bia, da {desk.client.world.canary}." in prompt
    assert "Fale com leveza." in prompt
    assert "planos.example" in prompt
    assert desk.client.world.slug not in prompt
    assert "{{" not in prompt
    assert desk.facts(answer)["prompt_version"].startswith("sdr.pt-BR/1+")


async def test_an_agents_settings_reach_the_model(desk: Desk):
    desk.set(temperature=0.3, max_output_tokens=321, locale="en")
    desk.script(say("Hi!"))

    answer = await desk.say("hello")

    body = desk.asked[0].body
    assert (body["temperature"], body["max_tokens"]) == (0.3, 321)
    assert desk.facts(answer)["prompt_version"].startswith("sdr.en/1+")


async def test_an_inboxs_agent_comes_before_the_default_and_no_archived_one_answers(
    desk: Desk, tenant: TenantWorld
):
    other_model = f"{desk.model}-inbox"
    desk.provider.script(other_model, say("Da caixa."))
    desk.script(say("Padrão."))
    agent_id = desk.database.value(
        "insert into dom360.agents (tenant_id, agent_type, name, provider, model, base_url)"
        " values (%s, 'SDR', 'Caio', 'openai', %s, %s) returning id",
        tenant.tenant_id,
        other_model,
        desk.provider.url,
    )
    desk.database.rows(
        "insert into dom360.inbox_agents values (%s, %s, 'SDR', %s)",
        tenant.tenant_id,
        tenant.inbox_id,
        agent_id,
    )

    by_inbox = await desk.say("um")
    desk.database.rows("update dom360.agents set archived_at = now() where id = %s", agent_id)
    by_default = await desk.say("dois")

    assert by_inbox.json["assistant_message"]["content"] == "Da caixa."
    assert by_default.json["assistant_message"]["content"] == "Padrão."


async def test_a_model_without_a_key_never_gets_one_from_the_environment(desk: Desk):
    desk.set(api_key_encrypted=None)
    desk.script(say("Oi!"))

    await desk.say()

    headers = {name.lower(): value for name, value in desk.asked[0].headers.items()}
    assert headers["authorization"] == "Bearer none"
    assert "environment" not in str(headers)
    assert not [name for name in headers if name.startswith(("x-stainless", "openai-"))]


async def test_a_tenant_without_an_agent_thinks_with_the_platforms_model(
    on_stage: Any, tenant: TenantWorld, provider: FakeModel
):
    provider.script(PLATFORM_MODEL, say("Da plataforma."))
    client = on_stage(tenant)

    answer = await client.chat("oi")

    assert answer.json["assistant_message"]["content"] == "Da plataforma."
    asked = provider.asked(PLATFORM_MODEL)[-1]
    assert asked.headers["Authorization"] == f"Bearer {PLATFORM_KEY}"
    assert answer.json["assistant_message"]["model"] == PLATFORM_MODEL


async def test_the_built_in_policy_can_be_chosen(desk: Desk):
    desk.set(provider="builtin", model=None, base_url=None, api_key_encrypted=None)
    desk.script(say("nie"))

    answer = await desk.say("olá")

    assert answer.json["assistant_message"]["model"] == "dom360-builtin-1"
    assert "degraded" not in desk.facts(answer)
    assert desk.asked == []


async def test_a_tenants_own_agent_service_is_told_nothing_of_the_model(
    desk: Desk, fake_agent: Any
):
    desk.account(agents_endpoint_url=fake_agent.url)

    await desk.client.chat("oi")

    (sent,) = fake_agent.calls()
    assert "agent" not in sent.body
    assert TENANT_KEY.encode() not in sent.raw
    assert "X-Agent-Timeout-Ms" not in sent.headers


async def test_the_platforms_fallback_answers_for_its_model(
    on_stage: Any, tenant: TenantWorld, provider: FakeModel, stage: Any, http: Any
):
    provider.script(PLATFORM_MODEL, fail(401))
    provider.script(PLATFORM_FALLBACK, say("Reserva."))

    answer = await on_stage(tenant).chat("oi")
    async with http.get(f"{stage[1].url}/healthz") as response:
        health = await response.json()

    assert answer.json["assistant_message"]["content"] == "Reserva."
    assert (health["status"], health["model"]) == ("degraded", PLATFORM_MODEL)
    assert health["details"]["agent"] == "MODEL_UNAUTHORISED"

    provider.script(PLATFORM_MODEL, say("De volta."))
    await on_stage(tenant).chat("oi de novo")
    async with http.get(f"{stage[1].url}/healthz") as response:
        assert (await response.json())["status"] == "ok"
