from dom360.errors import Conflict, Invalid, NotFound


class LeadNotFound(NotFound):
    code = "LEAD_NOT_FOUND"
    detail = "There is no such lead here."


class IllegalMove(Conflict):
    code = "ILLEGAL_LEAD_STATE"
    detail = "A lead cannot go to this state from where it is. See next_states."


class TooFewCriteria(Conflict):
    code = "TOO_FEW_CRITERIA"
    detail = "An agent needs three met criteria for QUALIFIED."


class LeadMerged(Conflict):
    code = "LEAD_MERGED"
    detail = "This lead was merged into another and changes no more. Use merged_into."


class LeadUnverified(Conflict):
    """Else the agent would tell a stranger on a web page what is known of somebody else."""

    code = "LEAD_UNVERIFIED"
    detail = (
        "This lead wrote in the web chat, and nobody has checked their number. Merge it into the "
        "lead that has the number, not the other way round."
    )


class MergeWithItself(Invalid):
    code = "MERGE_WITH_ITSELF"
    detail = "A lead cannot be merged into itself. Name another one."


class OwnerNotFound(Invalid):
    code = "OWNER_NOT_FOUND"
    detail = "owner_user_id is nobody of your company who can sign in."


class InboxNotFound(NotFound):
    code = "INBOX_NOT_FOUND"
    detail = "There is no such inbox here."


class NoInbox(Conflict):
    code = "NO_INBOX"
    detail = "Your company has no inbox yet. Make one first."


class InvalidPhone(Invalid):
    code = "INVALID_PHONE_FORMAT"
    detail = "This is no phone number. Write it with its country code, for example +5511987654321."


class InvalidCursor(Invalid):
    code = "INVALID_CURSOR"
    detail = "This cursor is not one of ours. Take it from the answer before, unchanged."


class InvalidPeriod(Invalid):
    code = "INVALID_PERIOD"
    detail = "The end of the period is before its beginning. Swap them."


class InvalidFile(Invalid):
    code = "INVALID_FILE"
    detail = "This file is not CSV text in UTF-8. Save it as 'CSV UTF-8' and send it again."


class NoPhoneColumn(Invalid):
    code = "NO_PHONE_COLUMN"
    detail = "The first line must name the columns, and one of them must be phone."


class TooManyRows(Invalid):
    code = "TOO_MANY_ROWS"
    detail = "The file has over 2,000 lines. Send it in parts."
