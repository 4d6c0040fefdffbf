"""Reads through the API, and the tenant's latest messages in the database itself."""

from typing import Any

from bench.stage import Stage

_PATHS = {
    "latest_messages": ["/api/messages?limit=10"],
    "conversations": ["/api/conversations?limit=50"],
    "leads": ["/api/leads?limit=50"],
    "consumption": ["/api/dashboard/consumption"],
}


def measure(stage: Stage) -> dict[str, Any]:
    clients = max(clients for clients in stage.plan.clients if clients <= 16)
    figures: dict[str, Any] = {}
    with stage.backend() as backend:
        for name, paths in _PATHS.items():
            stage.say(f"  GET {paths[0]}")
            figures[name] = stage.load(backend, "get", clients, paths=paths).as_json()
        stage.say("  GET a conversation's messages")
        target = stage.population.targets[1 % stage.plan.tenants]
        number = 1 % stage.plan.tenants
        figures["conversation"] = stage.load(
            backend,
            "get",
            clients,
            targets=[target],
            paths=[
                f"/api/conversations/{_conversation(number, c)}/messages"
                for c in range(stage.plan.contacts)
            ],
        ).as_json()
        stage.say("  the latest messages of the largest tenant, through the API")
        figures["latest_messages_of_the_largest"] = stage.load(
            backend,
            "get",
            clients,
            targets=stage.population.targets[:1],
            paths=_PATHS["latest_messages"],
        ).as_json()
    stage.say("  the same in the database, from pgbench")
    figures["latest_messages_in_the_database"] = stage.pgbench(1, script="latest.pgbench").as_json()
    with stage.cluster.connect() as connection:
        figures["rows_of_the_largest"] = connection.execute(
            "select count(*) from dom360.messages where tenant_id = bench.tenant(0)"
        ).fetchall()[0][0]
    return figures


def _conversation(tenant: int, contact: int) -> str:
    return f"b3{tenant:06x}-0000-7000-8000-{contact:012x}"
