"""COPILOT answers operators from their own company's data, and says how it looked."""

from typing import Any

import pytest

from tests.agents.conftest import AnsweredBy
from tests.leads.conftest import add_lead
from tests.support import services
from tests.support.world import Client

PHONE = "+5511987651111"


@pytest.fixture
def copilot(client: Client, own_agents: services.Service, answered_by: AnsweredBy) -> Client:
    answered_by(client, own_agents.url)
    return client


async def _ask(client: Client, text: str) -> dict[str, Any]:
    answer = await client.chat(text, agent_type="COPILOT")
    assert answer.status == 200, answer.raw
    return dict(answer.json["assistant_message"])


async def test_leads_are_listed_with_filters_and_ids(copilot: Client, other_client: Client):
    lead = await add_lead(copilot, PHONE)
    foreign = await add_lead(other_client, PHONE)

    said = await _ask(copilot, "me mostra os leads novos dos últimos 7 dias")

    assert lead["id"] in said["content"]
    assert foreign["id"] not in said["content"]
    assert "Filtros: de 20" in said["content"]
    assert "estados NEW" in said["content"]
    assert [call["name"] for call in said["tool_calls"]] == ["query_leads"]


async def test_a_filter_that_fits_nobody_finds_nobody(copilot: Client):
    await add_lead(copilot, PHONE)

    for text in ("leads qualificados", "leads desqualificados", "leads acima de 70 pontos"):
        said = await _ask(copilot, text)
        assert said["content"].startswith("Nenhum lead encontrado. Filtros: "), said["content"]


async def test_a_lead_is_found_by_its_phone(copilot: Client, other_client: Client):
    lead = await add_lead(copilot, PHONE)
    await add_lead(other_client, "+5511987652222")

    found = await _ask(copilot, "busca o lead do telefone (11) 98765-1111")
    missed = await _ask(copilot, "e o telefone (11) 98765-2222?")

    assert lead["id"] in found["content"]
    assert missed["content"] == "Nenhum lead com o telefone (11) 98765-2222."


async def test_figures_come_from_the_books(copilot: Client):
    await add_lead(copilot, PHONE)

    usage = await _ask(copilot, "quanto gastamos de tokens hoje?")
    funnel = await _ask(copilot, "como está o funil?")
    english = await _ask(copilot, "show me the funnel for this month please")

    assert "tokens, US$ " in usage["content"]
    assert "Funil: 1 lead(s). Sem filtros.\n- NEW: 1" in funnel["content"]
    assert "Funnel: 1 lead(s). Filters: from 20" in english["content"]


async def test_nothing_is_deleted(copilot: Client):
    lead = await add_lead(copilot, PHONE)

    said = await _ask(copilot, "apaga todos os leads")

    assert "não apago" in said["content"]
    assert (await copilot.get(f"/api/leads/{lead['id']}")).status == 200
