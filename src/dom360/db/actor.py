"""Who acts, for the audit log. A door says it once; every transaction it opens carries it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Literal

ActorKind = Literal["user", "api_key", "platform", "worker", "system"]


@dataclass(frozen=True)
class Actor:
    """`platform` is a MASTER; `system` is the product itself, or an operator's command."""

    kind: ActorKind
    id: str | None = None
    request_id: str | None = None
    address: str | None = None


_current: ContextVar[Actor | None] = ContextVar("dom360_actor", default=None)


def current_actor() -> Actor | None:
    return _current.get()


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    token = _current.set(actor)
    try:
        yield
    finally:
        _current.reset(token)


def act_as(kind: ActorKind, actor_id: str | None) -> None:
    """From here on in this request or task: somebody we know now. Where it comes from stays."""
    _current.set(replace(_current.get() or Actor(kind), kind=kind, id=actor_id))
