"""People of a company: invited, changed, kept out for a while, removed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from dom360.access import password_rules, passwords
from dom360.access import queries as access
from dom360.access.errors import LinkGone, NoPassword
from dom360.access.models import NewUser, User
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Database, Tx
from dom360.errors import NotFound
from dom360.kit import tokens
from dom360.kit.tokens import TenantToken
from dom360.people import queries
from dom360.people.errors import AlreadyHere, LastAdmin, NotYourself, PersonDisabled
from dom360.people.models import Invitation
from dom360.people.schemas import Acceptance, InvitationLook, NewInvitation, PersonPatch

INVITATION_PREFIX = "i_"
RESET_PREFIX = "r_"
INVITATION_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(hours=1)
# Of one link: a new password may be too weak a few times.
RESET_TRIES = 10


async def invite(tx: Tx, new: NewInvitation, *, by: UUID | None) -> tuple[Invitation, str]:
    """The invitation and its link's token. Whether an address signs in elsewhere is not told."""
    if await queries.address_is_here(tx, new.email):
        raise AlreadyHere
    token, expires_at = _mint(tx.tenant_id, INVITATION_PREFIX, INVITATION_LASTS)
    invitation_id = await queries.add_invitation(tx, new, tokens.hash_token(token), expires_at, by)
    return await queries.get_invitation(tx, invitation_id), token


async def invite_first(tx: Tx, tenant_id: UUID, new: NewInvitation) -> tuple[UUID, str]:
    """The first person of a company that is being made: their invitation, and its link's token."""
    token, expires_at = _mint(tenant_id, INVITATION_PREFIX, INVITATION_LASTS)
    hashed = tokens.hash_token(token)
    return await queries.add_first_invitation(tx, tenant_id, new, hashed, expires_at), token


async def renew_invitation(tx: Tx, invitation_id: UUID) -> str:
    """A new token; the link before is good no more. Raises NotFound for what is not open."""
    token, expires_at = _mint(tx.tenant_id, INVITATION_PREFIX, INVITATION_LASTS)
    if not await queries.renew_invitation(tx, invitation_id, tokens.hash_token(token), expires_at):
        raise NotFound
    return token


async def look_at_invitation(db: Database, link: str) -> InvitationLook:
    """Raises LinkGone."""
    token = _read(INVITATION_PREFIX, link)
    async with db.tenant_tx(token.tenant_id) as tx:
        return await _look(tx, token)


async def accept(db: Database, body: Acceptance) -> tuple[UUID, User]:
    """Make a person of who has the link. Returns their tenant and them.

    Raises LinkGone, WeakPassword, EmailTaken.
    """
    token = _read(INVITATION_PREFIX, body.token)
    async with db.tenant_tx(token.tenant_id) as tx:
        seen = await _look(tx, token)
    password_rules.check_new(body.password, about=(body.name, seen.email, seen.company))
    password_hash = await passwords.hash_new(body.password)

    async with db.tenant_tx(token.tenant_id) as tx:
        invitation_id = await queries.lock_invited(tx, token.hash)
        if invitation_id is None:
            raise LinkGone
        new = NewUser(token.tenant_id, seen.email, body.name, seen.role)
        user_id = await access.add_own_user(tx, new, password_hash)
        await queries.accept_invitation(tx, invitation_id, user_id)
        return token.tenant_id, await access.get_user(tx, user_id)


async def change(tx: Tx, user_id: UUID, patch: PersonPatch) -> None:
    """Raises NotFound, LastAdmin."""
    if patch.role is not None and patch.role != "TENANT_ADMIN":
        await _keep_an_admin(tx, without=user_id)
    await queries.change_person(tx, user_id, name=patch.name, role=patch.role)


async def disable(tx: Tx, user_id: UUID, *, by: UUID | None) -> None:
    """They are out at once, in every browser, and stay out. Safe to repeat."""
    _not_yourself(user_id, by)
    await _keep_an_admin(tx, without=user_id)
    await queries.disable_person(tx, user_id)
    await access.revoke_sessions(tx, user_id)
    await access.drop_steps(tx, user_id)


async def enable(tx: Tx, user_id: UUID) -> None:
    await queries.enable_person(tx, user_id)


async def remove(tx: Tx, user_id: UUID, *, by: UUID | None) -> None:
    """They are gone but for their name. Their address is free for an invitation again."""
    _not_yourself(user_id, by)
    await _keep_an_admin(tx, without=user_id)
    await access.revoke_sessions(tx, user_id)
    await access.drop_steps(tx, user_id)
    await access.forget_devices(tx, user_id)
    await access.remove_second_factor(tx, user_id)
    await access.take_address(tx, user_id)
    await queries.remove_person(tx, user_id)


async def reset_second_factor(tx: Tx, user_id: UUID) -> None:
    """For who lost it and the recovery codes. Their sessions end."""
    await queries.get_person(tx, user_id)
    await access.remove_second_factor(tx, user_id)
    await access.revoke_sessions(tx, user_id)
    await _write_down(tx, user_id, "second_factor.reset")


async def new_reset(tx: Tx, user_id: UUID) -> str:
    """The token of a link with which a person sets a new password. Raises NoPassword, …"""
    person = await queries.get_person(tx, user_id)
    if person.disabled:
        raise PersonDisabled
    if not person.has_password:
        raise NoPassword
    token, expires_at = _mint(tx.tenant_id, RESET_PREFIX, RESET_LASTS)
    await access.add_step(tx, "password_reset", user_id, tokens.hash_token(token), expires_at)
    return token


async def set_password_by_link(db: Database, link: str, password: str) -> tuple[UUID, User]:
    """All sessions end; whoever had the old password is out. Raises LinkGone, WeakPassword."""
    token = _read(RESET_PREFIX, link)
    async with db.tenant_tx(token.tenant_id) as tx:
        step = await access.try_step(tx, "password_reset", token.hash, max_tries=RESET_TRIES)
        user = await access.get_user(tx, step.user_id) if step and step.user_id else None
    if step is None or user is None or user.disabled:
        raise LinkGone
    check_new_password(user, password)
    password_hash = await passwords.hash_new(password)

    async with db.tenant_tx(token.tenant_id) as tx:
        if not await access.use_step(tx, step.id):
            raise LinkGone
        await _set_password(tx, user.id, password_hash, but=None)
        await access.forget_devices(tx, user.id)
        await _write_down(tx, user.id, "user.password_reset")
    return token.tenant_id, user


async def change_password(tx: Tx, user_id: UUID, password_hash: str, *, session: UUID) -> None:
    """By the person, who proved to know the old one. All other sessions end."""
    await _set_password(tx, user_id, password_hash, but=session)
    await _write_down(tx, user_id, "user.password_changed")


def check_new_password(user: User, password: str) -> None:
    """Raises WeakPassword."""
    password_rules.check_new(password, about=(user.name, user.email, user.tenant_name))


async def _set_password(tx: Tx, user_id: UUID, password_hash: str, *, but: UUID | None) -> None:
    await access.set_password(tx, user_id, password_hash)
    await access.revoke_sessions(tx, user_id, but=but)
    await access.drop_steps(tx, user_id)


async def _look(tx: Tx, token: TenantToken) -> InvitationLook:
    invitation_id = await queries.lock_invited(tx, token.hash)
    letter = await queries.find_letter_to_invited(tx, invitation_id) if invitation_id else None
    if invitation_id is None or letter is None:
        raise LinkGone
    invitation = await queries.get_invitation(tx, invitation_id)
    return InvitationLook(
        email=letter.email, name=letter.name, role=invitation.role, company=letter.company
    )


async def _keep_an_admin(tx: Tx, *, without: UUID) -> None:
    admins = await queries.lock_admins(tx)
    if admins == {without}:
        raise LastAdmin


def _not_yourself(user_id: UUID, by: UUID | None) -> None:
    if user_id == by:
        raise NotYourself


async def _write_down(tx: Tx, user_id: UUID, action: str) -> None:
    assert tx.tenant_id is not None
    await audit.append(tx, tx.tenant_id, action, Subject("users", str(user_id)))


def _mint(tenant_id: UUID | None, prefix: str, lasts: timedelta) -> tuple[str, datetime]:
    assert tenant_id is not None
    return tokens.mint(prefix, tenant_id), datetime.now(UTC) + lasts


def _read(prefix: str, link: str) -> TenantToken:
    token = tokens.read(prefix, link)
    if token is None:
        raise LinkGone
    return token
