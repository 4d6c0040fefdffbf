"""SQL lives in .sql files. A file holds named statements, each begun by a line `-- name: …`.

What several statements of a file have in common stands there once, begun by `-- part: …`, and takes
the place of the line `-- include: …` in each of them.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

_BEGIN = re.compile(r"^-- (name|part): (\w+)\s*$", re.MULTILINE)
_INCLUDE = re.compile(r"^ *-- include: (\w+) *$", re.MULTILINE)


def load_queries(path: Path) -> Mapping[str, bytes]:
    """The statements of one file by name. Raises ValueError where a name comes twice, and KeyError
    where a statement includes a part that the file does not have."""
    pieces = _BEGIN.split(path.read_text(encoding="utf-8"))
    kinds, names, texts = pieces[1::3], pieces[2::3], [text.strip("\n") for text in pieces[3::3]]
    if len(set(names)) != len(names):
        raise ValueError(f"{path}: a query name comes twice")
    parts = {
        name: text for kind, name, text in zip(kinds, names, texts, strict=True) if kind == "part"
    }
    return MappingProxyType(
        {
            name: _INCLUDE.sub(lambda found: parts[found[1]].rstrip(), text).strip().encode()
            for kind, name, text in zip(kinds, names, texts, strict=True)
            if kind == "name"
        }
    )


def load_beside(python_file: str) -> Mapping[str, bytes]:
    """The statements of `queries.sql` beside a domain's `queries.py`."""
    return load_queries(Path(python_file).with_name("queries.sql"))
