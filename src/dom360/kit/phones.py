"""Telephone numbers, in E.164 and nothing else."""

import re

import phonenumbers

PHONE_FORMAT = "+ and 7 to 15 digits, for example +5511987654321"
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


def is_e164(text: str) -> bool:
    """Whether this is a number that could be dialled, written as E.164 without any ornaments."""
    if not _E164.fullmatch(text):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text))
    except phonenumbers.NumberParseException:
        return False


def to_e164(text: str, region: str) -> str | None:
    """A number as a person writes it, "(11) 98765-4321"; `region` is the country it is read in."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written if is_e164(written) else None
