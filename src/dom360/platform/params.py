"""What the routes of the platform read alike."""

from typing import Annotated

from fastapi import Query

CompanySearch = Annotated[str | None, Query(max_length=100, description="In name and slug.")]


def storable(text: str | None) -> str | None:
    """PostgreSQL cannot even be asked for NUL; nothing has it, so nothing is found."""
    return text.replace("\x00", "\ufffd").strip() or None if text else None
