"""The knowledge evals themselves: their cases hold, and their figures mean what they say."""

import pytest

from evals.knowledge import fit, suite
from evals.knowledge.cases import COMPANIES, UNSEEN, Case, cases, documents, plain

ALL_CASES = [case for company in COMPANIES for case in cases(company)]


def test_there_is_enough_to_measure():
    seen = [case for case in ALL_CASES if case.half in ("tune", "held_out")]

    assert sum(len(documents(company)) for company in COMPANIES if company not in UNSEEN) >= 40
    assert sum(case.has_answer for case in seen) >= 120
    assert sum(not case.has_answer for case in seen) >= 35
    assert len({case.ask for case in ALL_CASES}) == len(ALL_CASES)


@pytest.mark.parametrize("company", COMPANIES)
def test_what_a_case_expects_stands_in_its_documents(company):
    texts = {file.name: plain(file.read_text(encoding="utf-8")) for file in documents(company)}

    missing = [
        (case.name, name)
        for case in cases(company)
        for name in case.doc
        if not all(plain(text) in texts[name] for text in case.passage)
    ]

    assert missing == []


def outcome(*, rank: int | None = None, answer: str | None = None, has_answer: bool = True):
    expected = {"doc": ("a.md",), "passage": ("x",), "facts": (("R$ 5", "5 reais"), ("Centro",))}
    case = Case("c", "clinic", "tune", "q", **(expected if has_answer else {}))
    return suite.Outcome(case, rank, answer, 0.01)


def test_recall_and_mrr_count_questions_that_have_an_answer():
    outcomes = [outcome(rank=1), outcome(rank=4), outcome(), outcome(has_answer=False)]

    assert suite.recall(outcomes) == pytest.approx(2 / 3)
    assert suite.mrr(outcomes) == pytest.approx((1 + 0.25) / 3)


def test_a_fact_is_told_in_any_of_its_wordings_but_all_facts_have_to_be():
    whole, half = outcome(answer="Custa **r$ 5,00** no CENTRO."), outcome(answer="Custa 5 reais.")

    assert suite.told_facts([whole, half, outcome()]) == pytest.approx(1 / 3)


def test_f1_is_of_the_questions_that_have_no_answer():
    right = outcome(has_answer=False)
    invented = outcome(has_answer=False, answer="Sim.")
    refused = outcome()

    assert suite.unanswerable_f1([right]) == 1
    assert suite.unanswerable_f1([right, invented, refused]) == pytest.approx(2 / 4)
    assert suite.unanswerable_f1([outcome(answer="Sim."), invented]) == 0


def test_the_right_part_of_the_right_document_is_a_hit():
    case = Case("c", "clinic", "tune", "q", ("a.md",), ("Cardiologia", "R$ 380"))

    assert case.is_hit("a.md", "Consultas", "Especialidade: cardiologia; Preço: R$ 380,00")
    assert case.is_hit("a.md", "Cardiologia", "R$ 380,00")
    assert not case.is_hit("b.md", "Cardiologia", "R$ 380,00")
    assert not case.is_hit("a.md", "Dermatologia", "R$ 380,00")


def test_the_fit_finds_which_feature_decides():
    rows = [((float(n % 2), 0.3), n % 2 == 1) for n in range(20)]

    bias, deciding, idle = fit.fit(rows)

    assert deciding > 3
    assert bias < 0
    assert abs(idle) < deciding / 3
