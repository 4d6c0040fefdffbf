"""What can be done with documents. Routes, the demo and commands all come through here."""

import hashlib
from pathlib import PurePosixPath
from uuid import UUID

from dom360.db.database import Tx
from dom360.knowledge import queries
from dom360.knowledge.errors import (
    DocumentBusy,
    FileEmpty,
    InvalidName,
    TooManyDocuments,
)
from dom360.knowledge.kinds import MEDIA_TYPES, kind_of
from dom360.knowledge.models import DocumentRef, NewDocument
from dom360.protocol.request import is_blank
from dom360.web.ssrf import Guard

MAX_DOCUMENTS = 5_000
_MOST_NAME = 300


async def add_file(tx: Tx, name: str, content: bytes, *, by: UUID | None) -> DocumentRef:
    """Take a file in; a worker reads it. The same name again is a newer version, the same bytes
    under the same name are the document that is there.

    Raises FileEmpty, FileTypeUnsupported, FileTypeMismatch, InvalidName, TooManyDocuments.
    """
    name = _name(name)
    if not content.strip():
        raise FileEmpty
    kind = kind_of(content, name)
    sha256 = hashlib.sha256(content).digest()
    same = await queries.find_same(tx, name, sha256)
    if same is not None:
        return same
    await _check_room(tx, name)
    new = NewDocument(name, "file", content=content, kind=kind, uploaded_by=by)
    stored = await queries.put_document(tx, new, media_type=MEDIA_TYPES[kind], sha256=sha256)
    await queries.put_file(tx, stored, content)
    return stored


async def add_page(
    tx: Tx, guard: Guard, url: str, name: str | None, *, by: UUID | None
) -> DocumentRef:
    """Note an address; a worker reads it. Raises UrlNotAllowed, InvalidName, TooManyDocuments."""
    address = str(guard.check(url).with_fragment(None))
    name = _name(name or address[:_MOST_NAME])
    await _check_room(tx, name)
    new = NewDocument(name, "url", url=address, uploaded_by=by)
    return await queries.put_document(tx, new, media_type=None, sha256=None)


async def retry(tx: Tx, document_id: UUID) -> None:
    """Do it all again: what failed, or a page that has changed. Raises DocumentBusy."""
    await queries.get_document(tx, document_id)
    if not await queries.retry_document(tx, document_id):
        raise DocumentBusy


async def delete(tx: Tx, document_id: UUID) -> None:
    """With its file, passages and embeddings. A worker that reads it finds nothing and lets go."""
    await queries.delete_document(tx, document_id)


async def _check_room(tx: Tx, name: str) -> None:
    if await queries.count_other_documents(tx, name) >= MAX_DOCUMENTS:
        raise TooManyDocuments


def _name(name: str) -> str:
    """The last part: browsers once sent whole paths."""
    if not name.startswith(("http://", "https://")):
        name = PurePosixPath(name.replace("\\", "/")).name
    name = "".join(char for char in name if char.isprintable()).strip()
    if not name or is_blank(name) or len(name) > _MOST_NAME:
        raise InvalidName
    return name
