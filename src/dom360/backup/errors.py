from dom360.errors import Dom360Error


class BackupRefused(Dom360Error):
    """Not begun: nothing was written."""

    code = "BACKUP_REFUSED"


class BackupFailed(Dom360Error):
    """One of PostgreSQL's programs ended with an error."""

    code = "BACKUP_FAILED"


class BackupDamaged(Dom360Error):
    """A file is not what it was when the copy was made. Found before anything is written."""

    code = "BACKUP_DAMAGED"


class RestoredDiffers(Dom360Error):
    """It is restored, but not what the manifest says; the message names what differs."""

    code = "RESTORED_DIFFERS"


class ImportRefused(Dom360Error):
    """Nothing was stored."""

    code = "IMPORT_REFUSED"
