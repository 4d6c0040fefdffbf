from dom360.errors import Gone, NotFound


class ContactNotFound(NotFound):
    code = "CONTACT_NOT_FOUND"
    detail = "There is no such contact here."


class ContactIsErased(Gone):
    code = "CONTACT_ERASED"
    detail = "This contact was erased at their own wish. There is nothing left to change."
