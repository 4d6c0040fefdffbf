"""Inboxes and people by their names: an operator and a model know those, and no ids."""

from uuid import UUID

from dom360.agent_tools import queries
from dom360.agent_tools.errors import NameAmbiguous, NameUnknown
from dom360.agent_tools.queries import Named
from dom360.db.database import Tx

MOST_NAMED = 20


async def inbox_of(tx: Tx, inbox_id: UUID | None, name: str | None) -> UUID | None:
    """Raises NameUnknown, NameAmbiguous: both tell which inboxes there are."""
    if name is None:
        return inbox_id
    found = await queries.list_inboxes(tx, name, limit=MOST_NAMED)
    return _only_one(
        "inbox", name, found, found or await queries.list_inboxes(tx, None, limit=MOST_NAMED)
    )


async def owner_of(tx: Tx, user_id: UUID | None, name: str | None) -> UUID | None:
    """Raises NameUnknown, NameAmbiguous: both tell which people there are."""
    if name is None:
        return user_id
    found = await queries.list_people(tx, name, limit=MOST_NAMED)
    return _only_one(
        "person", name, found, found or await queries.list_people(tx, None, limit=MOST_NAMED)
    )


def _only_one(kind: str, name: str, found: list[Named], choice: list[Named]) -> UUID:
    """The one that fits, or the one that is called exactly so."""
    exact = [one for one in found if one.name.casefold() == name.casefold()]
    fits = exact or found
    if len(fits) == 1:
        return fits[0].id
    names = [one.name for one in choice]
    listed = ", ".join(names)
    extra: dict[str, object] = {"kind": kind, "names": names}
    if fits:
        raise NameAmbiguous(
            f"Several have this in their name: {listed}. Say which one.", extra=extra
        )
    raise NameUnknown(f"No {kind} here has this name. There are: {listed}.", extra=extra)
