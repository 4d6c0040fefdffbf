"""Slows down guessing, without locking anybody out of their own account.

Counted in PostgreSQL, so that all processes of all machines count together. Three counts:

- by account: the first tries are free, then each takes twice as long. Whoever guesses at somebody's
  password makes others wait, but not who signs in from a browser that the account knows;
- by browser, where it carries the cookie that a successful sign-in left there. Then the other two
  are not asked;
- by network address, against one password tried on many accounts. An IPv6 network counts as one.
"""

import hashlib
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from dom360.access import queries
from dom360.access.errors import TooManyGuesses
from dom360.db.database import Database

Kind = Literal["account", "device", "address", "code", "link"]


@dataclass(frozen=True)
class Pace:
    """`free` tries, then waits that double up to `cap_s`; forgotten after `forget_s` of silence."""

    free: int
    cap_s: int = 900
    forget_s: int = 86_400


@dataclass(frozen=True)
class Count:
    """Whose tries are counted. Only a hash of the key is stored."""

    kind: Kind
    key: str

    @property
    def key_hash(self) -> bytes:
        return hashlib.sha256(f"{self.kind}:{self.key}".encode()).digest()


ACCOUNT, DEVICE, CODE = Pace(free=5), Pace(free=5), Pace(free=5)
# A link by mail is a disturbance rather than a guess: three at once, then one an hour.
LINK = Pace(free=3, cap_s=3600, forget_s=3600 * 6)


class Throttle:
    """One for each process. `now` is the clock."""

    def __init__(
        self,
        db: Database,
        *,
        tries_per_address: int = 50,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._db = db
        self._now = now
        self._paces: dict[Kind, Pace] = {
            "account": ACCOUNT,
            "device": DEVICE,
            "code": CODE,
            "link": LINK,
            # An office behind one address forgets more passwords than a person does.
            "address": Pace(free=tries_per_address, forget_s=3600),
        }

    async def take(self, *counts: Count) -> None:
        """Count a try before it is made. Raises TooManyGuesses where it has to wait."""
        for number, count in enumerate(counts):
            wait_s = await queries.take_guess(
                self._db, count.kind, count.key_hash, self._paces[count.kind], self._now()
            )
            if wait_s:
                # What was counted before is not held against a try that is not made.
                for earlier in counts[:number]:
                    await self.forgive(earlier, all_of_it=False)
                raise TooManyGuesses.wait(wait_s)

    async def forgive(self, count: Count, *, all_of_it: bool) -> None:
        await queries.forgive_guess(self._db, count.kind, count.key_hash, all_of_it=all_of_it)


def address_count(address: str | None) -> Count:
    """Requests whose address is not known share one count."""
    if address is None:
        return Count("address", "unknown")
    parsed = ipaddress.ip_address(address)
    if parsed.version == 6:
        mapped = parsed.ipv4_mapped
        if mapped is not None:
            return Count("address", str(mapped))
        return Count("address", str(ipaddress.ip_network((parsed, 64), strict=False)))
    return Count("address", str(parsed))
