"""What a new password must be: long, and none that everybody tries first.

No rule of composition: they make passwords worse. The list is in `common_passwords.txt.gz` beside
this module, one in lower case a line: the frequency list of leaked passwords of the zxcvbn project
(MIT licence), and words that are common in Brazil.
"""

import gzip
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from dom360.errors import Invalid

MIN_LENGTH = 10
_LIST = Path(__file__).with_name("common_passwords.txt.gz")
# Ornaments that people, and guessing programs, put around a common password.
_ORNAMENTS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LOOKALIKES = str.maketrans("@4301!5$7", "aaeoiisst")
# Fewer than that, and it is a date or a number of somebody.
_ENOUGH_DIGITS = 16
_ROWS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")


class WeakPassword(Invalid):
    """`extra["reason"]` tells a page which sentence to show."""

    code = "WEAK_PASSWORD"


class PasswordTooShort(WeakPassword):
    def __init__(self) -> None:
        super().__init__(
            f"A password has at least {MIN_LENGTH} characters. A few words in a row are good.",
            extra={"reason": "too_short", "min_length": MIN_LENGTH},
        )


class PasswordCommon(WeakPassword):
    def __init__(self) -> None:
        super().__init__(
            "This password is on the lists that attackers try first, or nearly. Take a few words "
            "that do not belong together.",
            extra={"reason": "common"},
        )


class PasswordAboutYou(WeakPassword):
    def __init__(self) -> None:
        super().__init__(
            "This password is little more than your name, address or company. Take another.",
            extra={"reason": "about_you"},
        )


def check_new(password: str, *, about: tuple[str, ...] = ()) -> None:
    """Raise WeakPassword unless it may be taken. `about`: names and addresses of the person."""
    if len(password) < MIN_LENGTH:
        raise PasswordTooShort
    if _is_common(password):
        raise PasswordCommon
    if _is_about(password, about):
        raise PasswordAboutYou


def _is_common(password: str) -> bool:
    plain = _plain(password)
    for word in (plain, plain.translate(_LOOKALIKES)):
        unit = _repeated_unit(word)
        if _is_listed(word) or (unit is not None and (len(unit) < 5 or _is_listed(unit))):
            return True
    only_digits = not _ORNAMENTS.sub("", plain)[3:] and len(plain) < _ENOUGH_DIGITS
    return only_digits or _runs_along_a_row(plain)


def _is_listed(word: str) -> bool:
    return word in common_passwords() or _ORNAMENTS.sub("", word) in common_passwords()


def _is_about(password: str, about: tuple[str, ...]) -> bool:
    """Whether four letters are not left when what everybody knows of them is taken out."""
    left = _plain(password)
    parts = {part for text in about for part in re.split(r"[\W_]+", _plain(text)) if len(part) > 2}
    parts |= {re.sub(r"[\W_]+", "", _plain(text)) for text in about}
    known = sorted((part for part in parts if len(part) > 2), key=len, reverse=True)
    for part in known:
        left = left.replace(part, "")
    return left != _plain(password) and len(re.sub(r"[\W\d_]+", "", left)) < 4


def _plain(text: str) -> str:
    """Lower case without accents: 'São' is 'sao'."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def _repeated_unit(word: str) -> str | None:
    """What a word is made of where it is the same again and again: 'abcabc' is 'abc' twice."""
    place = (word + word).find(word, 1)
    return word[:place] if 0 < place < len(word) else None


def _runs_along_a_row(word: str) -> bool:
    """A piece of the alphabet or of the keyboard, forwards or backwards: '1234567890'."""
    around = [row * 3 for row in _ROWS]
    return any(word in row or word[::-1] in row for row in around)


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    return frozenset(gzip.decompress(_LIST.read_bytes()).decode().split("\n")) - {""}
