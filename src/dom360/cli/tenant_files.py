"""`dom360 tenant export` and `dom360 tenant import`."""

import json
import sys
from pathlib import Path

from rich.console import Console

from dom360.cli.backup import Json, teller
from dom360.settings import get_settings

out = Console(highlight=False)


def export_tenant(slug: str, *, to: Path, as_json: Json = False) -> None:
    """Write everything of one company into a file, while it serves.

    Read by the role that serves, under row security, so nothing of another company can be in it. It
    holds what was said and the people's password hashes: keep it safe. Stored secrets are left out,
    and so is the audit log, which stays with this installation.

    Parameters
    ----------
    to
        The new file.
    as_json
        Print {file, slug, tenant_id, tables} as JSON. Progress goes to standard error.
    """
    from dom360.backup import tenant_export

    manifest = tenant_export.export_tenant(
        get_settings().required_app_url(), slug, to.absolute(), teller()
    )
    rows = manifest.rows
    if as_json:
        facts = {"file": str(to), "slug": slug, "tenant_id": manifest.tenant_id, "tables": rows}
        sys.stdout.write(json.dumps(facts) + "\n")
        return
    out.print(f"Wrote {sum(rows.values())} rows of {manifest.name} to {to}.", soft_wrap=True)
    if not manifest.books_agree:
        out.print("Its counters differ from its messages, here and so in the file.")


def import_tenant(file: Path, *, slug: str | None = None, as_json: Json = False) -> None:
    """Bring an exported company into this installation: all of it, or nothing.

    Nothing is overwritten: a slug that is taken is refused. Both installations must be of the same
    version. Needs a superuser in DATABASE_URL.

    Parameters
    ----------
    slug
        Another slug than the one it had: for a copy beside the original.
    as_json
        Print {tenant_id, slug, tables, without_sign_in} as JSON.
    """
    from dom360.backup import tenant_import
    from dom360.backup.archive import Reader

    archive = Reader(file)
    try:
        done = tenant_import.import_tenant(
            get_settings().required_owner_url(), archive, slug, teller()
        )
    finally:
        archive.close()
    if as_json:
        facts = {"tenant_id": str(done.tenant_id), "slug": done.slug, "tables": done.rows,
                 "without_sign_in": done.without_sign_in}  # fmt: skip
        sys.stdout.write(json.dumps(facts) + "\n")
        return
    out.print(f"Imported {sum(done.rows.values())} rows as {done.slug} ({done.tenant_id}).")
    if str(done.tenant_id) != archive.manifest.tenant_id:
        out.print("It has a new id here, so its API keys don't work: make new ones.")
    if done.without_sign_in:
        out.print(f"{done.without_sign_in} people can't sign in: their addresses are others' here.")
