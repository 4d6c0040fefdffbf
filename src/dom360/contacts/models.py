from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PersonRow:
    """A row that hangs on a contact, as JSON."""

    table_name: str
    content: dict[str, Any]
