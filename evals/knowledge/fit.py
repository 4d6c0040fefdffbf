"""`python -m evals.knowledge.fit`: weights for the reader's judgement, from the tuning half alone.

Prints what `chance_of` in dom360/agents/reading/reader.py may take over, rounded and with sense: a
kind of answer that is lacking, or a number that is missed, is rarer in the cases than it is
telling, so those two weigh more there than the fit says.
"""

import asyncio
import math
from dataclasses import astuple, fields

from rich import print as show

from dom360.agents.knowledge import look_up
from dom360.agents.reading import Passage
from dom360.agents.reading.judge import Features
from dom360.agents.reading.reader import best_unit
from dom360.agents.spelling import spell_out
from evals.knowledge.cases import COMPANIES, UNSEEN, cases
from evals.knowledge.stage import taught
from evals.knowledge.suite import request_of

_STEPS, _RATE, _RIDGE = 4_000, 0.5, 0.002


async def main() -> None:
    rows = await _rows()
    weights = fit(rows)
    names = ["bias", *(field.name for field in fields(Features))]
    show({name: round(weight, 2) for name, weight in zip(names, weights, strict=True)})


async def _rows() -> list[tuple[tuple[float, ...], bool]]:
    rows = []
    companies = [name for name in COMPANIES if name not in UNSEEN]
    async with taught(companies) as tools:
        for company in companies:
            for case in (one for one in cases(company) if one.half == "tune"):
                await look_up(request_of(case), tools[company], case.ask, language="pt")
                passages = [
                    Passage(hit["source"], hit["heading"] or "", hit["snippet"], hit["score"])
                    for hit in tools[company].last
                ]
                spelled = spell_out(case.ask)
                best = best_unit(spelled.text if spelled else case.ask, passages)
                if best is not None:
                    rows.append((astuple(best.features), case.has_answer))
    return rows


def fit(rows: list[tuple[tuple[float, ...], bool]]) -> list[float]:
    """A ridge logistic regression by plain descent: bias first, then one weight a feature."""
    inputs = [(1.0, *features) for features, _ in rows]
    weights = [0.0] * len(inputs[0])
    for _ in range(_STEPS):
        slope = [_RIDGE * weight for weight in weights]
        for values, (_, has_answer) in zip(inputs, rows, strict=True):
            sum_ = sum(weight * value for weight, value in zip(weights, values, strict=True))
            error = (1 / (1 + math.exp(-sum_)) - has_answer) / len(rows)
            slope = [old + error * value for old, value in zip(slope, values, strict=True)]
        weights = [old - _RATE * step for old, step in zip(weights, slope, strict=True)]
    return weights


if __name__ == "__main__":
    asyncio.run(main())
