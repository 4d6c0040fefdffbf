"""Hot spots: one tenant, and one conversation, take all the load."""

from typing import Any

from bench.stage import Stage


def measure(stage: Stage) -> dict[str, Any]:
    clients = max(clients for clients in stage.plan.clients if clients <= 16)
    one = stage.population.targets[:1]
    with stage.backend() as backend:
        stage.say("  spread over all tenants")
        spread = stage.load(backend, "chat", clients)
        stage.say("  one tenant, one inbox")
        inbox = stage.load(backend, "chat", clients, targets=one)
        stage.say("  spread once more, so that drift shows")
        again = stage.load(backend, "chat", clients)
        stage.say("  one conversation: its turns are answered in order")
        conversation = stage.load(backend, "chat", clients, targets=one, one_conversation=True)
    return {
        "spread": spread.as_json(),
        "inbox": inbox.as_json(),
        "spread_again": again.as_json(),
        "conversation": conversation.as_json(),
    }
