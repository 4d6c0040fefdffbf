"""Waits that do not depend on how fast a test runs."""

from dom360.access.throttle import ACCOUNT, Count
from tests.support.postgres import ScratchDatabase


def hold(database: ScratchDatabase, count: Count) -> None:
    """Who used up the free tries waits for an hour from now on."""
    held = database.rows(
        "update dom360.guesses set blocked_until = now() + interval '1 hour'"
        " where kind = %s and key_hash = %s and tries >= %s returning 1",
        count.kind,
        count.key_hash,
        ACCOUNT.free,
    )
    assert held, "the tries were counted"
