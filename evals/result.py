"""What a suite of evals reports."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Metric:
    """`target` is the least that passes; None where the figure is only told."""

    name: str
    value: float
    target: float | None = None

    @property
    def passed(self) -> bool:
        return self.target is None or self.value >= self.target


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """`failures` are lines for a person: which case, what was expected, what came."""

    suite: str
    cases: int
    metrics: tuple[Metric, ...]
    failures: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        return all(metric.passed for metric in self.metrics)
