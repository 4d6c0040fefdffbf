"""The OpenAPI document against the served API, by Schemathesis.

Whatever it generates gets no server error, nothing works without credentials, and every operation
works for who may call it.

`DOM360_TEST_EXAMPLES=200 pytest tests/schema` asks for more (`make schemathesis`).
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest import SkipTest

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import ignored_auth

from dom360.access.permissions import PERMISSIONS
from tests.schema.conftest import Site
from tests.schema.story import BEGINNING, ELSEWHERE, FILES, PLAIN, WITH_BODIES
from tests.support.world import PASSWORD

EXAMPLES = int(os.environ.get("DOM360_TEST_EXAMPLES", "2"))
TESTS = Path(__file__).parents[1]
# A stream without an end, and files that are made for minutes.
NOT_FUZZED = {"GET /api/events", "GET /api/admin/tenants/{tenant_id}/export"}
# An agent's fault is no fault of ours: the message is stored, and the answer says so.
AGENTS_FAULTS = {"POST /api/chat": {502, 503, 504}}


def filled(value: Any, site: Site) -> Any:
    if isinstance(value, str):
        return value.format_map({**site.ids, "password": PASSWORD}) if "{" in value else value
    if isinstance(value, dict):
        return {name: filled(inner, site) for name, inner in value.items()}
    return [filled(inner, site) for inner in value] if isinstance(value, list) else value


def begin(site: Site) -> set[str]:
    """Make one of everything; the endpoints that did."""
    for endpoint, body, parameter in BEGINNING:
        answer = site.call(endpoint, filled(body, site))
        assert answer.ok, (endpoint, answer.text)
        made = answer.json()
        one = made["items"][0] if "items" in made else made
        if parameter:
            site.ids[parameter] = one.get(parameter) or one["id"]
    return {endpoint for endpoint, _, _ in BEGINNING}


def operations(document: dict[str, Any]) -> set[str]:
    return {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
    }


def test_every_operation_works_for_who_may_call_it(site: Site, document: dict[str, Any]):
    worked = begin(site)
    for endpoint, options, parameter in FILES:
        answer = site.call(endpoint, **options)
        assert answer.ok, (endpoint, answer.text)
        if parameter:
            site.ids[parameter] = answer.json()["id"]
        worked.add(endpoint)
    refused = {}

    for endpoint, body in [*((plain, None) for plain in PLAIN), *WITH_BODIES]:
        if endpoint.startswith("POST /api/admin/api-keys/"):
            site.ids["api_key_id"] = site.ids["platform_key_id"]
        answer = site.call(endpoint, filled(body, site))
        if answer.ok:
            worked.add(endpoint.partition("?")[0])
        else:
            refused[endpoint] = (answer.status_code, answer.text[:300])

    assert refused == {}
    assert operations(document) - worked == set(ELSEWHERE), "give each a call in story.py"


@pytest.mark.parametrize(("endpoint", "file"), sorted(ELSEWHERE.items()))
def test_what_works_elsewhere_is_called_there(endpoint: str, file: str):
    tests = (TESTS / file).read_text(encoding="utf-8")

    assert endpoint.rpartition("}")[2].rpartition(" ")[2].removeprefix("/api/admin") in tests


@pytest.mark.timeout(120 if EXAMPLES <= 5 else 3600)
def test_nothing_that_is_generated_gets_a_server_error_or_passes_without_credentials(
    site: Site, document: dict[str, Any]
):
    begin(site)
    schema = schemathesis.openapi.from_dict(document)
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        endpoint = f"{operation.method.upper()} {operation.path}"
        if endpoint not in NOT_FUZZED:
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                fuzz(site, endpoint, operation, mode)
            tried += 1

    assert tried == len(operations(document)) - len(NOT_FUZZED)


def fuzz(site: Site, endpoint: str, operation: Any, mode: GenerationMode) -> None:
    cases = operation.as_strategy(generation_mode=mode)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def send(case: Any) -> None:
        # Real ids: what is not there is refused before anything is done.
        for name in case.path_parameters or {}:
            if mode is GenerationMode.POSITIVE and name in site.ids:
                case.path_parameters[name] = site.ids[name]
        cookies = site.cookie_for(endpoint)
        try:
            response = case.call(base_url=site.url, cookies=cookies, timeout=20)
        except (requests.exceptions.InvalidHeader, UnicodeEncodeError):
            return  # a client of HTTP cannot send it
        if response.status_code not in AGENTS_FAULTS.get(endpoint, ()):
            case.validate_response(response, checks=[not_a_server_error])
        if PERMISSIONS[endpoint].level != "public" and 200 <= response.status_code < 300:
            case.validate_response(response, checks=[ignored_auth])

    # An operation without anything to get wrong has no wrong calls.
    with suppress(Unsatisfiable, SkipTest):
        send()
