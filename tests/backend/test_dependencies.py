"""What every request pays for."""

import inspect
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
