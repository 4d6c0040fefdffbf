from datetime import datetime
from typing import TYPE_CHECKING, Literal, cast
from uuid import UUID

from dom360.access.errors import EmailTaken
from dom360.access.models import (
    Acting,
    ApiKey,
    Forgiven,
    Invited,
    LiveApiKey,
    LiveSession,
    NewKey,
    NewUser,
    Provider,
    SecondFactor,
    SessionRow,
    SignInMatch,
    SlugMatch,
    Step,
    User,
    Waiting,
)
from dom360.db.actor import current_actor
from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound
from dom360.kit.tokens import TenantToken

if TYPE_CHECKING:
    from dom360.access.sso_schemas import ProviderBody
    from dom360.access.throttle import Pace

_SQL = load_beside(__file__)
LISTEN_TO_KEYS = _SQL["listen_to_keys"]
BEAT = _SQL["beat"]

StepKind = Literal["password_reset", "second_factor", "oidc"]


async def find_sign_in(db: Database, email: str) -> SignInMatch | None:
    return await db.call(SignInMatch, _SQL["find_sign_in"], role="dom360_auth", email=email)


async def find_session(db: Database, token: TenantToken) -> LiveSession | None:
    return await db.call(
        LiveSession,
        _SQL["find_session"],
        role="dom360_auth",
        tenant=token.tenant_id,
        token_hash=token.hash,
    )


async def tell_of_keys(db: Database, word: str) -> None:
    await db.tell(_SQL["tell_of_keys"], word=word)


async def find_key(db: Database, token: TenantToken) -> LiveApiKey | None:
    return await db.call(
        LiveApiKey,
        _SQL["find_key"],
        role="dom360_auth",
        tenant=token.tenant_id,
        key_hash=token.hash,
    )


async def take_guess(db: Database, kind: str, key_hash: bytes, pace: "Pace", now: datetime) -> int:
    """0, or the seconds to wait."""
    answer = await db.call(
        Waiting,
        _SQL["take_guess"],
        role="dom360_auth",
        kind=kind,
        key_hash=key_hash,
        free=pace.free,
        cap_s=pace.cap_s,
        forget_s=pace.forget_s,
        now=now,
    )
    assert answer is not None, "the function answers"
    return answer.wait_s


async def forgive_guess(db: Database, kind: str, key_hash: bytes, *, all_of_it: bool) -> None:
    await db.call(
        Forgiven,
        _SQL["forgive_guess"],
        role="dom360_auth",
        kind=kind,
        key_hash=key_hash,
        all_of_it=all_of_it,
    )


async def get_user(tx: Tx, user_id: UUID) -> User:
    user = await tx.find(User, _SQL["get_user"], user_id=user_id)
    if user is None:
        raise NotFound
    return user


async def set_password(tx: Tx, user_id: UUID, password_hash: str) -> None:
    if not await tx.run(_SQL["set_password"], user_id=user_id, password_hash=password_hash):
        raise NotFound


async def add_session(
    tx: Tx, user_id: UUID, token_hash: bytes, expires_at: datetime, user_agent: str | None
) -> None:
    actor = current_actor()
    await tx.run(
        _SQL["add_session"],
        user_id=user_id,
        token_hash=token_hash,
        expires_at=expires_at,
        user_agent=user_agent,
        address=actor.address if actor else None,
    )


async def list_sessions(tx: Tx, user_id: UUID) -> list[SessionRow]:
    """Those that are open, the latest seen first, at most 100."""
    return await tx.list(SessionRow, _SQL["list_sessions"], user_id=user_id)


async def touch_session(tx: Tx, session_id: UUID) -> None:
    await tx.run(_SQL["touch_session"], session_id=session_id)


async def revoke_session(tx: Tx, session_id: UUID, *, user_id: UUID | None = None) -> bool:
    """Whether there was an open one (of that person)."""
    return bool(await tx.run(_SQL["revoke_session"], session_id=session_id, user_id=user_id))


async def revoke_sessions(tx: Tx, user_id: UUID, *, but: UUID | None = None) -> int:
    """How many of the person's sessions that ended."""
    return await tx.run(_SQL["revoke_sessions"], user_id=user_id, but=but)


async def choose_tenant(
    tx: Tx, session_id: UUID, *, home_tenant_id: UUID, acting_tenant_id: UUID, acting: Acting
) -> None:
    """For dom360_admin: the session is one tenant's, the chosen tenant another."""
    await tx.run(
        _SQL["choose_tenant"],
        session_id=session_id,
        home_tenant_id=home_tenant_id,
        acting_tenant_id=acting_tenant_id,
        reason=acting.reason,
        until=acting.until,
    )


async def leave_tenant(tx: Tx, session_id: UUID, *, home_tenant_id: UUID) -> None:
    await tx.run(_SQL["leave_tenant"], session_id=session_id, home_tenant_id=home_tenant_id)


async def knows_device(tx: Tx, user_id: UUID, token_hash: bytes) -> bool:
    found = await tx.value(_SQL["find_device"], user_id=user_id, token_hash=token_hash)
    return found is not None


async def add_device(tx: Tx, user_id: UUID, token_hash: bytes) -> None:
    await tx.run(_SQL["add_device"], user_id=user_id, token_hash=token_hash)


async def touch_device(tx: Tx, user_id: UUID, token_hash: bytes) -> None:
    await tx.run(_SQL["touch_device"], user_id=user_id, token_hash=token_hash)


async def forget_devices(tx: Tx, user_id: UUID, *, keep: int = 0) -> None:
    await tx.run(_SQL["forget_devices"], user_id=user_id, keep=keep)


async def add_step(
    tx: Tx, kind: StepKind, user_id: UUID | None, token_hash: bytes, expires_at: datetime
) -> None:
    if user_id is None:
        await tx.run(_SQL["drop_old_visits"])
    await tx.run(
        _SQL["add_step"], kind=kind, user_id=user_id, token_hash=token_hash, expires_at=expires_at
    )


async def try_step(tx: Tx, kind: StepKind, token_hash: bytes, *, max_tries: int) -> Step | None:
    """Commit before the try is judged: what is undone was not counted."""
    return await tx.find(
        Step, _SQL["try_step"], kind=kind, token_hash=token_hash, max_tries=max_tries
    )


async def use_step(tx: Tx, step_id: UUID) -> bool:
    """False where somebody was faster."""
    return bool(await tx.run(_SQL["use_step"], step_id=step_id))


async def drop_steps(tx: Tx, user_id: UUID) -> None:
    """Links and half-done sign-ins of this person end."""
    await tx.run(_SQL["drop_steps"], user_id=user_id)


async def find_second_factor(tx: Tx, user_id: UUID) -> SecondFactor | None:
    return await tx.find(SecondFactor, _SQL["find_second_factor"], user_id=user_id)


async def begin_second_factor(tx: Tx, user_id: UUID, stored: str) -> bool:
    """`stored` is a ciphertext. False where one is on already."""
    return bool(await tx.run(_SQL["begin_second_factor"], user_id=user_id, stored=stored))


async def confirm_second_factor(tx: Tx, user_id: UUID) -> bool:
    return bool(await tx.run(_SQL["confirm_second_factor"], user_id=user_id))


async def use_totp_step(tx: Tx, user_id: UUID, step: int) -> bool:
    """False where a code of that time, or of a later one, was accepted before."""
    return bool(await tx.run(_SQL["use_totp_step"], user_id=user_id, step=step))


async def remove_second_factor(tx: Tx, user_id: UUID) -> bool:
    return bool(await tx.run(_SQL["remove_second_factor"], user_id=user_id))


async def replace_recovery_codes(tx: Tx, user_id: UUID, hashes: list[bytes]) -> None:
    await tx.run(_SQL["drop_recovery_codes"], user_id=user_id)
    for code_hash in hashes:
        await tx.run(_SQL["add_recovery_code"], user_id=user_id, code_hash=code_hash)


async def use_recovery_code(tx: Tx, user_id: UUID, code_hash: bytes) -> bool:
    return bool(await tx.run(_SQL["use_recovery_code"], user_id=user_id, code_hash=code_hash))


async def add_api_key(tx: Tx, new: NewKey, *, prefix: str, key_hash: bytes) -> ApiKey:
    key = await tx.find(
        ApiKey,
        _SQL["add_api_key"],
        name=new.name,
        prefix=prefix,
        key_hash=key_hash,
        created_by=new.created_by,
        scopes=sorted(new.scopes),
        expires_at=new.expires_at,
        replaces=new.replaces,
    )
    assert key is not None, "an insert returns its row"
    return key


async def list_api_keys(tx: Tx) -> list[ApiKey]:
    """Newest first, at most 200."""
    return await tx.list(ApiKey, _SQL["list_api_keys"])


async def lock_api_key(tx: Tx, api_key_id: UUID) -> ApiKey:
    key = await tx.find(ApiKey, _SQL["lock_api_key"], api_key_id=api_key_id)
    if key is None:
        raise NotFound
    return key


async def end_api_key(tx: Tx, api_key_id: UUID, expires_at: datetime) -> None:
    await tx.run(_SQL["end_api_key"], api_key_id=api_key_id, expires_at=expires_at)


async def revoke_api_key(tx: Tx, api_key_id: UUID) -> None:
    if not await tx.run(_SQL["revoke_api_key"], api_key_id=api_key_id):
        raise NotFound


async def touch_api_key(tx: Tx, api_key_id: UUID) -> None:
    await tx.run(_SQL["touch_api_key"], api_key_id=api_key_id)


async def add_user(tx: Tx, new: NewUser, password_hash: str | None) -> UUID:
    """Store a person. Raises EmailTaken. For dom360_admin, who sees the whole directory."""
    user_id = await _insert_user(tx, new, password_hash)
    added = await tx.run(
        _SQL["add_sign_in_email"], email=new.email, home_tenant_id=new.tenant_id, user_id=user_id
    )
    if not added:
        raise EmailTaken
    return user_id


async def add_own_user(tx: Tx, new: NewUser, password_hash: str | None) -> UUID:
    """The same in a transaction of that tenant. Raises EmailTaken, after which it must end."""
    user_id = await _insert_user(tx, new, password_hash)
    if not await give_address(tx, user_id, new.email):
        raise EmailTaken
    return user_id


async def give_address(tx: Tx, user_id: UUID, email: str) -> bool:
    """False where somebody signs in with it already, in whatever tenant."""
    return bool(await tx.value(_SQL["set_sign_in_email"], user_id=user_id, email=email))


async def take_address(tx: Tx, user_id: UUID) -> None:
    """Nobody signs in with the person's address any more; it is free for others."""
    await tx.value(_SQL["set_sign_in_email"], user_id=user_id, email=None)


async def _insert_user(tx: Tx, new: NewUser, password_hash: str | None) -> UUID:
    user_id = await tx.value(
        _SQL["add_user"],
        home_tenant_id=new.tenant_id,
        email=new.email,
        name=new.name,
        role=new.role,
        password_hash=password_hash,
    )
    return cast("UUID", user_id)


async def find_slug(db: Database, slug: str) -> UUID | None:
    found = await db.call(SlugMatch, _SQL["find_slug"], role="dom360_auth", slug=slug)
    return found.tenant_id if found else None


async def find_provider(tx: Tx) -> Provider | None:
    return await tx.find(Provider, _SQL["find_provider"])


async def set_provider(tx: Tx, body: "ProviderBody", stored: str | None) -> None:
    """`stored` is a ciphertext."""
    await tx.run(
        _SQL["set_provider"],
        issuer=body.issuer,
        client_id=body.client_id,
        stored=stored,
        allowed_domains=body.allowed_domains,
        new_people_role=body.new_people_role,
        enabled=body.enabled,
    )


async def remove_provider(tx: Tx) -> bool:
    return bool(await tx.run(_SQL["remove_provider"]))


async def find_identity(tx: Tx, issuer: str, subject: str) -> UUID | None:
    return cast(
        "UUID | None", await tx.value(_SQL["find_identity"], issuer=issuer, subject=subject)
    )


async def add_identity(tx: Tx, user_id: UUID, issuer: str, subject: str) -> None:
    await tx.run(_SQL["add_identity"], user_id=user_id, issuer=issuer, subject=subject)


async def find_by_address(tx: Tx, email: str) -> UUID | None:
    """In this tenant; removed people are not there any more."""
    return cast("UUID | None", await tx.value(_SQL["find_by_address"], email=email))


async def find_invited(tx: Tx, email: str) -> Invited | None:
    return await tx.find(Invited, _SQL["find_invited"], email=email)


async def accept_invited(tx: Tx, invitation_id: UUID, user_id: UUID) -> None:
    await tx.run(_SQL["accept_invited"], invitation_id=invitation_id, user_id=user_id)
