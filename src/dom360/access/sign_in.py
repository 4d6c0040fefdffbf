"""Signing in: by password, with a code where the person has a second factor, or by their company's
account. Each ends in a session.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from dom360.access import passwords, queries, totp
from dom360.access.actions import authenticate_session
from dom360.access.errors import InvalidCredentials, SignInStepExpired, WrongCode, refusal_of
from dom360.access.models import Browser, HalfSignedIn, SignInMatch, Started, User
from dom360.access.refusals import Refusals
from dom360.access.throttle import Count, Throttle, address_count
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.actor import act_as, current_actor
from dom360.db.database import Database, Tx
from dom360.db.vault import Vault
from dom360.kit import tokens
from dom360.kit.tokens import TenantToken

STEP_PREFIX = "p_"
DEVICE_PREFIX = "d_"
STEP_LASTS = timedelta(minutes=5)
CODES_A_STEP = 5
DEVICES_KEPT = 20


@dataclass(frozen=True)
class SignIns:
    """The desk where people get in. One for each process; `hours` is how long a session lasts."""

    db: Database
    vault: Vault
    throttle: Throttle
    refusals: Refusals
    hours: int

    async def with_password(
        self, email: str, password: str, browser: Browser
    ) -> Started | HalfSignedIn:
        """Raises InvalidCredentials, TenantSuspended, TooManyGuesses."""
        email = email.strip().lower()
        match = await queries.find_sign_in(self.db, email)
        user, known = await self._look_up(match, browser)
        counts = _counts(email, browser, known=known)
        await self.throttle.take(*counts)

        # No transaction is open while the hash is computed.
        verified = await passwords.verify(user.password_hash if user else None, password)
        if not (match and user and verified) or user.disabled:
            self.refusals.note(match, "disabled" if verified else "credentials")
            raise InvalidCredentials
        await self._forgive(counts)
        if user.tenant_status != "active":
            self.refusals.note(match, "tenant_suspended")
            raise refusal_of(user.tenant_status)

        _act_as(user)
        if user.password_hash and passwords.needs_rehash(user.password_hash):
            await self._renew_hash(match, password)
        if user.second_factor:
            return await self._ask_for_code(match)
        return await self.start(match.tenant_id, user, browser, known=known)

    async def with_code(self, pending_token: str, code: str, browser: Browser) -> Started:
        """The second step. Raises SignInStepExpired, WrongCode, TooManyGuesses."""
        token = tokens.read(STEP_PREFIX, pending_token)
        if token is None:
            raise SignInStepExpired
        async with self.db.tenant_tx(token.tenant_id) as tx:
            step = await queries.try_step(tx, "second_factor", token.hash, max_tries=CODES_A_STEP)
            user = await queries.get_user(tx, step.user_id) if step and step.user_id else None
        if step is None or user is None or user.disabled:
            raise SignInStepExpired
        match = SignInMatch(token.tenant_id, user.id)
        _act_as(user)

        count = code_count(user.id)
        await self.throttle.take(count)
        used = await totp.use_code(self.vault, token.tenant_id, user.id, code)
        if used is None:
            self.refusals.note(match, "code")
            raise WrongCode
        await self.throttle.forgive(count, all_of_it=True)
        async with self.db.tenant_tx(token.tenant_id) as tx:
            if not await queries.use_step(tx, step.id):
                raise SignInStepExpired
            if used == "recovery":
                subject = Subject("users", str(user.id))
                await audit.append(tx, token.tenant_id, "second_factor.recovery_used", subject)
        known = await self._knows(match, browser)
        return await self.start(token.tenant_id, user, browser, known=known)

    async def start(self, tenant_id: UUID, user: User, browser: Browser, *, known: bool) -> Started:
        """Open the session of somebody who proved who they are."""
        token = tokens.mint(tokens.SESSION_PREFIX, tenant_id)
        device = None if known else tokens.mint(DEVICE_PREFIX, tenant_id)
        expires_at = datetime.now(UTC) + timedelta(hours=self.hours)
        async with self.db.tenant_tx(tenant_id) as tx:
            await queries.add_session(
                tx, user.id, tokens.hash_token(token), expires_at, browser.user_agent
            )
            await _note_device(tx, user.id, device or browser.device or "", new=device is not None)
        return Started(token, device, await authenticate_session(self.db, token))

    async def trust(self, tenant_id: UUID, user_id: UUID) -> str:
        """The cookie of a browser whose user proved who they are without signing in."""
        device = tokens.mint(DEVICE_PREFIX, tenant_id)
        async with self.db.tenant_tx(tenant_id) as tx:
            await _note_device(tx, user_id, device, new=True)
        return device

    async def _look_up(
        self, match: SignInMatch | None, browser: Browser
    ) -> tuple[User | None, bool]:
        """The person, and whether they signed in with this browser before."""
        if match is None:
            return None, False
        async with self.db.tenant_tx(match.tenant_id) as tx:
            user = await queries.get_user(tx, match.user_id)
            device = _device_of(browser, match.tenant_id)
            known = device is not None and await queries.knows_device(tx, user.id, device.hash)
        return user, known

    async def _knows(self, match: SignInMatch, browser: Browser) -> bool:
        device = _device_of(browser, match.tenant_id)
        if device is None:
            return False
        async with self.db.tenant_tx(match.tenant_id) as tx:
            return await queries.knows_device(tx, match.user_id, device.hash)

    async def _forgive(self, counts: Sequence[Count]) -> None:
        for count in counts:
            await self.throttle.forgive(count, all_of_it=count.kind != "address")

    async def _ask_for_code(self, match: SignInMatch) -> HalfSignedIn:
        pending = tokens.mint(STEP_PREFIX, match.tenant_id)
        expires_at = datetime.now(UTC) + STEP_LASTS
        async with self.db.tenant_tx(match.tenant_id) as tx:
            await queries.add_step(
                tx, "second_factor", match.user_id, tokens.hash_token(pending), expires_at
            )
        return HalfSignedIn(pending, expires_at)

    async def _renew_hash(self, match: SignInMatch, password: str) -> None:
        password_hash = await passwords.hash_new(password)
        async with self.db.tenant_tx(match.tenant_id) as tx:
            await queries.set_password(tx, match.user_id, password_hash)


def code_count(user_id: UUID) -> Count:
    """Codes and passwords that a signed-in or half signed-in person is asked for."""
    return Count("code", str(user_id))


def _counts(email: str, browser: Browser, *, known: bool) -> tuple[Count, ...]:
    if known and browser.device:
        return (Count("device", browser.device),)
    actor = current_actor()
    return Count("account", email), address_count(actor.address if actor else None)


def _device_of(browser: Browser, tenant_id: UUID) -> TenantToken | None:
    token = tokens.read(DEVICE_PREFIX, browser.device) if browser.device else None
    return token if token and token.tenant_id == tenant_id else None


async def _note_device(tx: Tx, user_id: UUID, device: str, *, new: bool) -> None:
    token_hash = tokens.hash_token(device)
    if new:
        await queries.add_device(tx, user_id, token_hash)
        await queries.forget_devices(tx, user_id, keep=DEVICES_KEPT)
    else:
        await queries.touch_device(tx, user_id, token_hash)


def _act_as(user: User) -> None:
    act_as("platform" if user.role == "MASTER" else "user", str(user.id))
