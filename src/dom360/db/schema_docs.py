"""The generated parts of docs/database.md: the diagram and a chapter for each table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from dom360.db.named_queries import load_queries
from dom360.settings import REPOSITORY

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "schema_docs.sql")
DOCUMENT = REPOSITORY / "docs" / "database.md"
_PART = "(<!-- generated: {name} -->\n)(.*?)(<!-- end of {name} -->)"


@dataclass(frozen=True)
class Chapters:
    erd: str
    tables: str


def describe(url: str) -> Chapters:
    """Read a migrated database's catalogue. Any role that may connect will do."""
    with psycopg.connect(url) as connection:
        connection.execute(_SQL["plain_names"])
        columns = _rows(connection, "columns")
        references = _rows(connection, "references")
        notes = {
            kind: {name: list(rows) for name, rows in groupby(_rows(connection, kind), _table)}
            for kind in ("indexes", "grants")
        }
    tables = [(name, list(rows)) for name, rows in groupby(columns, _table)]
    return Chapters(
        erd="\n".join(_diagram(tables, references)) + "\n",
        tables="\n".join(
            line
            for name, rows in tables
            for line in _chapter(name, rows, references, notes["indexes"], notes["grants"])
        ),
    )


def fill(document: str, chapters: Chapters) -> str:
    """The document with its generated parts replaced. Raises ValueError where a marker is gone."""
    for name, text in (("erd", chapters.erd), ("tables", chapters.tables)):
        pattern = re.compile(_PART.format(name=name), re.DOTALL)
        if not pattern.search(document):
            raise ValueError(f"docs/database.md lost its marker '<!-- generated: {name} -->'")
        head, opening, _, closing, tail = pattern.split(document, maxsplit=1)
        document = head + opening + text + closing + tail
    return document


def write(chapters: Chapters) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(fill(text, chapters), encoding="utf-8")


def _rows(connection: psycopg.Connection[Any], name: str) -> list[Any]:
    return connection.cursor(row_factory=namedtuple_row).execute(_SQL[name]).fetchall()


def _table(row: Any) -> str:  # noqa: ANN401  # rows have the columns of their query
    return str(row.table_name)


def _diagram(tables: list[tuple[str, list[Any]]], references: Iterable[Any]) -> Iterable[str]:
    yield "```mermaid"
    yield "erDiagram"
    for reference in references:
        yield (
            f"    {reference.points_at} {'||--o|' if reference.is_single else '||--o{'} "
            f"{reference.table_name} : {reference.columns.split(', ')[-1]}"
        )
    for name, columns in tables:
        yield f"    {name} {{"
        for column in columns:
            if column.in_key or column.in_reference:
                marks = ["PK"] * column.in_key + ["FK"] * column.in_reference
                yield f"        {column.short_type} {column.name} {','.join(marks)}"
        yield "    }"
    yield "```"


def _chapter(
    name: str,
    columns: list[Any],
    references: Iterable[Any],
    indexes: dict[str, list[Any]],
    grants: dict[str, list[Any]],
) -> Iterable[str]:
    first = columns[0]
    yield f"### {name}"
    yield first.told + (" Split by month." if first.is_split else "")
    yield ""
    yield "| column | type | |"
    yield "| --- | --- | --- |"
    for column in columns:
        yield f"| `{column.name}` | {column.type} | {column.comment} |"
    yield ""
    for reference in references:
        if reference.table_name == name:
            yield (
                f"- `({reference.columns})` refers to {reference.points_at}"
                + (", and goes with it." if reference.cascades else ".")
            )
    for index in indexes.get(name, ()):
        yield f"- {index.kind} `{index.definition}`"
    for grant in grants.get(name, ()):
        yield f"- {grant.role}: {grant.what}"
    yield ""
