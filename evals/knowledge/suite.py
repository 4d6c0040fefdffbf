"""Measures the product's search and the reading of its passages, over the documents beside it."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from dom360.agents.knowledge import Reading, look_up
from dom360.protocol import AgentRequest
from evals.knowledge.cases import COMPANIES, SMALL, UNSEEN, Case, cases
from evals.knowledge.stage import AT_ONCE, CompanyTools, taught
from evals.result import Metric, SuiteResult

TOP_K = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    case: Case
    # Place of the right passage among the hits, from 1; None where it isn't among them.
    rank: int | None
    answer: str | None
    seconds: float


async def run() -> SuiteResult:
    return await _run(COMPANIES)


async def run_small() -> SuiteResult:
    """Over three companies: what every build has time for."""
    return await _run(SMALL)


async def _run(companies: Sequence[str]) -> SuiteResult:
    outcomes = await measure(companies)
    metrics = [*_targets(outcomes), *_by_company(outcomes, companies), *_by_half(outcomes)]
    failures = [line for outcome in outcomes for line in _failures(outcome)]
    return SuiteResult("knowledge", len(outcomes), tuple(metrics), tuple(failures))


async def measure(companies: Sequence[str]) -> list[Outcome]:
    """Each company's questions one after the other, two companies at a time."""
    free = asyncio.Semaphore(AT_ONCE)
    async with taught(companies) as tools:

        async def ask_all(name: str) -> list[Outcome]:
            async with free:
                return [await _ask(case, tools[name]) for case in cases(name)]

        of_each = await asyncio.gather(*(ask_all(name) for name in companies))
        return [outcome for outcomes in of_each for outcome in outcomes]


async def _ask(case: Case, tools: CompanyTools) -> Outcome:
    started = time.perf_counter()
    reading = await look_up(request_of(case), tools, case.ask, language="pt")
    seconds = time.perf_counter() - started
    assert isinstance(reading, Reading), "the search did not answer"
    return Outcome(case, _rank(case, tools), reading.text, seconds)


def request_of(case: Case) -> AgentRequest:
    return AgentRequest.model_validate(
        {
            "request_id": case.name,
            "tenant": {"tenant_id": case.company, "name": case.company.title()},
            "routing": {"inbox_id": "1", "agent_type": "SDR"},
            "message": {"content": case.ask},
            "sender": {"phone_e164": "+5511987654321"},
            "conversation": {"id": case.name},
            "rag_options": {"enabled": True, "top_k": TOP_K},
        }
    )


def _rank(case: Case, tools: CompanyTools) -> int | None:
    for rank, hit in enumerate(tools.last[:TOP_K], 1):
        if case.is_hit(hit["source"], hit["heading"] or "", hit["snippet"]):
            return rank
    return None


def _targets(outcomes: Sequence[Outcome]) -> list[Metric]:
    """What targets are set for. Newer and unseen companies are told apart, without a target."""
    seen = [one for one in outcomes if one.case.half in ("tune", "held_out")]
    return [
        Metric("recall@5", recall(seen), 0.97),
        Metric("MRR", mrr(seen), 0.90),
        Metric("not in the knowledge base: F1", unanswerable_f1(seen), 0.85),
        Metric("answer holds the fact", told_facts(seen), 0.85),
    ]


def _by_company(outcomes: Sequence[Outcome], companies: Sequence[str]) -> list[Metric]:
    metrics = []
    for company in [name for name in companies if name not in UNSEEN]:
        of_company = [one for one in outcomes if one.case.company == company]
        metrics.append(Metric(f"recall@5, {company}", recall(of_company)))
        metrics.append(Metric(f"MRR, {company}", mrr(of_company)))
    return metrics


def _by_half(outcomes: Sequence[Outcome]) -> list[Metric]:
    metrics = []
    for half in ("tune", "held_out", "newer", "unseen"):
        of_half = [one for one in outcomes if one.case.half == half]
        if not of_half:
            continue
        metrics.append(Metric(f"recall@5, {half}", recall(of_half)))
        metrics.append(Metric(f"MRR, {half}", mrr(of_half)))
        metrics.append(Metric(f"F1, {half}", unanswerable_f1(of_half)))
        metrics.append(Metric(f"fact, {half}", told_facts(of_half)))
    metrics.append(Metric("seconds a question, search and reading, two at a time", _p95(outcomes)))
    return metrics


def recall(outcomes: Iterable[Outcome]) -> float:
    return mean(one.rank is not None for one in outcomes if one.case.has_answer)


def mrr(outcomes: Iterable[Outcome]) -> float:
    return mean(1 / one.rank if one.rank else 0.0 for one in outcomes if one.case.has_answer)


def told_facts(outcomes: Iterable[Outcome]) -> float:
    """Of the questions that have an answer: those whose answer says it."""
    return mean(
        one.answer is not None and one.case.is_told(one.answer)
        for one in outcomes
        if one.case.has_answer
    )


def unanswerable_f1(outcomes: Iterable[Outcome]) -> float:
    """Of "the documents don't say": the positive class are questions without an answer."""
    right = wrong = missed = 0
    for one in outcomes:
        refused = one.answer is None
        right += refused and not one.case.has_answer
        wrong += refused and one.case.has_answer
        missed += not refused and not one.case.has_answer
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def _p95(outcomes: Sequence[Outcome]) -> float:
    return sorted(one.seconds for one in outcomes)[int(len(outcomes) * 0.95)]


def _failures(outcome: Outcome) -> list[str]:
    case, said = outcome.case, outcome.answer
    lines = []
    if case.has_answer and outcome.rank is None:
        lines.append(f"{case.name} not found in {TOP_K}: {case.ask!r} is in {case.doc[0]}")
    if case.has_answer and said is None:
        lines.append(f"{case.name} not answered: {case.ask!r}")
    elif case.has_answer and said is not None and not case.is_told(said):
        lines.append(f"{case.name} answered beside the point: {case.ask!r} -> {said!r}")
    elif not case.has_answer and said is not None:
        lines.append(f"{case.name} has no answer: {case.ask!r} -> {said!r}")
    return lines
