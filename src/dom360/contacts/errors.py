from dom360.errors import NotFound


class ContactNotFound(NotFound):
    code = "CONTACT_NOT_FOUND"
    detail = "There is no such contact here."
