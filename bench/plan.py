"""What a run measures, and how long."""

from dataclasses import asdict, dataclass
from typing import Any

PARTS = ("startup", "turns", "hot", "rls", "growth", "reads", "knowledge", "dashboards")


@dataclass(frozen=True, slots=True)
class Plan:
    """`seconds` is one point, after `warmup_s`. The growth goes up to
    `messages` in steps of ten times."""

    seconds: int = 20
    warmup_s: int = 5
    clients: tuple[int, ...] = (1, 16, 64)
    tenants: int = 1_000
    contacts: int = 64
    messages: int = 1_000_000
    passages: tuple[int, ...] = (1_000, 10_000, 100_000)
    parts: tuple[str, ...] = PARTS
    soak_minutes: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


# Some six minutes: to see that it runs and where it stands.
QUICK = Plan(
    seconds=5,
    warmup_s=2,
    clients=(1, 16),
    tenants=200,
    contacts=32,
    messages=100_000,
    passages=(1_000, 10_000),
)
# Seconds: the smoke test of CI.
SMOKE = Plan(
    seconds=1,
    warmup_s=1,
    clients=(1, 4),
    tenants=5,
    contacts=8,
    messages=2_000,
    passages=(200,),
    parts=("turns",),
)
