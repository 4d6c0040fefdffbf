"""Files to upload, built here: good ones, broken ones and bombs."""

import io
import zipfile
import zlib

import openpyxl
from docx import Document
from pypdf import PdfReader, PdfWriter

MARK = "marca-7731"


def docx() -> bytes:
    made = Document()
    made.add_heading("Manual", 1)
    made.add_heading("Garantia", 2)
    made.add_paragraph(f"A garantia é de doze meses ({MARK}).")
    made.add_paragraph("Guarde a nota fiscal.", style="List Bullet")
    table = made.add_table(rows=2, cols=2)
    for place, text in enumerate(("Produto", "Prazo", "Furadeira", "24 meses")):
        table.cell(place // 2, place % 2).text = text
    return _saved(made)


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tabela de preços"
    sheet.append(["Tabela válida em 2026"])
    sheet.append(["Produto", "Preço", "Em estoque"])
    sheet.append([f"Cimento {MARK}", 39.9, True])
    sheet.append(["Areia", 120, False])
    return _saved(book)


def pdf(*pages: str) -> bytes:
    """Written by hand, so that no library checks itself."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for text in pages or (f"GARANTIA\nA garantia tem doze meses. {MARK}",):
        lines = "".join(f"({_escaped(line)}) Tj T* " for line in text.split("\n"))
        stream = f"BT /F1 12 Tf 14 TL 50 750 Td {lines}ET".encode("cp1252")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources "
            b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
            b"/WinAnsiEncoding >> >> >> >>" % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _pdf_of(objects)


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("segredo", algorithm="RC4-128")
    return _saved_by(writer.write)


def pdf_bomb() -> bytes:
    """A page whose few bytes unfold to half a gigabyte, twice over."""
    once = zlib.compress(b"\0" * 512 * 1024**2, 9)
    stream = zlib.compress(once, 9)
    return _pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>",
            b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream"
            % (len(stream), stream),
        ]
    )


def endless_pdf() -> bytes:
    """Pages whose parent is their child: whoever walks the tree never ends."""
    return _pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >>",
        ]
    )


def zip_bomb(kind: str = "docx") -> bytes:
    """An Office file of 300 kB with 300 MB inside."""
    part = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[kind]
    return archive({part: b"<a>" + b" " * 300 * 1024**2 + b"</a>"})


def entity_bomb(original: bytes, part: str) -> bytes:
    """A good Office file whose part declares entities that unfold to a billion letters."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    parts = _unzipped(original)
    declared = f'<!DOCTYPE x [<!ENTITY l0 "lol">{levels}]>'.encode()
    head, _, rest = parts[part].partition(b"?>")
    parts[part] = head + b"?>" + declared + rest
    return archive(parts)


def with_part(original: bytes, part: str, content: bytes) -> bytes:
    return archive({**_unzipped(original), part: content})


def _unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(parts: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return raw.getvalue()


def _pdf_of(objects: list[bytes]) -> bytes:
    raw, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(raw)
    raw += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    raw += b"".join(b"%010d 00000 n \n" % place for place in places)
    raw += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )
    return bytes(raw)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _saved(made: object) -> bytes:
    return _saved_by(made.save)  # type: ignore[attr-defined]


def _saved_by(save: object) -> bytes:
    raw = io.BytesIO()
    save(raw)  # type: ignore[operator]
    return raw.getvalue()
