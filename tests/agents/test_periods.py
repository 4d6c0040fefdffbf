"""Periods in operators' words. Today is Wednesday, 18 March 2026."""

from datetime import date

import pytest

from dom360.agents.copilot.periods import read_period
from dom360.agents.copilot.spans import Period
from dom360.agents.text import fold

TODAY = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("leads de hoje", "2026-03-18", "2026-03-18"),
        ("quem chegou ontem?", "2026-03-17", "2026-03-17"),
        ("leads dos últimos 7 dias", "2026-03-12", "2026-03-18"),
        ("leads da última semana", "2026-03-12", "2026-03-18"),
        ("consumo das duas últimas semanas", "2026-03-05", "2026-03-18"),
        ("nas últimas duas semanas", "2026-03-05", "2026-03-18"),
        ("this week", "2026-03-16", "2026-03-18"),
        ("o que entrou nesta semana", "2026-03-16", "2026-03-18"),
        ("semana passada", "2026-03-09", "2026-03-15"),
        ("consumo deste mês", "2026-03-01", "2026-03-18"),
        ("gastos do mês passado", "2026-02-01", "2026-02-28"),
        ("leads em janeiro", "2026-01-01", "2026-01-31"),
        ("leads em dezembro", "2025-12-01", "2025-12-31"),
        ("funil em fevereiro de 2024", "2024-02-01", "2024-02-29"),
        ("entre 1 e 10 de outubro", "2025-10-01", "2025-10-10"),
        ("de 05/01 a 12/02", "2026-01-05", "2026-02-12"),
        ("from 1/2/2025 to 3/2/2025", "2025-02-01", "2025-02-03"),
        ("show me the last 30 days", "2026-02-17", "2026-03-18"),
    ],
)
def test_a_period_is_read(text: str, first: str, last: str):
    wanted = Period(date.fromisoformat(first), date.fromisoformat(last))

    assert read_period(fold(text), TODAY) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "todos os leads",
        "de 2 a 5 funcionários",
        "entre 30 e 31 de fevereiro",
        "lead em Marcolândia",
    ],
)
def test_no_period_is_guessed(text: str):
    assert read_period(fold(text), TODAY) is None
