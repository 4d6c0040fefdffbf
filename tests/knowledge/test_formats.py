"""Every kind of file, and every kind of bad one, read in the sandbox as a worker does."""

import asyncio
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from dom360.knowledge.errors import FAILURES, FileTypeMismatch, FileTypeUnsupported, IngestFailed
from dom360.knowledge.extraction import sandbox
from dom360.knowledge.extraction.blocks import Block
from dom360.knowledge.extraction.limits import Limits
from dom360.knowledge.kinds import Kind, kind_of
from dom360.knowledge.passages import cut
from tests.knowledge import files

LIMITS = Limits(cpu_s=4, wall_s=15)


async def read(content: bytes, name: str, limits: Limits = LIMITS) -> list[Block]:
    return await sandbox.extract(content, kind_of(content, name), limits)


async def failure(content: bytes, name: str, limits: Limits = LIMITS) -> str:
    with pytest.raises(IngestFailed) as failed:
        await read(content, name, limits)
    return failed.value.code


async def test_a_word_file_gives_headings_lists_and_tables():
    assert await read(files.docx(), "manual.docx") == [
        Block("heading", "Manual", 1),
        Block("heading", "Garantia", 2),
        Block("text", f"A garantia é de doze meses ({files.MARK})."),
        Block("text", "Guarde a nota fiscal."),
        Block("row", "Produto: Furadeira; Prazo: 24 meses"),
    ]


async def test_a_spreadsheet_says_what_each_cell_is():
    assert await read(files.xlsx(), "precos.xlsx") == [
        Block("heading", "Tabela de preços", 1),
        Block("text", "Tabela válida em 2026"),
        Block("row", f"Produto: Cimento {files.MARK}; Preço: 39,90; Em estoque: sim"),
        Block("row", "Produto: Areia; Preço: 120; Em estoque: não"),
    ]


async def test_a_pdf_gives_its_text_page_by_page():
    blocks = await read(files.pdf("GARANTIA\nDoze meses, com nota.", "Página dois."), "g.pdf")

    assert [block.text for block in blocks] == [
        "GARANTIA",
        "Doze meses, com nota.",
        "Página dois.",
    ]
    assert blocks[0].kind == "heading"


async def test_a_page_gives_what_a_reader_sees():
    html = """<!doctype html><html><head><title>Loja</title><style>p{}</style></head><body>
      <nav>Início Contato</nav><script>alert("roubo")</script><!-- segredo -->
      <h1>Entrega</h1><p>Entregamos em <b>todo</b> o Brasil.</p>
      <ul><li>Capitais: 2 dias</li><li>Interior: 5 dias</li></ul>
      <table><tr><th>Peso</th><th>Frete</th></tr><tr><td>1 kg</td><td>R$ 10</td></tr></table>
      <img src=x onerror="roubo()"></body></html>"""

    assert await read(html.encode(), "entrega.html") == [
        Block("heading", "Entrega", 1),
        Block("text", "Entregamos em todo o Brasil."),
        Block("text", "• Capitais: 2 dias\n• Interior: 5 dias"),
        Block("row", "Peso: 1 kg; Frete: R$ 10"),
    ]


async def test_a_page_nested_without_end_is_read_or_refused_but_never_a_crash():
    deep = b"<html><body>" + b"<div>" * 20_000 + b"fundo" + b"</div>" * 20_000

    with suppress(IngestFailed):
        assert [block.text for block in await read(deep, "deep.html")] == ["fundo"]


async def test_markdown_loses_its_marks():
    markdown = """---
titulo: x
---
# Frete **grátis**

Veja [as regras](https://loja.example/regras) e ![foto](x.png).

| UF | Prazo |
| --- | --- |
| SP | 2 dias |

1. Escolha
2. Pague
"""

    assert await read(markdown.encode(), "frete.md") == [
        Block("heading", "Frete grátis", 1),
        Block("text", "Veja as regras (https://loja.example/regras) e foto."),
        Block("row", "UF: SP; Prazo: 2 dias"),
        Block("text", "• Escolha\n• Pague"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
async def test_text_is_read_in_any_encoding(encoding: str):
    text = "Atenção: não há cobrança.\n\nSegundo parágrafo."

    blocks = await read(text.encode(encoding), "aviso.txt")

    assert [block.text for block in blocks] == ["Atenção: não há cobrança.", "Segundo parágrafo."]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
async def test_csv_rows_name_their_cells(delimiter: str):
    text = "\n".join(delimiter.join(row) for row in (("produto", "preço"), ("Areia", "R$ 120")))

    assert await read(text.encode(), "lista.csv") == [Block("row", "produto: Areia; preço: R$ 120")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", files.encrypted_pdf(), "FILE_ENCRYPTED"),
        ("a.pdf", b"%PDF-1.7\nnothing more", "FILE_BROKEN"),
        ("a.pdf", files.pdf(""), "FILE_HAS_NO_TEXT"),
        ("a.docx", files.entity_bomb(files.docx(), "word/document.xml"), "FILE_BROKEN"),
        ("a.xlsx", files.entity_bomb(files.xlsx(), "xl/workbook.xml"), "FILE_BROKEN"),
        ("a.docx", files.with_part(files.docx(), "word/document.xml", b"<not"), "FILE_BROKEN"),
        ("a.html", b"<html><script>x()</script></html>", "FILE_HAS_NO_TEXT"),
    ],
)
async def test_a_bad_file_fails_with_a_code_that_people_can_read(name, content, code):
    assert await failure(content, name) == code
    assert all(len(sentence) > 20 for sentence in FAILURES[code])


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
async def test_a_bomb_of_an_office_file_is_too_complex(kind: str):
    assert await failure(files.zip_bomb(kind), f"a.{kind}") == "FILE_TOO_COMPLEX"
    assert all(len(sentence) > 20 for sentence in FAILURES["FILE_TOO_COMPLEX"])


async def test_bombs_in_a_pdf_end_within_the_limits():
    started = time.monotonic()

    codes = [await failure(bomb, "b.pdf") for bomb in (files.pdf_bomb(), files.endless_pdf())]

    assert set(codes) <= {"FILE_TOO_COMPLEX", "FILE_BROKEN", "FILE_TOO_SLOW", "FILE_HAS_NO_TEXT"}
    assert time.monotonic() - started < 2 * LIMITS.wall_s


async def test_pages_and_text_have_a_limit():
    many = files.pdf(*["Página."] * 12)

    assert await failure(many, "a.pdf", Limits(pages=10)) == "FILE_TOO_LONG"
    assert await failure(b"palavra " * 500, "a.txt", Limits(characters=1000)) == "FILE_TOO_LONG"


async def test_memory_has_a_limit():
    tight = Limits(memory_bytes=160 * 1024**2)

    assert await failure(b"<html><body>" + b"<p>a</p>" * 200_000, "a.html", tight) in (
        "FILE_TOO_COMPLEX",
        "FILE_BROKEN",
    )


async def test_a_reader_that_hangs_is_killed_whole(monkeypatch, tmp_path: Path):
    """With what it started. The double is a reader gone wild; the sandbox around it is ours."""
    note = tmp_path / "pids"
    wild = tmp_path / "wild.py"
    wild.write_text(
        "import os, sys, time\n"
        "child = os.fork()\n"
        f"open({str(note)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        "time.sleep(60)\n"
    )
    monkeypatch.setattr(sandbox, "_COMMAND", ("-S", str(wild)))

    with pytest.raises(IngestFailed, match="FILE_TOO_SLOW"):
        await sandbox.extract(b"x", "text", Limits(wall_s=1.5))

    pids = [int(line) for line in note.read_text().split()]
    assert len(pids) == 2
    await asyncio.sleep(0.2)
    assert not any(_is_alive(pid) for pid in pids)


def _is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 1))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('/tmp/dom360-test-written', 'w')",
        "import os; os.open('/tmp/dom360-test-written', os.O_WRONLY | os.O_CREAT)",
    ],
)
async def test_a_reader_reaches_no_network_no_program_and_no_file(attempt: str):
    script = (
        "from dom360.knowledge.extraction.limits import Limits, put_up_walls\n"
        "put_up_walls(Limits())\n"
        f"try:\n    {attempt}\n"
        "except PermissionError as refusal:\n    print('refused', flush=True)\n"
    )
    said = await _python(script)

    assert said.strip() == "refused"


async def test_a_reader_knows_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("DATABASE_APP_URL", "postgresql://secret")
    script = "import os, json; print(json.dumps({'blocks': [['text', ' '.join(os.environ), 0]]}))"
    monkeypatch.setattr(sandbox, "_COMMAND", ("-c", script))

    blocks = await sandbox.extract(b"x", "text")

    assert "DATABASE_APP_URL" in os.environ
    assert not any(name in blocks[0].text for name in ("DATABASE", "DOM360", "PATH", "HOME"))


async def _python(script: str) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return out.decode()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("x.pdf", files.pdf(), "pdf"),
        ("no-suffix", files.pdf(), "pdf"),
        ("x.DOCX", files.docx(), "docx"),
        ("x.md", b"# a", "markdown"),
        ("x.txt", b"a", "text"),
        ("x.txt", b"<!DOCTYPE html><p>a", "html"),
        ("x.csv", b"a;b", "csv"),
    ],
)
def test_content_says_what_a_file_is(name: str, content: bytes, kind: Kind):
    assert kind_of(content, name) == kind


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("x.txt", files.pdf(), FileTypeMismatch),
        ("x.pdf", b"only text", FileTypeMismatch),
        ("x.pdf", files.docx(), FileTypeMismatch),
        ("x.docx", b"PK\x03\x04 broken", FileTypeMismatch),
        ("x.txt", b"\x00\x01\x02\x03", FileTypeMismatch),
        ("x.exe", b"MZ\x90\x00\x03", FileTypeUnsupported),
        ("x.png", b"\x89PNG\r\n\x1a\n\x00", FileTypeUnsupported),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", FileTypeUnsupported),
        ("x.zip", files.archive({"a": b"a"}), FileTypeUnsupported),
        ("x.py", b"import os", FileTypeUnsupported),
    ],
)  # fmt: skip
def test_what_a_name_claims_is_not_believed(name, content, refusal):
    with pytest.raises(refusal):
        kind_of(content, name)


def test_what_is_cut_has_a_good_length_and_loses_nothing():
    sentence = "Esta é a frase número {} sobre a entrega de materiais na obra do cliente. "
    text = "".join(sentence.format(number) for number in range(100))
    blocks = [Block("heading", "Entrega", 1), Block("text", text)]

    made = list(cut(blocks))

    words = [len(one.body.split()) for one in made]
    assert all(80 <= count <= 180 for count in words), words
    assert " ".join(one.body for one in made).split() == text.split()
    assert all(one.heading == "Entrega" and one.body.endswith(".") for one in made)


def test_one_endless_word_is_cut_too():
    made = list(cut([Block("text", "x" * 5_000)]))

    assert "".join(one.body for one in made).replace(" ", "") == "x" * 5_000
    assert all(len(one.body) <= 1_200 for one in made)
