from dom360.errors import Conflict, NotFound


class InboxNotFound(NotFound):
    code = "INBOX_NOT_FOUND"
    detail = "There is no such inbox here."


class InboxArchived(Conflict):
    code = "INBOX_ARCHIVED"
    detail = "This inbox is archived. Restore it to change it."


class LastInbox(Conflict):
    code = "LAST_INBOX"
    detail = "This is the only inbox left. Create another one before you archive it."
