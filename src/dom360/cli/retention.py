"""What `dom360 db retain` and `dom360 db unarchive` do and say."""

import asyncio
from pathlib import Path

import psycopg
from rich.console import Console

from dom360.db import archive
from dom360.db.database import Database
from dom360.db.retention import delete_expired, list_expired
from dom360.db.urls import role_url
from dom360.settings import Settings


def retain(settings: Settings, folder: Path | None, out: Console, *, apply: bool) -> None:
    due = archive.list_due(settings.required_owner_url())
    for month in due:
        if not apply:
            out.print(f"{month.month}: would be {'archived and ' if month.archive else ''}dropped")
            continue
        gone = archive.let_go(
            settings.required_owner_url(), month, folder or settings.state_dir / "archive"
        )
        where = f", {gone.rows} rows in {gone.file}" if gone.file else ""
        out.print(f"{month.month}: dropped{where}", soft_wrap=True)
    if not due:
        out.print("No month is due.")
    asyncio.run(_rows(settings, out, apply=apply))


async def _rows(settings: Settings, out: Console, *, apply: bool) -> None:
    db = Database(settings.required_app_url())
    try:
        if apply:
            out.print(f"{await delete_expired(db)} single rows deleted.")
            return
        for one in await list_expired(db):
            what = f"{one.table_name} before {one.before:%Y-%m-%d}"
            out.print(f"tenant {one.tenant_id}: {what} would go", soft_wrap=True)
    finally:
        await db.close()


def unarchive(settings: Settings, file: Path, days: int, out: Console) -> None:
    app_url = settings.required_app_url()
    with psycopg.connect(role_url(app_url, "dom360_admin")) as admin:
        archive.hold_until_later(admin, file, days)
    with psycopg.connect(role_url(app_url, "dom360_jobs"), autocommit=True) as jobs:
        returned = archive.unarchive(settings.required_owner_url(), jobs, file)
    out.print(f"{returned.month}: {returned.rows} rows are back, and stay for {days} days.")
    if returned.skipped:
        out.print(f"{returned.skipped} stay away: what they belong to was deleted since.")
