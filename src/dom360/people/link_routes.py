"""What people do with the links they got, before they are signed in."""

from fastapi import APIRouter, Depends, Response
from starlette.status import HTTP_201_CREATED, HTTP_202_ACCEPTED, HTTP_204_NO_CONTENT

from dom360.access import views
from dom360.access.cookies import give_cookies, give_device
from dom360.access.guards import check_origin
from dom360.access.models import Browser
from dom360.access.parts import Desk, FromBrowser, Slowing
from dom360.access.schemas import SessionView
from dom360.access.throttle import Count, address_count
from dom360.db.actor import act_as, current_actor
from dom360.people import actions
from dom360.people.deps import Mails
from dom360.people.schemas import (
    Acceptance,
    Forgotten,
    InvitationLook,
    Link,
    NewPasswordByLink,
)
from dom360.web.deps import AppSettings, Db

router = APIRouter(prefix="/api/auth", tags=["access"], dependencies=[Depends(check_origin)])


@router.post("/invitation", operation_id="look_at_invitation")
async def look_at_invitation(body: Link, db: Db) -> InvitationLook:
    """Whom a link invites, and to which company. 410 for one that is good no more."""
    return await actions.look_at_invitation(db, body.token)


@router.post("/invitation/accept", status_code=HTTP_201_CREATED, operation_id="accept_invitation")
async def accept_invitation(
    body: Acceptance,
    response: Response,
    db: Db,
    desk: Desk,
    browser: FromBrowser,
    settings: AppSettings,
) -> SessionView:
    """Choose a password, and be signed in. 422 WEAK_PASSWORD says in `reason` why not."""
    tenant_id, user = await actions.accept(db, body)
    act_as("user", str(user.id))
    started = await desk.start(tenant_id, user, Browser(browser.user_agent), known=False)
    give_cookies(response, started, settings)
    return await views.session(db, started.principal)


@router.post(
    "/password-reset", status_code=HTTP_202_ACCEPTED, operation_id="ask_for_password_reset"
)
async def ask_for_reset(body: Forgotten, mails: Mails, throttle: Slowing) -> None:
    """Send a link to this address, if somebody signs in with it. The answer is always the same."""
    actor = current_actor()
    await throttle.take(address_count(actor.address if actor else None))
    mails.forgotten(body.email)


@router.post(
    "/password-reset/complete",
    status_code=HTTP_204_NO_CONTENT,
    operation_id="complete_password_reset",
)
async def complete_reset(
    body: NewPasswordByLink, response: Response, db: Db, desk: Desk, settings: AppSettings
) -> None:
    """Set a new password with a link. All sessions end; sign in with it then."""
    tenant_id, user = await actions.set_password_by_link(db, body.token, body.password)
    # The mailbox proved who this is: others' guesses slow them down no more.
    await desk.throttle.forgive(Count("account", user.email), all_of_it=True)
    give_device(response, await desk.trust(tenant_id, user.id), settings)
