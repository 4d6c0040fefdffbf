from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from dom360.access.schemas import Locale
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound
from dom360.people.models import Invitation, Letter, Person
from dom360.people.schemas import NewInvitation, TenantRole

_SQL = load_beside(__file__)


@dataclass(frozen=True)
class _Id:
    id: UUID


async def list_people(tx: Tx) -> list[Person]:
    """By name, at most 1,000. Removed ones are not there any more."""
    return await tx.list(Person, _SQL["list_people"], user_id=None)


async def get_person(tx: Tx, user_id: UUID) -> Person:
    person = await tx.find(Person, _SQL["list_people"], user_id=user_id)
    if person is None:
        raise NotFound
    return person


async def lock_admins(tx: Tx) -> set[UUID]:
    """The company's administrators that are not disabled, held to the end of the transaction."""
    return {row.id for row in await tx.list(_Id, _SQL["lock_admins"])}


async def address_is_here(tx: Tx, email: str) -> bool:
    return bool(await tx.value(_SQL["address_is_here"], email=email))


async def change_person(
    tx: Tx, user_id: UUID, *, name: str | None, role: TenantRole | None
) -> None:
    await _one(tx.run(_SQL["change_person"], user_id=user_id, name=name, role=role))


async def change_profile(
    tx: Tx, user_id: UUID, *, name: str | None, locale: Locale | None, sets_locale: bool
) -> None:
    await _one(
        tx.run(
            _SQL["change_profile"],
            user_id=user_id,
            name=name,
            locale=locale,
            sets_locale=sets_locale,
        )
    )


async def disable_person(tx: Tx, user_id: UUID) -> None:
    await _one(tx.run(_SQL["disable_person"], user_id=user_id))


async def enable_person(tx: Tx, user_id: UUID) -> None:
    await _one(tx.run(_SQL["enable_person"], user_id=user_id))


async def remove_person(tx: Tx, user_id: UUID) -> None:
    """What was theirs alone goes, what they were working on is free for others."""
    await _one(tx.run(_SQL["remove_person"], user_id=user_id))
    await tx.run(_SQL["forget_identities"], user_id=user_id)
    await tx.run(_SQL["leave_conversations"], user_id=user_id)
    await tx.run(_SQL["leave_leads"], user_id=user_id)


async def add_invitation(
    tx: Tx, new: NewInvitation, token_hash: bytes, expires_at: datetime, invited_by: UUID | None
) -> UUID:
    """An address has one open invitation: an earlier one is revoked."""
    assert tx.tenant_id is not None
    await tx.run(_SQL["revoke_open_invitations"], email=new.email)
    return await _add(tx, tx.tenant_id, new, token_hash, expires_at, invited_by)


async def add_first_invitation(
    tx: Tx, tenant_id: UUID, new: NewInvitation, token_hash: bytes, expires_at: datetime
) -> UUID:
    """Of a company that is being made, by dom360_admin."""
    return await _add(tx, tenant_id, new, token_hash, expires_at, None)


async def _add(
    tx: Tx,
    tenant_id: UUID,
    new: NewInvitation,
    token_hash: bytes,
    expires_at: datetime,
    invited_by: UUID | None,
) -> UUID:
    invitation_id = await tx.value(
        _SQL["add_invitation"],
        tenant_id=tenant_id,
        email=new.email,
        name=new.name,
        role=new.role,
        token_hash=token_hash,
        invited_by=invited_by,
        expires_at=expires_at,
    )
    return cast("UUID", invitation_id)


async def list_invitations(tx: Tx) -> list[Invitation]:
    """Open ones, the newest first, at most 200."""
    return await tx.list(Invitation, _SQL["list_invitations"], invitation_id=None)


async def get_invitation(tx: Tx, invitation_id: UUID) -> Invitation:
    found = await tx.find(Invitation, _SQL["list_invitations"], invitation_id=invitation_id)
    if found is None:
        raise NotFound
    return found


async def renew_invitation(
    tx: Tx, invitation_id: UUID, token_hash: bytes, expires_at: datetime
) -> bool:
    """A new link; the one before is good no more. False where it is not open."""
    return bool(
        await tx.run(
            _SQL["renew_invitation"],
            invitation_id=invitation_id,
            token_hash=token_hash,
            expires_at=expires_at,
        )
    )


async def revoke_invitation(tx: Tx, invitation_id: UUID) -> None:
    await _one(tx.run(_SQL["revoke_invitation"], invitation_id=invitation_id))


async def lock_invited(tx: Tx, token_hash: bytes) -> UUID | None:
    """The invitation behind a link that is good, held to the end of the transaction."""
    return cast("UUID | None", await tx.value(_SQL["find_invited"], token_hash=token_hash))


async def accept_invitation(tx: Tx, invitation_id: UUID, user_id: UUID) -> None:
    await _one(tx.run(_SQL["accept_invitation"], invitation_id=invitation_id, user_id=user_id))


async def find_letter_to_invited(tx: Tx, invitation_id: UUID) -> Letter | None:
    return await tx.find(Letter, _SQL["find_letter_to_invited"], invitation_id=invitation_id)


async def find_letter_to_person(tx: Tx, user_id: UUID) -> Letter | None:
    """None for who is not to get one."""
    return await tx.find(Letter, _SQL["find_letter_to_person"], user_id=user_id)


async def _one(touched: Awaitable[int]) -> None:
    if not await touched:
        raise NotFound
