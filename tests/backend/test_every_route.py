"""No address works without credentials, but for those that are named here."""

import re
import uuid

from dom360.access.permissions import PERMISSIONS
from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld

PUBLIC = {
    (method, path)
    for method, path in (name.split() for name, rule in PERMISSIONS.items() if rule.is_open)
    if path.startswith(("/healthz", "/readyz", "/api/health", "/api/auth"))
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
            filled = path
            for name in re.findall(r"{(\w+_id)}", path):
                filled = filled.replace(f"{{{name}}}", str(uuid.uuid4()))
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
