"""Signing in with a company's account: the company's side (its provider) and the person's."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from yarl import URL

from dom360.access import queries
from dom360.access.errors import SsoFailed, SsoNotAvailable, SsoRefused
from dom360.access.models import Browser, NewUser, Provider, Started, User
from dom360.access.oidc import Claims, Oidc, Relation, Visit
from dom360.access.sign_in import SignIns
from dom360.access.sso_schemas import ProviderBody, ProviderView
from dom360.db.actor import act_as
from dom360.db.database import Database, Tx
from dom360.db.vault import OIDC_SECRET, Vault
from dom360.kit import tokens

VISIT_PREFIX = "o_"
VISIT_LASTS = timedelta(minutes=10)
CALLBACK = "/api/auth/sso/callback"


@dataclass(frozen=True)
class Sso:
    """One for each process. `public_url`: where browsers find us, and providers send them back."""

    db: Database
    vault: Vault
    oidc: Oidc
    desk: SignIns
    public_url: str

    @property
    def redirect_uri(self) -> str:
        return _redirect_uri(self.public_url)

    async def begin(self, slug: str) -> tuple[str, str]:
        """Where to send the browser, and the cookie it keeps meanwhile.

        Raises SsoNotAvailable, SsoFailed and what the provider's addresses raise.
        """
        tenant_id = await queries.find_slug(self.db, slug.strip().lower())
        if tenant_id is None:
            raise SsoNotAvailable
        provider = await self._provider(tenant_id)
        endpoints = await self.oidc.discover(provider.issuer)
        cookie = tokens.mint(VISIT_PREFIX, tenant_id)
        async with self.db.tenant_tx(tenant_id) as tx:
            expires_at = datetime.now(UTC) + VISIT_LASTS
            await queries.add_step(tx, "oidc", None, tokens.hash_token(cookie), expires_at)
        relation = Relation(provider.issuer, provider.client_id, None, self.redirect_uri)
        return self.oidc.way_there(relation, endpoints, _visit_of(cookie)), cookie

    async def finish(self, cookie: str, state: str, code: str, browser: Browser) -> Started:
        """The browser is back. Raises SsoFailed, SsoRefused, EmailTaken."""
        token = tokens.read(VISIT_PREFIX, cookie)
        visit = _visit_of(cookie)
        # The cookie ties the answer to the browser that asked: nobody is signed in as somebody else
        # by following a link.
        if token is None or not hmac.compare_digest(visit.state.encode(), state.encode()):
            raise SsoFailed
        async with self.db.tenant_tx(token.tenant_id) as tx:
            if await queries.try_step(tx, "oidc", token.hash, max_tries=1) is None:
                raise SsoFailed
        provider = await self._provider(token.tenant_id)
        relation = Relation(
            provider.issuer,
            provider.client_id,
            await self._secret(token.tenant_id, provider),
            self.redirect_uri,
        )
        endpoints = await self.oidc.discover(provider.issuer)
        claims = await self.oidc.redeem(relation, endpoints, visit, code)
        async with self.db.tenant_tx(token.tenant_id) as tx:
            user = await _person(tx, token.tenant_id, provider, claims)
        act_as("platform" if user.role == "MASTER" else "user", str(user.id))
        return await self.desk.start(token.tenant_id, user, browser, known=False)

    async def _provider(self, tenant_id: UUID) -> Provider:
        async with self.db.tenant_tx(tenant_id) as tx:
            provider = await queries.find_provider(tx)
        if provider is None or not provider.enabled or provider.tenant_status != "active":
            raise SsoNotAvailable
        return provider

    async def _secret(self, tenant_id: UUID, provider: Provider) -> str | None:
        stored = provider.client_secret_encrypted
        return await self.vault.open(tenant_id, OIDC_SECRET, stored) if stored else None

    async def configure(self, tenant_id: UUID, body: ProviderBody) -> None:
        await configure(self.db, self.vault, self.oidc, tenant_id, body)


async def configure(
    db: Database, vault: Vault, oidc: Oidc, tenant_id: UUID, body: ProviderBody
) -> None:
    """Try the provider, then store it. A secret is kept where none is given, but never taken along
    to another host."""
    await oidc.discover(body.issuer)
    async with db.tenant_tx(tenant_id) as tx:
        old = await queries.find_provider(tx)
    stored = old.client_secret_encrypted if old and _same_place(old, body) else None
    if body.client_secret is not None:
        async with vault.tenant_tx(tenant_id) as secret_tx:
            stored = await secret_tx.encrypt(OIDC_SECRET, body.client_secret)
            await queries.set_provider(secret_tx.tx, body, stored)
        return
    async with db.tenant_tx(tenant_id) as tx:
        await queries.set_provider(tx, body, stored)


def view_provider(provider: Provider, public_url: str) -> ProviderView:
    return ProviderView(
        issuer=provider.issuer,
        client_id=provider.client_id,
        has_secret=provider.client_secret_encrypted is not None,
        allowed_domains=provider.allowed_domains,
        new_people_role=provider.new_people_role,
        enabled=provider.enabled,
        updated_at=provider.updated_at,
        redirect_uri=_redirect_uri(public_url),
    )


def _redirect_uri(public_url: str) -> str:
    return public_url.rstrip("/") + CALLBACK


async def _person(tx: Tx, tenant_id: UUID, provider: Provider, claims: Claims) -> User:
    """Who this is here: known by the provider's own id of them, else by a verified address."""
    email = claims.email
    if provider.allowed_domains and not _is_allowed(email, provider.allowed_domains):
        raise SsoRefused
    known = await queries.find_identity(tx, provider.issuer, claims.subject)
    if known is None:
        if email is None or not claims.email_verified:
            raise SsoRefused
        known = await _by_address(tx, tenant_id, provider, claims, email)
        await queries.add_identity(tx, known, provider.issuer, claims.subject)
    user = await queries.get_user(tx, known)
    if user.disabled:
        raise SsoRefused
    return user


async def _by_address(
    tx: Tx, tenant_id: UUID, provider: Provider, claims: Claims, email: str
) -> UUID:
    """Somebody who is here, who is invited, or who may come in by themselves."""
    here = await queries.find_by_address(tx, email)
    if here is not None:
        return here
    invited = await queries.find_invited(tx, email)
    role = invited.role if invited else provider.new_people_role
    if role is None:
        raise SsoRefused
    name = invited.name if invited else (claims.name or email.partition("@")[0])
    user_id = await queries.add_own_user(tx, NewUser(tenant_id, email, name, role), None)
    if invited is not None:
        await queries.accept_invited(tx, invited.id, user_id)
    return user_id


def _is_allowed(email: str | None, domains: list[str]) -> bool:
    return email is not None and email.rpartition("@")[2] in domains


def _same_place(old: Provider, new: ProviderBody) -> bool:
    return old.client_id == new.client_id and URL(old.issuer).origin() == URL(new.issuer).origin()


def _visit_of(cookie: str) -> Visit:
    """Three secrets from one: the database keeps none of them."""

    def derive(purpose: str) -> str:
        digest = hmac.digest(cookie.encode(), purpose.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    return Visit(derive("state"), derive("nonce"), derive("verifier"))
