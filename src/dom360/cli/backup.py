"""`dom360 db backup` and `dom360 db restore`."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from dom360.settings import Settings, get_settings

out = Console(highlight=False)

Json = Annotated[bool, Parameter(name="--json", negative="")]


def backup(*, to: Path | None = None, as_json: Json = False) -> None:
    """Copy the whole database into a new folder, at one moment, while it serves.

    The folder holds everything of every tenant: keep it where nobody else reads, and on another
    machine. Roles and passwords are not in it, and neither are the keys of stored secrets.

    Parameters
    ----------
    to
        Where the new folder goes. Without it: backups, in the state directory.
    as_json
        Print {folder, seconds, tenants, rows, files} as JSON. Progress goes to standard error.
    """
    from dom360.backup import dump
    from dom360.backup.manifest import read_manifest

    settings, began = get_settings(), time.monotonic()
    target = (to or settings.state_dir / "backups").absolute()
    folder = dump.backup(dump.choose_source(settings), target, home=_home(settings), tell=teller())
    manifest = read_manifest(folder)
    rows = sum(sum(tenants.values()) for tenants in manifest.rows.values())
    summary = {
        "folder": str(folder),
        "seconds": round(time.monotonic() - began, 1),
        "tenants": len(manifest.tenants),
        "rows": rows,
        "files": len(manifest.files),
    }
    if as_json:
        sys.stdout.write(json.dumps(summary) + "\n")
    else:
        out.print(f"{len(manifest.tenants)} tenants, {rows} rows in {summary['seconds']} s:")
        out.print(str(folder), soft_wrap=True)


def restore(
    source: Path,
    *,
    to: str,
    yes: Annotated[bool, Parameter(negative="")] = False,
    as_json: Json = False,
) -> None:
    """Bring a backup into an empty database, and prove that it is what it was.

    Every file is checked before anything is written. Afterwards rows are counted for every tenant,
    isolation, the audit log and stored secrets are checked; exit code 1 names what differs. The
    services' roles get their passwords from DATABASE_APP_URL, as with 'dom360 db migrate'.

    Parameters
    ----------
    source
        The folder that 'dom360 db backup' made.
    to
        Address of an empty database, as a superuser of its server: postgresql://…
    yes
        Don't ask.
    as_json
        Print {database, revision, up_to_date, tenants, rows} as JSON.
    """
    from dom360.backup.restore import prepare
    from dom360.db.migrations import newest_revision
    from dom360.db.urls import without_password

    settings, tell = get_settings(), teller()
    app_url = settings.required_app_url()
    prepared = prepare(source, to, home=_home(settings), tell=tell)
    place = without_password(to)
    if not yes and not _agreed(f"Restore the backup of {prepared.manifest.made_at} into {place}?"):
        out.print("Nothing was written.")
        sys.exit(1)
    prepared.run(app_url, settings.keyring(), tell)
    manifest = prepared.manifest
    rows = sum(sum(tenants.values()) for tenants in manifest.rows.values())
    up_to_date = manifest.revision == newest_revision()
    if as_json:
        summary = {"database": place, "revision": manifest.revision, "up_to_date": up_to_date,
                   "tenants": len(manifest.tenants), "rows": rows}  # fmt: skip
        sys.stdout.write(json.dumps(summary) + "\n")
        return
    out.print(f"Restored and checked: {len(manifest.tenants)} tenants, {rows} rows.")
    if not up_to_date:
        out.print("It is of an older version. Run: dom360 db migrate")


def teller() -> Callable[[str], None]:
    """Progress for people: one line a step, on standard error."""

    def tell(step: str) -> None:
        sys.stderr.write(f"{step}\n")

    return tell


def _home(settings: Settings) -> Path:
    from dom360.launch.accounts import postgres_account
    from dom360.launch.home import locate_home

    return locate_home(settings.state_dir, postgres_account(settings.postgres_user))


def _agreed(question: str) -> bool:
    try:
        return out.input(f"{question} Type 'yes' to go on: ").strip().lower() == "yes"
    except (EOFError, KeyboardInterrupt):
        return False
