"""Telephone numbers, in E.164 and nothing else."""

import re
import secrets
from functools import lru_cache
from uuid import UUID

import phonenumbers

PHONE_FORMAT = "+ and 7 to 15 digits, for example +5511987654321"
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


@lru_cache(maxsize=4096)
def is_e164(text: str) -> bool:
    """Whether this is a number that could be dialled, written as E.164 without any ornaments."""
    if not _E164.fullmatch(text):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text))
    except phonenumbers.NumberParseException:
        return False


# Country code 999 belongs to nobody, so nobody can be called under these numbers. Colleagues have
# eleven digits behind it, visitors of the web chat twelve; nobody can type either (`is_e164`).
_NOBODYS = "+999"
_OPERATOR = re.compile(r"\+999[0-9]{11}")
_VISITOR = re.compile(r"\+999[0-9]{12}")


def operator_number(user_id: UUID) -> str:
    """Under which a colleague asks COPILOT: a contact needs a number, and colleagues have none."""
    return f"{_NOBODYS}{user_id.int % 10**11:011d}"


def is_operator_number(number: str) -> bool:
    return bool(_OPERATOR.fullmatch(number))


def visitor_number() -> str:
    """For a visitor of the web chat, drawn by lot: what they type as their number is not proven."""
    return f"{_NOBODYS}{secrets.randbelow(10**12):012d}"


def is_visitor_number(number: str) -> bool:
    return bool(_VISITOR.fullmatch(number))


def to_e164(text: str, region: str) -> str | None:
    """A number as a person writes it, "(11) 98765-4321"; `region` is the country it is read in."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written if is_e164(written) else None
