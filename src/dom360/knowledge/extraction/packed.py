"""Office files are zip archives of XML: what is inside is weighed before a parser gets it."""

import io
import zipfile

from dom360.knowledge.extraction.blocks import Unreadable
from dom360.knowledge.extraction.limits import Limits

_MOST_PARTS = 10_000
# A document type in a part is how entities are declared that unfold to gigabytes or name files.
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_PIECE = 64 * 1024


def check(content: bytes, limits: Limits) -> None:
    """Raise Unreadable where unpacking takes more than it may. Sizes are counted, not believed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS:
            raise Unreadable("FILE_TOO_COMPLEX")
        left = limits.unpacked_bytes
        for part in parts:
            if part.flag_bits & 0x1:
                raise Unreadable("FILE_ENCRYPTED")
            is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
            with archive.open(part) as opened:
                kept = b""
                while piece := opened.read(_PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise Unreadable("FILE_TOO_COMPLEX")
                    if is_xml and any(one in kept + piece for one in _DECLARATIONS):
                        raise Unreadable("FILE_BROKEN")
                    kept = piece[-16:]
