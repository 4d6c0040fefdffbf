"""Sending links by mail. Each try makes a new link, so none has to be kept for it."""

from uuid import UUID

from procrastinate import App, RetryStrategy

from dom360.db.database import Database
from dom360.errors import NotFound
from dom360.logs import get_logger
from dom360.mail.post import Post
from dom360.people import actions, letters, queries
from dom360.people.mailing import SEND_INVITATION, SEND_RESET

log = get_logger(__name__)

# Waits 6 s, 36 s, 4 min, 22 min, 2 h: a mail server that is repaired the same morning is enough.
_RETRIES = RetryStrategy(max_attempts=6, exponential_wait=6)


def register(jobs: App, db: Database, post: Post, public_url: str) -> None:
    """Let this worker send what backends ask for."""

    @jobs.task(name=SEND_INVITATION, retry=_RETRIES)
    async def invitation(tenant_id: str, invitation_id: str) -> None:
        await send_invitation(db, post, public_url, UUID(tenant_id), UUID(invitation_id))

    @jobs.task(name=SEND_RESET, retry=_RETRIES)
    async def reset(tenant_id: str, user_id: str) -> None:
        await send_reset(db, post, public_url, UUID(tenant_id), UUID(user_id))


async def send_invitation(
    db: Database, post: Post, public_url: str, tenant_id: UUID, invitation_id: UUID
) -> None:
    """Nothing to do where it was accepted or revoked meanwhile. Raises MailNotSent."""
    async with db.tenant_tx(tenant_id) as tx:
        letter = await queries.find_letter_to_invited(tx, invitation_id)
        if letter is None or not _can_send(post):
            return
        token = await actions.renew_invitation(tx, invitation_id)
    sent = await post.send(letters.invitation(letter, letters.invitation_link(public_url, token)))
    log.info("invitation.mailed", invitation_id=str(invitation_id), taken=sent)


async def send_reset(
    db: Database, post: Post, public_url: str, tenant_id: UUID, user_id: UUID
) -> None:
    """Nothing to do for who is disabled or has no password. Raises MailNotSent."""
    async with db.tenant_tx(tenant_id) as tx:
        letter = await queries.find_letter_to_person(tx, user_id)
        if letter is None or not _can_send(post):
            return
        try:
            token = await actions.new_reset(tx, user_id)
        except NotFound:
            return
    sent = await post.send(letters.reset(letter, letters.reset_link(public_url, token)))
    log.info("password_reset.mailed", user_id=str(user_id), taken=sent)


def _can_send(post: Post) -> bool:
    if not post.sends:
        log.warning("mail.no_server", setting="DOM360_SMTP_HOST")
    return post.sends
