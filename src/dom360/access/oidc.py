"""OpenID Connect, the relying party's side: discovery, the way there, and what comes back.

Every request goes through the SSRF guard: the issuer's address, and those that it names, are what a
company's administrator typed in.
"""

import asyncio
import base64
import json
from dataclasses import dataclass
from typing import Any

import aiohttp
from authlib.common.errors import AuthlibBaseError
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from yarl import URL

from dom360.access.errors import SsoFailed
from dom360.errors import Invalid
from dom360.web.fetch import fetch_limited
from dom360.web.ssrf import Guard

TIMEOUT_S = 8
MAX_BYTES = 256 * 1024
# Signatures by the provider's own key only: never "none", never our secret as a key.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
_LEEWAY_S = 60
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class IssuerUnusable(Invalid):
    """For the administrator who enters it."""

    code = "ISSUER_UNUSABLE"
    detail = (
        "This issuer cannot be used. Enter its address as its provider writes it, without "
        "/.well-known/openid-configuration."
    )


@dataclass(frozen=True)
class Relation:
    """What a company agreed on with its provider."""

    issuer: str
    client_id: str
    client_secret: str | None
    redirect_uri: str


@dataclass(frozen=True)
class Visit:
    """The secrets of one way to the provider and back. All come from the browser's cookie."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Claims:
    """What the provider vouches for."""

    subject: str
    email: str | None
    email_verified: bool
    name: str | None


@dataclass(frozen=True)
class Endpoints:
    authorization: str
    token: str
    jwks: str
    secret_in_body: bool


class Oidc:
    """One for each process."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def discover(self, issuer: str) -> Endpoints:
        """Raises IssuerUnusable, UrlNotAllowed and the errors of fetching."""
        _require_tls(issuer)
        found = await self._get_json(get_well_known_url(issuer, external=True))
        metadata = OpenIDProviderMetadata(found)
        # A provider that answers for somebody else could hand us somebody else's people.
        if metadata.get("issuer") != issuer:
            raise IssuerUnusable("The issuer calls itself otherwise. Enter what it calls itself.")
        try:
            endpoints = Endpoints(
                str(metadata["authorization_endpoint"]),
                str(metadata["token_endpoint"]),
                str(metadata["jwks_uri"]),
                secret_in_body=_posts_its_secret(metadata),
            )
        except KeyError:
            raise IssuerUnusable from None
        for address in (endpoints.authorization, endpoints.token, endpoints.jwks):
            self._guard.check(address)
            _require_tls(address)
        return endpoints

    def way_there(self, relation: Relation, endpoints: Endpoints, visit: Visit) -> str:
        """Where to send the browser."""
        way: str = prepare_grant_uri(
            endpoints.authorization,
            relation.client_id,
            "code",
            redirect_uri=relation.redirect_uri,
            scope="openid email profile",
            state=visit.state,
            nonce=visit.nonce,
            code_challenge=create_s256_code_challenge(visit.verifier),
            code_challenge_method="S256",
        )
        return way

    async def redeem(
        self, relation: Relation, endpoints: Endpoints, visit: Visit, code: str
    ) -> Claims:
        """Change the code for what the provider says of the person. Raises SsoFailed."""
        answer = await self._ask_for_token(relation, endpoints, visit, code)
        keys: Any = await self._get_json(endpoints.jwks)
        try:
            token = jwt.decode(
                str(answer["id_token"]), KeySet.import_key_set(keys), algorithms=_ALGORITHMS
            )
            claims = CodeIDToken(
                token.claims,
                token.header,
                options={
                    "iss": {"essential": True, "value": relation.issuer},
                    "aud": {"essential": True, "value": relation.client_id},
                },
                params={"nonce": visit.nonce, "client_id": relation.client_id},
            )
            claims.validate(leeway=_LEEWAY_S)
        except (JoseError, AuthlibBaseError, KeyError, ValueError, TypeError) as error:
            raise SsoFailed from error
        return _read(claims)

    async def _ask_for_token(
        self, relation: Relation, endpoints: Endpoints, visit: Visit, code: str
    ) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": relation.redirect_uri,
            "client_id": relation.client_id,
            "code_verifier": visit.verifier,
        }
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if relation.client_secret is not None and endpoints.secret_in_body:
            form["client_secret"] = relation.client_secret
        elif relation.client_secret is not None:
            headers["Authorization"] = _basic(relation.client_id, relation.client_secret)
        return await self._post(endpoints.token, form, headers)

    async def _post(
        self, address: str, form: dict[str, str], headers: dict[str, str]
    ) -> dict[str, Any]:
        url = self._guard.check(address)
        try:
            async with (
                asyncio.timeout(TIMEOUT_S),
                aiohttp.ClientSession(
                    connector=self._guard.connector(keep=False),
                    cookie_jar=aiohttp.DummyCookieJar(),
                    trust_env=False,
                    auto_decompress=False,
                ) as session,
                session.post(url, data=form, headers=headers, allow_redirects=False) as response,
            ):
                raw = await response.content.read(MAX_BYTES)
                if response.status != 200:
                    raise SsoFailed
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise SsoFailed from error
        return _object(raw)

    async def _get_json(self, address: str) -> dict[str, Any]:
        fetched = await fetch_limited(
            address, guard=self._guard, max_bytes=MAX_BYTES, timeout_s=TIMEOUT_S
        )
        return _object(fetched.body)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise SsoFailed from error
    if not isinstance(found, dict):
        raise SsoFailed
    return found


def _read(claims: CodeIDToken) -> Claims:
    email, name = claims.get("email"), claims.get("name")
    return Claims(
        subject=str(claims["sub"]),
        email=email.strip().lower() if isinstance(email, str) else None,
        # Absent is not verified: some providers let people write any address there.
        email_verified=claims.get("email_verified") is True,
        name=" ".join(name.split())[:100] if isinstance(name, str) else None,
    )


def _posts_its_secret(metadata: OpenIDProviderMetadata) -> bool:
    methods = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return "client_secret_basic" not in methods and "client_secret_post" in methods


def _basic(client_id: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()


def _require_tls(address: str) -> None:
    """Without TLS only on this machine, for trying it."""
    try:
        url = URL(address)
    except ValueError:
        raise IssuerUnusable from None
    if url.scheme != "https" and url.host not in _HERE:
        raise IssuerUnusable("An issuer's addresses begin with https://.")
