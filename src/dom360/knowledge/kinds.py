"""What kind of file this is: its content decides, its name only between kinds of text."""

import io
import zipfile
from pathlib import PurePath
from typing import Literal

from dom360.knowledge.errors import FileTypeMismatch, FileTypeUnsupported

Kind = Literal["pdf", "docx", "xlsx", "markdown", "text", "html", "csv"]

MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "markdown": "text/markdown",
    "text": "text/plain",
    "html": "text/html",
    "csv": "text/csv",
}
KINDS: dict[str, Kind] = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}

_BY_SUFFIX: dict[str, Kind] = {
    ".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".md": "markdown", ".markdown": "markdown",
    ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
_TEXTS: frozenset[Kind] = frozenset({"markdown", "text", "html", "csv"})
# Where these begin a file, it is no text, whatever follows.
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
_PDF_WITHIN = 1024
_LOOKED_AT = 64 * 1024
# Of a text, no byte is one of these.
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


def kind_of(content: bytes, name: str, *, declared: str | None = None) -> Kind:
    """Raises FileTypeUnsupported, FileTypeMismatch. `declared` is what a web server says."""
    suffix = PurePath(name).suffix.lower()
    by_name = _BY_SUFFIX.get(suffix) or (KINDS.get(declared) if declared else None)
    found = _by_magic(content)
    if found is not None:
        if by_name is not None and by_name != found:
            raise FileTypeMismatch
        return found
    if not _is_text(content):
        raise FileTypeMismatch if by_name else FileTypeUnsupported
    if by_name in ("pdf", "docx", "xlsx"):
        raise FileTypeMismatch
    head = content[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_HTML_STARTS):
        return "html"
    if by_name is None and suffix and declared is None:
        raise FileTypeUnsupported
    return by_name or "text"


def _by_magic(content: bytes) -> Kind | None:
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise FileTypeMismatch from None
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise FileTypeUnsupported


def _is_text(content: bytes) -> bool:
    head = content[:_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return _CONTROLS.isdisjoint(head)
