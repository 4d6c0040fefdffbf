"""Codes of an authenticator app (TOTP, RFC 6238) and recovery codes, and judging either."""

import base64
import hashlib
import io
import re
import secrets
import time
from typing import Literal
from uuid import UUID

import pyotp
import segno

from dom360.access import queries
from dom360.db.vault import TOTP_SECRET, Vault

STEP_S = 30
# Clocks differ: the code before and the code after are taken as well.
STEPS_AROUND = 1
RECOVERY_CODES = 10
_DIGITS = re.compile(r"[0-9]{6}")

Used = Literal["totp", "recovery"]


def new_secret() -> str:
    return pyotp.random_base32()


def uri_of(secret: str, *, account: str, issuer: str) -> str:
    """What an app reads: otpauth://totp/…"""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def qr_svg(uri: str) -> str:
    """An image of it that needs no other address: a page shows it as it is."""
    image = io.BytesIO()
    segno.make(uri, error="m").save(image, kind="svg", scale=4, xmldecl=False)
    return image.getvalue().decode()


def new_recovery_codes() -> list[str]:
    """80 random bits each, in groups that can be read out."""
    return [_recovery_code() for _ in range(RECOVERY_CODES)]


def _recovery_code() -> str:
    plain = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    return "-".join(plain[at : at + 4] for at in range(0, 16, 4))


def hash_recovery_code(code: str) -> bytes:
    """Long and random: a slow hash would add nothing. Spaces, dashes and capitals do not matter."""
    return hashlib.sha256(re.sub(r"[\s-]", "", code).lower().encode()).digest()


def matching_step(secret: str, code: str, *, now: float | None = None) -> int | None:
    """The 30 seconds that this code is of, where they are near; None for a wrong code."""
    present = int(time.time() if now is None else now) // STEP_S
    totp = pyotp.TOTP(secret)
    found = None
    # Always all of them: how long it takes says nothing.
    for step in range(present - STEPS_AROUND, present + STEPS_AROUND + 1):
        if secrets.compare_digest(totp.generate_otp(step), code):
            found = step
    return found


async def use_code(vault: Vault, tenant_id: UUID, user_id: UUID, code: str) -> Used | None:
    """Take a code that counts, so that it counts no more. None for a wrong or a used one."""
    text = re.sub(r"\s", "", code)
    async with vault.tenant_tx(tenant_id) as secret_tx:
        factor = await queries.find_second_factor(secret_tx.tx, user_id)
        if factor is None or factor.confirmed_at is None:
            return None
        if not _DIGITS.fullmatch(text):
            taken = await queries.use_recovery_code(secret_tx.tx, user_id, hash_recovery_code(text))
            return "recovery" if taken else None
        secret = await secret_tx.decrypt(TOTP_SECRET, factor.totp_secret_encrypted)
        step = matching_step(secret, text)
        if step is None or not await queries.use_totp_step(secret_tx.tx, user_id, step):
            return None
        return "totp"
