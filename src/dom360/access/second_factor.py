"""A person's own second factor: setting it up, turning it off, new recovery codes."""

from dataclasses import dataclass
from uuid import UUID

from dom360.access import passwords, queries, totp
from dom360.access.errors import (
    NoPassword,
    SecondFactorOff,
    SecondFactorOn,
    WrongCode,
    WrongPassword,
)
from dom360.access.models import Principal, User
from dom360.access.sign_in import code_count
from dom360.access.throttle import Throttle
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Database
from dom360.db.vault import TOTP_SECRET, Vault

ISSUER = "DOM360"


@dataclass(frozen=True)
class Setup:
    secret: str
    uri: str
    svg: str


@dataclass(frozen=True)
class SecondFactors:
    """What it takes to ask somebody again who they are, though they are signed in."""

    db: Database
    vault: Vault
    throttle: Throttle

    async def begin(self, me: Principal, password: str) -> Setup:
        """A new secret, that counts from its first right code on. Raises WrongPassword,
        NoPassword, SecondFactorOn."""
        user = await self.confirm_password(me, password)
        secret = totp.new_secret()
        async with self.vault.tenant_tx(me.home_tenant_id) as secret_tx:
            stored = await secret_tx.encrypt(TOTP_SECRET, secret)
            if not await queries.begin_second_factor(secret_tx.tx, user.id, stored):
                raise SecondFactorOn
        uri = totp.uri_of(secret, account=user.email, issuer=ISSUER)
        return Setup(secret, uri, totp.qr_svg(uri))

    async def confirm(self, me: Principal, code: str) -> list[str]:
        """Turn it on. Returns the recovery codes. Raises WrongCode, SecondFactorOff, …On."""
        user_id = _person(me)
        await self.throttle.take(code_count(user_id))
        async with self.vault.tenant_tx(me.home_tenant_id) as secret_tx:
            tx = secret_tx.tx
            factor = await queries.find_second_factor(tx, user_id)
            if factor is None:
                raise SecondFactorOff
            if factor.confirmed_at is not None:
                raise SecondFactorOn
            secret = await secret_tx.decrypt(TOTP_SECRET, factor.totp_secret_encrypted)
            step = totp.matching_step(secret, "".join(code.split()))
            if step is None or not await queries.use_totp_step(tx, user_id, step):
                raise WrongCode
            if not await queries.confirm_second_factor(tx, user_id):
                raise SecondFactorOn
            codes = totp.new_recovery_codes()
            await queries.replace_recovery_codes(tx, user_id, _hashes(codes))
        await self.throttle.forgive(code_count(user_id), all_of_it=True)
        return codes

    async def renew_codes(self, me: Principal, code: str) -> list[str]:
        """New recovery codes; the old ones are worth nothing any more."""
        user_id = _person(me)
        await self._confirm_code(me, code)
        codes = totp.new_recovery_codes()
        async with self.db.tenant_tx(me.home_tenant_id) as tx:
            await queries.replace_recovery_codes(tx, user_id, _hashes(codes))
            await audit.append(
                tx, me.home_tenant_id, "second_factor.codes_renewed", Subject("users", str(user_id))
            )
        return codes

    async def turn_off(self, me: Principal, *, password: str | None, code: str | None) -> None:
        """Needs the password or a code: a session alone, which may be stolen, is not enough."""
        if code is not None:
            await self._confirm_code(me, code)
        else:
            await self.confirm_password(me, password or "")
        async with self.db.tenant_tx(me.home_tenant_id) as tx:
            if not await queries.remove_second_factor(tx, _person(me)):
                raise SecondFactorOff

    async def confirm_password(self, me: Principal, password: str) -> User:
        """Raises WrongPassword, NoPassword, TooManyGuesses."""
        count = code_count(_person(me))
        async with self.db.tenant_tx(me.home_tenant_id) as tx:
            user = await queries.get_user(tx, _person(me))
        if user.password_hash is None:
            raise NoPassword
        await self.throttle.take(count)
        if not await passwords.verify(user.password_hash, password):
            raise WrongPassword
        await self.throttle.forgive(count, all_of_it=True)
        return user

    async def _confirm_code(self, me: Principal, code: str) -> None:
        count = code_count(_person(me))
        await self.throttle.take(count)
        if await totp.use_code(self.vault, me.home_tenant_id, _person(me), code) is None:
            raise WrongCode
        await self.throttle.forgive(count, all_of_it=True)


def _person(me: Principal) -> UUID:
    assert me.user_id is not None, "for people only"
    return me.user_id


def _hashes(codes: list[str]) -> list[bytes]:
    return [totp.hash_recovery_code(code) for code in codes]
