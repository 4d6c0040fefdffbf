"""`dom360 session …`: the browsers in which a person is signed in."""

import asyncio
from uuid import UUID

from cyclopts import App

from dom360.access import queries, views
from dom360.access.schemas import Ended, OpenSession, OpenSessionList
from dom360.cli.common import Json, show, show_all
from dom360.cli.companies import person
from dom360.errors import NotFound

app = App(name="session")


@app.command(name="list")
def list_(email: str, *, as_json: Json = False) -> None:
    """Say in which browsers somebody is signed in, the latest seen first."""
    answer = asyncio.run(_list(email))
    show_all(answer, map(_line, answer.items), as_json=as_json)


@app.command
def revoke(email: str, session_id: UUID | None = None, *, as_json: Json = False) -> None:
    """Sign somebody out of one browser, or of all of them."""
    ended = asyncio.run(_revoke(email, session_id))
    show(ended, f"{email}: {ended.sessions} sessions ended.", as_json=as_json)


async def _list(email: str) -> OpenSessionList:
    async with person(email) as found:
        sessions = await queries.list_sessions(found.tx, found.user_id)
    return OpenSessionList(items=[views.open_session(one, current=None) for one in sessions])


async def _revoke(email: str, session_id: UUID | None) -> Ended:
    async with person(email) as found:
        if session_id is None:
            return Ended(sessions=await queries.revoke_sessions(found.tx, found.user_id))
        if not await queries.revoke_session(found.tx, session_id, user_id=found.user_id):
            raise NotFound(f"{email} has no open session {session_id}.")
    return Ended(sessions=1)


def _line(session: OpenSession) -> str:
    seen = (session.last_seen_at or session.created_at).isoformat(timespec="minutes")
    return f"{session.id}: {session.browser or 'unknown'}, {session.address or '-'}, seen {seen}"
