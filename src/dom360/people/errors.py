from dom360.errors import Conflict


class LastAdmin(Conflict):
    code = "LAST_ADMIN"
    detail = "This is the company's last administrator. Make somebody else an administrator first."


class NotYourself(Conflict):
    code = "NOT_YOURSELF"
    detail = "You cannot do this to yourself. Ask another administrator."


class AlreadyHere(Conflict):
    code = "ALREADY_HERE"
    detail = "Somebody with this address belongs to this company already. Look in the list."


class PersonDisabled(Conflict):
    code = "PERSON_DISABLED"
    detail = "This person is disabled. Enable them first."
