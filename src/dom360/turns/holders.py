"""Under which names a process begins turns."""

from collections import OrderedDict
from uuid import UUID, uuid4

_MOST_KEPT = 10_000

Key = tuple[UUID, str]


class Holders:
    """A begin whose connection broke may have been stored. Its name is kept for the caller who asks
    again, and given to one of them only: two with one name would both have the turn.
    """

    def __init__(self) -> None:
        self._unsure: OrderedDict[Key, UUID] = OrderedDict()

    def take(self, key: Key) -> UUID:
        return self._unsure.pop(key, None) or uuid4()

    def keep(self, key: Key, holder: UUID) -> None:
        self._unsure[key] = holder
        if len(self._unsure) > _MOST_KEPT:
            self._unsure.popitem(last=False)
