"""Small files that hold secrets or state: written whole, readable by their owner only."""

import os
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Replace `path` in one step, mode 0600 from its first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    unfinished.replace(path)
