"""Bodies of the contact endpoints."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from dom360.kit.patch import Patch
from dom360.kit.schema import Body, View
from dom360.kit.texts import Name


class ContactView(View):
    """`phone` and `name` are null once the person was erased. `claimed_phone` is what a visitor of
    the web chat typed: nobody has checked it, and `phone` is a number that belongs to nobody."""

    id: UUID
    phone: str | None
    claimed_phone: str | None
    name: str | None
    conversation_count: int
    created_at: datetime
    archived_at: datetime | None
    anonymised_at: datetime | None


class NewContact(Body):
    """A name that a person enters stays, whatever later messages call the contact."""

    phone: str = Field(max_length=64, description="E.164, or as it is written in your country.")
    name: Name | None = None


class ContactPage(View):
    """Newest first. `cursor` fetches the next page; null at the end."""

    items: list[ContactView]
    cursor: UUID | None


class ContactPatch(Patch):
    """Absent means unchanged. A name that a person enters stays, whatever later messages call the
    contact; null lets the next message name them again."""

    name: Name | None = None


class PersonExport(View):
    """All that is stored about one person: the rows by table, as they are stored."""

    contact_id: UUID
    exported_at: datetime
    tables: dict[str, list[dict[str, object]]]


class ErasureReceipt(View):
    receipt_id: UUID
    contact_id: UUID
    erased_at: datetime
    counts: dict[str, int] = Field(description="How many rows of each table were touched.")
