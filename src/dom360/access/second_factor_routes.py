"""A person's own second factor."""

from fastapi import APIRouter
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from dom360.access.guards import SignedIn
from dom360.access.parts import Factors
from dom360.access.schemas import (
    Code,
    PasswordProof,
    RecoveryCodes,
    SecondFactorProof,
    SecondFactorSetup,
)
from dom360.errors import Invalid

router = APIRouter(prefix="/api/auth/second-factor", tags=["access"])


@router.post("", status_code=HTTP_201_CREATED, operation_id="begin_second_factor")
async def begin(body: PasswordProof, me: SignedIn, factors: Factors) -> SecondFactorSetup:
    """A new secret, as text and as an image for the app. It counts once a code is confirmed."""
    setup = await factors.begin(me, body.password)
    return SecondFactorSetup(secret=setup.secret, uri=setup.uri, qr_svg=setup.svg)


@router.post("/confirm", operation_id="confirm_second_factor")
async def confirm(body: Code, me: SignedIn, factors: Factors) -> RecoveryCodes:
    """Turn it on with a first code. The answer is the only time the recovery codes are shown."""
    return RecoveryCodes(codes=await factors.confirm(me, body.code))


@router.post("/recovery-codes", operation_id="renew_recovery_codes")
async def renew_codes(body: Code, me: SignedIn, factors: Factors) -> RecoveryCodes:
    """New recovery codes in place of the old ones. Needs a code."""
    return RecoveryCodes(codes=await factors.renew_codes(me, body.code))


@router.post("/off", status_code=HTTP_204_NO_CONTENT, operation_id="turn_off_second_factor")
async def turn_off(body: SecondFactorProof, me: SignedIn, factors: Factors) -> None:
    """Turn it off. Needs the password or a code."""
    if (body.password is None) == (body.code is None):
        raise Invalid("Send the password or a code, one of both.", code="PROOF_NEEDED")
    await factors.turn_off(me, password=body.password, code=body.code)
