"""How long the backend takes to start, and its memory at rest and after load."""

import time
from typing import Any

from bench import services
from bench.stage import Stage

_TRIES = 3
_OTHERS = ("agent", "worker")
# How long after its start a part is at rest: the backend loads its embeddings meanwhile.
_SETTLES_S = 10


def measure(stage: Stage) -> dict[str, Any]:
    clients = max(clients for clients in stage.plan.clients if clients <= 16)
    starts = []
    for _ in range(_TRIES):
        with stage.backend() as backend:
            starts.append(backend.started_in_s)
    with stage.backend() as backend:
        time.sleep(min(_SETTLES_S, 2 * stage.plan.seconds))
        rest = _memory(backend.process.pid)
        after = stage.load(backend, "chat", clients).spent["server"].rss_mb
        others = {name: _of_part(stage, name) for name in _OTHERS}
    stage.say(f"    starts in {min(starts)} s; {rest:.0f} MB at rest, {after:.0f} MB after load")
    return {
        "start_s": starts,
        "at_rest_mb": {"backend": rest, **others},
        "after_load_mb": after,
    }


def _of_part(stage: Stage, name: str) -> float:
    with services.part(stage.cluster, stage.agent.url, name) as process:
        time.sleep(min(_SETTLES_S, 2 * stage.plan.seconds))
        return _memory(process.pid)


def _memory(pid: int) -> float:
    return services.rss_mb(pid)
