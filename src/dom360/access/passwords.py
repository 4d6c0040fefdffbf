"""Passwords are stored as argon2id hashes. What one costs is `Settings.hash_cost`."""

import asyncio
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from dom360.settings import get_settings


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    if get_settings().hash_cost == "rfc9106":
        return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
    return PasswordHasher(memory_cost=7 * 1024, time_cost=5, parallelism=1)


def hash_password(password: str) -> str:
    return _hasher().hash(password)


async def hash_new(password: str) -> str:
    """The same in a thread, because it takes tens of milliseconds on purpose."""
    return await asyncio.to_thread(hash_password, password)


def needs_rehash(password_hash: str) -> bool:
    return _hasher().check_needs_rehash(password_hash)


async def verify(password_hash: str | None, password: str) -> bool:
    """Compare in a thread, for the same reason.

    None stands for an unknown user, or one without a password: the same work is done for it, so
    that the time tells nothing.
    """
    return await asyncio.to_thread(_verify, password_hash, password)


def _verify(password_hash: str | None, password: str) -> bool:
    try:
        _hasher().verify(password_hash or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return hash_password("nobody has this password")
