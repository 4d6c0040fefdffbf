"""How long the backend takes to start, and its memory at rest and after load."""

import time
from typing import Any

from bench import services
from bench.stage import Stage

_TRIES = 3


def measure(stage: Stage) -> dict[str, Any]:
    clients = max(clients for clients in stage.plan.clients if clients <= 16)
    starts = []
    for _ in range(_TRIES):
        with stage.backend() as backend:
            starts.append(backend.started_in_s)
    with stage.backend() as backend:
        time.sleep(min(3, stage.plan.seconds))
        rest = _memory(backend.process.pid)
        after = stage.load(backend, "chat", clients).spent["server"].rss_mb
    stage.say(f"    starts in {min(starts)} s; {rest:.0f} MB at rest, {after:.0f} MB after load")
    return {"start_s": starts, "rest_mb": rest, "after_load_mb": after}


def _memory(pid: int) -> float:
    with services.watched({"backend": pid}) as spent:
        pass
    return spent["backend"].rss_mb
