"""No address works without credentials, but for those that are named here."""

import re
import uuid

from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld

PUBLIC = {
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/api/health"),
    ("GET", "/api/auth/visitor"),
    ("POST", "/api/auth/sign-in"),
    ("POST", "/api/auth/sign-in/second-factor"),
    ("POST", "/api/auth/invitation"),
    ("POST", "/api/auth/invitation/accept"),
    ("POST", "/api/auth/password-reset"),
    ("POST", "/api/auth/password-reset/complete"),
    ("POST", "/api/auth/sso"),
    ("GET", "/api/auth/sso/callback"),
    # By the link in a mail, which names one subscription.
    ("POST", "/api/reports/weekly/unsubscribe"),
}


async def test_every_route_but_the_public_ones_asks_who_is_there(client_of, tenant: TenantWorld):
    nobody: Client = client_of(None)
    routes = (await nobody.get("/api/openapi.json")).json["paths"]
    walked = set()

    for path, methods in routes.items():
        for method in methods:
            walked.add((method.upper(), path))
            if (method.upper(), path) in PUBLIC:
                continue
            filled = path.replace("{agent_type}", "SDR").replace("{public_key}", "web_0")
            for name in re.findall(r"{(\w+_id)}", path):
                filled = filled.replace(f"{{{name}}}", str(uuid.uuid4()))
            filled = filled.replace("{name}", "usage")
            assert "{" not in filled, f"tell this test how to fill {path}"
            for body in (None, {}, {"unknown": 1}):
                answer = await nobody.call(method.upper(), filled, json=body)
                assert_problem(answer, 401, "UNAUTHENTICATED")

    assert walked >= PUBLIC
    assert len(walked) > 12


async def test_the_public_routes_answer_strangers(client_of):
    nobody: Client = client_of(None)

    for method, path in PUBLIC:
        if method == "GET" and not path.startswith("/api/auth"):
            assert (await nobody.call(method, path)).status == 200
