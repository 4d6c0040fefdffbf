"""A company's identity provider: OpenID Connect on loopback, with every fault that one can have."""

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiohttp import web
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

CLIENT_ID, CLIENT_SECRET = "dom360-test", "a secret of the provider's"


@dataclass
class IdentityProvider:
    """`claims` overrides what the token says, `faults` breaks the rest."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    faults: set[str] = field(default_factory=set)
    asked: list[dict[str, str]] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/.well-known/openid-configuration", self._discovery)
        app.router.add_get("/jwks", self._jwks)
        app.router.add_post("/token", self._token)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def reset(self) -> None:
        self.claims, self.faults = {}, set()

    def consent(self, way: str, **claims: Any) -> tuple[str, str]:
        """What the browser brings back: state and code. `way` is where we sent it."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(way).query).items()}
        assert way.startswith(f"{self.url}/authorize?")
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        self.claims = claims
        return asked["state"], code

    async def _discovery(self, _: web.Request) -> web.Response:
        base = self.url
        found = {
            "issuer": "https://somebody.else.example" if "other issuer" in self.faults else base,
            "authorization_endpoint": f"{base}/authorize",
            "token_endpoint": f"{base}/token",
            "jwks_uri": "http://169.254.169.254/x" if "metadata" in self.faults else f"{base}/jwks",
        }
        if "no endpoints" in self.faults:
            del found["token_endpoint"]
        return web.json_response(found)

    async def _jwks(self, _: web.Request) -> web.Response:
        return web.json_response(KeySet([self._key]).as_dict(private=False))

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(form)
        asked = self._codes.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or request.headers.get("Authorization") != f"Basic {basic}"
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form["redirect_uri"]
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        if "garbage" in self.faults:
            return web.Response(text="<html>")
        return web.json_response({"access_token": "x", "id_token": self._id_token(asked)})

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT_ID,
            "exp": now + 300,
            "iat": now,
            "nonce": asked["nonce"],
            "email_verified": True,
            **self.claims,
        }
        if "foreign key" in self.faults:
            return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048))
        if "symmetric" in self.faults:
            key = OctKey.import_key(CLIENT_SECRET * 2)
            return jwt.encode({"alg": "HS256"}, claims, key)
        if "unsigned" in self.faults:
            parts = [b'{"alg":"none"}', str(claims).replace("'", '"').encode(), b""]
            return b".".join(base64.urlsafe_b64encode(p).rstrip(b"=") for p in parts).decode()
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self._key)
