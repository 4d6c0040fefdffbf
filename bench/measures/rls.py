"""What row security costs: the same two calls as the application's role, and as a superuser, whom
it does not bind."""

from typing import Any

from bench.stage import Stage


def measure(stage: Stage) -> dict[str, Any]:
    clients = max(clients for clients in stage.plan.clients if clients <= 16)
    figures: dict[str, Any] = {"on": [], "off": []}
    for _ in range(2):
        for name, user in (("on", "dom360_app"), ("off", "postgres")):
            stage.say(f"  row security {name}")
            figures[name].append(stage.pgbench(clients, user=user).as_json())
    return figures
