"""SQL lives in .sql files. A file holds named statements, each begun by a line `-- name: …`."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

_NAME = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)


def load_queries(path: Path) -> Mapping[str, bytes]:
    """The statements of one file by name. Raises ValueError where a name comes twice."""
    pieces = _NAME.split(path.read_text(encoding="utf-8"))
    names, texts = pieces[1::2], pieces[2::2]
    if len(set(names)) != len(names):
        raise ValueError(f"{path}: a query name comes twice")
    return MappingProxyType(
        {name: text.strip().encode() for name, text in zip(names, texts, strict=True)}
    )


def load_beside(python_file: str) -> Mapping[str, bytes]:
    """The statements of `queries.sql` beside a domain's `queries.py`."""
    return load_queries(Path(python_file).with_name("queries.sql"))
