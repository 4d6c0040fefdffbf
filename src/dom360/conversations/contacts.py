"""A contact's document (CPF, passport): stored encrypted, found by its fingerprint."""

import re
from uuid import UUID

from dom360.conversations import queries
from dom360.db.vault import CONTACT_DOCUMENT, SecretTx
from dom360.errors import Invalid

_ORNAMENTS = re.compile(r"[\s./-]")
_DOCUMENT = re.compile(r"[0-9A-Z]{4,32}")


class InvalidDocument(Invalid):
    code = "INVALID_DOCUMENT"
    detail = "A document has 4 to 32 letters and digits; dots, dashes and spaces don't count."


async def set_document(secrets: SecretTx, contact_id: UUID, document: str) -> None:
    plain = _without_ornaments(document)
    fingerprints = await secrets.blind_indexes(CONTACT_DOCUMENT, plain)
    stored = await secrets.encrypt(CONTACT_DOCUMENT, plain)
    await queries.set_contact_document(secrets.tx, contact_id, stored, fingerprints[0])


async def find_document(secrets: SecretTx, contact_id: UUID) -> str | None:
    found = await queries.find_contact_document(secrets.tx, contact_id)
    return await secrets.decrypt(CONTACT_DOCUMENT, found.document) if found else None


async def find_contact(secrets: SecretTx, document: str) -> UUID | None:
    """The contact with this document, however it is written."""
    plain = _without_ornaments(document)
    fingerprints = await secrets.blind_indexes(CONTACT_DOCUMENT, plain)
    found = await queries.find_contact_by_document(secrets.tx, fingerprints)
    return found.id if found else None


def _without_ornaments(document: str) -> str:
    plain = _ORNAMENTS.sub("", document).upper()
    if not _DOCUMENT.fullmatch(plain):
        raise InvalidDocument
    return plain
