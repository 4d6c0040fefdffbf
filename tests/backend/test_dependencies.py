"""What every request pays for."""

import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from dom360.backend.app import create_app
from dom360.settings import Settings


def _calls(dependant: Dependant) -> Iterator[Callable[..., Any]]:
    for inner in dependant.dependencies:
        assert inner.call is not None
        yield inner.call
        yield from _calls(inner)


def _waits(call: Callable[..., Any]) -> bool:
    called = call if inspect.isroutine(call) else type(call).__call__
    return inspect.iscoroutinefunction(called) or inspect.isasyncgenfunction(called)


def test_no_dependency_takes_a_thread():
    """FastAPI runs a plain function in a thread pool: two switches, for reading a field."""
    app = create_app(Settings())
    found = {
        call
        for route in iter_route_contexts(app.routes)
        if isinstance(dependant := getattr(route, "dependant", None), Dependant)
        for call in _calls(dependant)
    }

    assert len(found) > 10
    assert {call for call in found if not _waits(call)} == set()


def test_a_backend_at_rest_has_not_loaded_what_few_ever_ask_for():
    """Alembic with SQLAlchemy takes 21 MB, the MCP SDK 20, genai-prices 24, numpy 9."""
    code = "import dom360.backend.app as app, sys; app.create_app(); print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(said.stdout.split())

    assert "dom360.agent_tools.mcp_endpoint" in loaded
    assert loaded.isdisjoint(
        {"alembic", "sqlalchemy", "mcp", "genai_prices", "numpy", "pydantic_ai", "pypdf", "docx"}
    )
