from uuid import UUID

from dom360.errors import Conflict, Gone, NotFound


class ContactNotFound(NotFound):
    code = "CONTACT_NOT_FOUND"
    detail = "There is no such contact here."


class ContactIsErased(Gone):
    code = "CONTACT_ERASED"
    detail = "This contact was erased at their own wish. There is nothing left to change."


class ContactExists(Conflict):
    """The answer names the contact, so that the caller can go on with it."""

    code = "CONTACT_EXISTS"
    detail = "There is a contact with this number already. Change that one."

    def __init__(self, contact_id: UUID) -> None:
        super().__init__(extra={"contact_id": str(contact_id)})


class ContactIsTalking(Conflict):
    code = "CONTACT_IS_TALKING"
    detail = "This contact has an open conversation. Resolve it, then archive the contact."
