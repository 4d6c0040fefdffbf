from dom360.errors import Conflict, Invalid, NotFound


class CompanyNotFound(NotFound):
    code = "COMPANY_NOT_FOUND"
    detail = "There is no such company."


class SlugTaken(Conflict):
    code = "SLUG_TAKEN"
    detail = "Another company has this slug. Choose another one."


class CompanyDeleting(Conflict):
    code = "COMPANY_DELETING"
    detail = "This company is to be deleted. Take that back first."


class WrongConfirmation(Invalid):
    code = "WRONG_CONFIRMATION"
    detail = "To delete a company, repeat its slug in `confirm`."


class JobNotFailed(Conflict):
    code = "JOB_NOT_FAILED"
    detail = "Only a job that has failed can be tried again."
