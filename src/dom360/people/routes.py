"""A company's people, and who is invited."""

from uuid import UUID

from fastapi import APIRouter
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from dom360.access import queries as access
from dom360.access.guards import Admin, AdminTx, Reader, ReaderTx
from dom360.access.models import Principal
from dom360.access.schemas import Ended
from dom360.people import actions, queries
from dom360.people.deps import Mails
from dom360.people.models import Invitation, Person
from dom360.people.schemas import (
    InvitationList,
    InvitationSent,
    InvitationView,
    NewInvitation,
    PersonList,
    PersonPatch,
    PersonView,
    ResetSent,
)
from dom360.web.deps import Db

router = APIRouter(prefix="/api", tags=["people"])


@router.get("/people", operation_id="list_people")
async def list_people(tx: ReaderTx, me: Reader) -> PersonList:
    """By name. Their second factor and when they were last seen are for administrators."""
    sees_all = me.role in ("TENANT_ADMIN", "MASTER")
    found = await queries.list_people(tx)
    return PersonList(items=[_view(one, sees_all=sees_all) for one in found])


@router.get("/people/{user_id}", operation_id="get_person")
async def get_person(user_id: UUID, tx: AdminTx) -> PersonView:
    return _view(await queries.get_person(tx, user_id))


@router.patch("/people/{user_id}", operation_id="change_person")
async def change_person(user_id: UUID, body: PersonPatch, tx: AdminTx) -> PersonView:
    """Name and role. A company keeps one administrator at least (409 LAST_ADMIN)."""
    await actions.change(tx, user_id, body)
    return _view(await queries.get_person(tx, user_id))


@router.post("/people/{user_id}/disable", operation_id="disable_person")
async def disable_person(user_id: UUID, tx: AdminTx, me: Admin) -> PersonView:
    """Keep somebody out: at once, and until they are enabled again."""
    await actions.disable(tx, user_id, by=me.user_id)
    return _view(await queries.get_person(tx, user_id))


@router.post("/people/{user_id}/enable", operation_id="enable_person")
async def enable_person(user_id: UUID, tx: AdminTx) -> PersonView:
    await actions.enable(tx, user_id)
    return _view(await queries.get_person(tx, user_id))


@router.delete("/people/{user_id}", status_code=HTTP_204_NO_CONTENT, operation_id="remove_person")
async def remove_person(user_id: UUID, tx: AdminTx, me: Admin) -> None:
    """For good. What they wrote keeps their name; their address can be invited again."""
    await actions.remove(tx, user_id, by=me.user_id)


@router.post("/people/{user_id}/end-sessions", operation_id="end_persons_sessions")
async def end_sessions(user_id: UUID, tx: AdminTx) -> Ended:
    """Sign somebody out of every browser."""
    await queries.get_person(tx, user_id)
    return Ended(sessions=await access.revoke_sessions(tx, user_id))


@router.post(
    "/people/{user_id}/reset-second-factor",
    status_code=HTTP_204_NO_CONTENT,
    operation_id="reset_second_factor",
)
async def reset_second_factor(user_id: UUID, tx: AdminTx) -> None:
    """For who lost their app and their recovery codes. Make sure first that it is them who asks."""
    await actions.reset_second_factor(tx, user_id)


@router.post("/people/{user_id}/reset-password", operation_id="reset_password")
async def reset_password(user_id: UUID, me: Admin, mails: Mails) -> ResetSent:
    """Send them a link with which they set a new password. The old one is good until then."""
    assert me.tenant_id is not None
    return ResetSent(link=await mails.reset(me.tenant_id, user_id))


@router.get("/invitations", operation_id="list_invitations")
async def list_invitations(tx: AdminTx) -> InvitationList:
    """Open ones, the newest first; also those whose link is too old: send them again."""
    return InvitationList(items=[_invited(one) for one in await queries.list_invitations(tx)])


@router.post("/invitations", status_code=HTTP_201_CREATED, operation_id="invite_person")
async def invite_person(body: NewInvitation, me: Admin, db: Db, mails: Mails) -> InvitationSent:
    """Invite somebody by a link that is good for 7 days, once. An earlier one is revoked."""
    assert me.tenant_id is not None
    async with db.tenant_tx(me.tenant_id) as tx:
        invitation, token = await actions.invite(tx, body, by=_own_id(me))
    link = await mails.invitation(me.tenant_id, invitation.id, token)
    return InvitationSent(**_invited(invitation).model_dump(), link=link)


@router.post("/invitations/{invitation_id}/resend", operation_id="resend_invitation")
async def resend_invitation(invitation_id: UUID, me: Admin, db: Db, mails: Mails) -> InvitationSent:
    """A new link, good for 7 days from now. The one before is good no more."""
    assert me.tenant_id is not None
    async with db.tenant_tx(me.tenant_id) as tx:
        token = await actions.renew_invitation(tx, invitation_id)
        invitation = await queries.get_invitation(tx, invitation_id)
    link = await mails.invitation(me.tenant_id, invitation.id, token)
    return InvitationSent(**_invited(invitation).model_dump(), link=link)


@router.delete(
    "/invitations/{invitation_id}",
    status_code=HTTP_204_NO_CONTENT,
    operation_id="revoke_invitation",
)
async def revoke_invitation(invitation_id: UUID, tx: AdminTx) -> None:
    """Its link is good no more, at once."""
    await queries.revoke_invitation(tx, invitation_id)


def _own_id(me: Principal) -> UUID | None:
    """None for a person of the platform: they are not of this company."""
    return me.user_id if me.tenant_id == me.home_tenant_id else None


def _view(person: Person, *, sees_all: bool = True) -> PersonView:
    return PersonView(
        id=person.id,
        email=person.email,
        name=person.name,
        role=person.role,
        status="disabled" if person.disabled else "active",
        second_factor=person.second_factor if sees_all else None,
        last_seen_at=person.last_seen_at if sees_all else None,
        created_at=person.created_at,
    )


def _invited(invitation: Invitation) -> InvitationView:
    return InvitationView(
        id=invitation.id,
        email=invitation.email,
        name=invitation.name,
        role=invitation.role,
        inviter_name=invitation.inviter_name,
        created_at=invitation.created_at,
        expires_at=invitation.expires_at,
    )
