"""Half an hour of steady load: memory must not grow, nothing may fail."""

from typing import Any

from bench.stage import Stage

_SLICE_S = 60


def measure(stage: Stage) -> dict[str, Any]:
    """A point a minute, with the backend's memory at its end."""
    slices = []
    with stage.backend() as backend:
        for minute in range(stage.plan.soak_minutes):
            stage.say(f"  minute {minute + 1} of {stage.plan.soak_minutes}")
            slices.append(stage.load(backend, "chat", 4, seconds=_SLICE_S).as_json())
    memory = [one["spent"]["server"]["rss_mb"] for one in slices]
    return {"slices": slices, "memory_mb": memory}
