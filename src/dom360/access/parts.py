"""What sign-in and its neighbours keep for as long as the process lives, and how routes get it."""

from dataclasses import dataclass
from typing import Annotated, Self

from fastapi import Depends, Request

from dom360.access.known_keys import KnownKeys
from dom360.access.models import Browser
from dom360.access.refusals import Refusals
from dom360.access.second_factor import SecondFactors
from dom360.access.seen import Seen
from dom360.access.sign_in import SignIns
from dom360.access.throttle import Throttle
from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.settings import Settings

DEVICE_COOKIE = "dom360_device"
VISIT_COOKIE = "dom360_visit"
_USER_AGENT_SHOWN = 300


@dataclass(frozen=True)
class Access:
    sign_ins: SignIns
    second_factors: SecondFactors
    throttle: Throttle
    refusals: Refusals
    seen: Seen
    keys: KnownKeys

    @classmethod
    def of(cls, db: Database, vault: Vault, settings: Settings) -> Self:
        throttle = Throttle(db, tries_per_address=settings.sign_in_tries_per_address)
        refusals = Refusals(db)
        return cls(
            sign_ins=SignIns(db, vault, throttle, refusals, settings.session_hours),
            second_factors=SecondFactors(db, vault, throttle),
            throttle=throttle,
            refusals=refusals,
            seen=Seen(db),
            keys=KnownKeys(db, settings.required_app_url()),
        )

    async def drain(self) -> None:
        """Wait for what is written beside the answers."""
        await self.refusals.drain()
        await self.seen.drain()
        await self.keys.close()


def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


async def _sign_ins(request: Request) -> SignIns:
    return _access(request).sign_ins


async def _second_factors(request: Request) -> SecondFactors:
    return _access(request).second_factors


async def _throttle(request: Request) -> Throttle:
    return _access(request).throttle


async def _browser(request: Request) -> Browser:
    agent = request.headers.get("user-agent", "")
    readable = "".join(one for one in agent if one.isprintable())[:_USER_AGENT_SHOWN]
    return Browser(readable or None, request.cookies.get(DEVICE_COOKIE))


Desk = Annotated[SignIns, Depends(_sign_ins)]
Factors = Annotated[SecondFactors, Depends(_second_factors)]
Slowing = Annotated[Throttle, Depends(_throttle)]
FromBrowser = Annotated[Browser, Depends(_browser)]
