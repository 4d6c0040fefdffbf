"""`dom360 db …`: the database's schema and first data."""

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number
from rich.console import Console

from dom360.cli.backup import backup, restore
from dom360.db.urls import libpq_variables
from dom360.launch.accounts import postgres_account
from dom360.launch.embedded_env import APP_ROLE
from dom360.launch.errors import LaunchError
from dom360.launch.home import locate_home
from dom360.launch.installation import Installation, psql_program
from dom360.launch.postgres import DATABASE, temporary_postgres
from dom360.settings import environment, get_settings

if TYPE_CHECKING:
    from dom360.db.rotation import Rotation

Json = Annotated[bool, Parameter(name="--json", negative="")]

app = App(name="db")
app.command(backup)
app.command(restore)
out = Console(highlight=False)


@app.command
def migrate(*, as_json: Json = False) -> None:
    """Create or update roles, tables, functions and views. Safe to run again.

    Needs DATABASE_URL (an owner that may create roles) and DATABASE_APP_URL (dom360_app with the
    password it shall have). With the embedded database both are set by `dom360 up`.
    """
    from dom360.db import migrations

    settings = get_settings()
    migrations.migrate(settings.required_owner_url(), settings.required_app_url())
    status(as_json=as_json)


@app.command
def status(*, as_json: Json = False) -> None:
    """Say how far the database is, and what `dom360 db migrate` would do."""
    from dom360.db import migrations

    found = migrations.status(get_settings().required_owner_url())
    if as_json:
        out.print_json(
            json.dumps(
                {
                    "current": found.current,
                    "head": found.head,
                    "changed_objects": found.changed_objects,
                    "up_to_date": found.up_to_date,
                    "guarded": found.guarded,
                }
            )
        )
        return
    out.print(f"At {found.current or 'nothing'}, newest is {found.head}.")
    if found.current and not found.guarded:
        out.print("There is no event trigger to guard new tables: only a superuser can make it.")
        out.print("'dom360 doctor --isolation' finds what it would have prevented.")
    if found.up_to_date:
        out.print("Up to date.")
    else:
        out.print(f"{len(found.changed_objects)} functions, triggers or views to apply.")
        out.print("Run: dom360 db migrate")


@app.command
def seed() -> None:
    """Make the two demo companies and a platform administrator, and show their passwords once."""
    from dom360.launch.demo import seed_demo

    made = asyncio.run(seed_demo(get_settings().required_app_url()))
    if made is None:
        out.print("Nothing to do: there are companies already.")
    else:
        out.print_json(json.dumps(made.as_json()))


@app.command
def new_key(key_id: str) -> None:
    """Make a random key for DOM360_ENCRYPTION_KEYS and print it. It is stored nowhere.

    Parameters
    ----------
    key_id:
        Its name, which every secret encrypted with it carries: a-z, 0-9, - and _.
    """
    from dom360.kit import keyring

    entry = keyring.new_key(key_id)
    keyring.Keyring.parse(entry)
    sys.stdout.write(entry + "\n")


@app.command
def rotate_key(*, as_json: Json = False) -> None:
    """Re-encrypt every stored secret with the first key of DOM360_ENCRYPTION_KEYS.

    The services go on meanwhile. Before, all of them must know both keys, with the new one first.
    Safe to stop and to run again. Afterwards the old key can leave the setting, first of the
    services. Exit code 1 where a secret could not be read.

    Parameters
    ----------
    as_json
        Print the result as JSON. Progress goes to standard error.
    """
    done = asyncio.run(_rotate())
    summary = {
        "key_id": done.key_id,
        "tenants": done.tenants,
        "reencrypted": dict(done.reencrypted),
        "unreadable": dict(done.unreadable),
        "removable_keys": done.removable,
        "complete": done.complete,
    }
    if as_json:
        sys.stdout.write(json.dumps(summary, indent=2) + "\n")
    else:
        out.print(f"{done.tenants} tenants: {sum(done.reencrypted.values())} secrets re-encrypted.")
        for name, count in done.unreadable.items():
            out.print(f"{name}: {count} cannot be read with these keys and stay as they are.")
        if done.removable:
            out.print(f"May be removed from DOM360_ENCRYPTION_KEYS: {', '.join(done.removable)}.")
    if not done.complete:
        sys.exit(1)


async def _rotate() -> "Rotation":
    from dom360.db.database import Database
    from dom360.db.rotation import Rotation, rotate
    from dom360.db.vault import Vault

    told = 0.0

    def tell(done: Rotation) -> None:
        nonlocal told
        if time.monotonic() >= told + 1:
            told = time.monotonic()
            changed = sum(done.reencrypted.values())
            sys.stderr.write(f"{done.tenants} tenants, {changed} secrets re-encrypted\n")

    settings = get_settings()
    db = Database(settings.required_app_url(), pool_size=1)
    try:
        return await rotate(db, Vault(db, settings.keyring()), tell)
    finally:
        await db.close()


@app.command
def psql(*arguments: str) -> None:
    """Open psql as the database's owner. Row security does not hold you back: look, then touch.

    The password goes through the environment, so it does not show in the list of processes.

    Examples:

      dom360 db psql

      dom360 db psql -- -c 'select count(*) from dom360.tenants'
    """
    settings = get_settings()
    home = locate_home(settings.state_dir, postgres_account(settings.postgres_user))
    program = psql_program(home)
    if program is None:
        raise LaunchError("There is no psql: install PostgreSQL's client, or run 'dom360 up' once.")
    env = environment(**libpq_variables(settings.required_owner_url()))
    os.execvpe(program, [program, *arguments], env)  # noqa: S606  # psql takes over the terminal


@app.command
def schema(*, write: bool = False) -> None:
    """Print the schema that the migrations build, made in a throw-away PostgreSQL.

    Parameters
    ----------
    write
        Put it into schema.sql beside the migrations instead, as `make schema` does.
    """
    from dom360.db.schema_dump import SCHEMA_FILE

    text = _build_schema()
    if write:
        SCHEMA_FILE.write_text(text, encoding="utf-8")
        out.print(f"Wrote {SCHEMA_FILE}.")
    else:
        sys.stdout.write(text)


@app.command
def erd(*, write: bool = False) -> None:
    """Print the tables and how they refer to each other, as Mermaid and as chapters.

    Parameters
    ----------
    write
        Put both into docs/database.md between their markers instead, as `make schema` does.
    """
    from dom360.db import schema_docs

    with _throw_away() as (url, _):
        chapters = schema_docs.describe(url)
    if write:
        schema_docs.write(chapters)
        out.print(f"Wrote {schema_docs.DOCUMENT}.")
    else:
        sys.stdout.write(chapters.erd + "\n" + chapters.tables)


@app.command
def retain(
    *,
    dry_run: Annotated[bool, Parameter(negative="")] = False,
    apply: Annotated[bool, Parameter(negative="")] = False,
    folder: Path | None = None,
) -> None:
    """Let go of what no plan keeps any more: whole months to a file, then out of the database.

    Rows of tenants whose plan keeps less than the others are deleted; the worker does that, and
    drops months that nobody wants archived, every night. The rules are in retention_rules.

    Parameters
    ----------
    dry_run
        Only say what would go.
    apply
        Do it.
    folder
        Where the archives go: archive/ in the state directory unless named. Readable by you only.
    """
    from dom360.cli.retention import retain as run

    if dry_run == apply:
        raise LaunchError("Say --dry-run to see what would go, or --apply to let it go.")
    run(get_settings(), folder, out, apply=apply)


@app.command
def unarchive(file: Path, *, days: Annotated[int, Parameter(validator=Number(gte=1))] = 30) -> None:
    """Bring an archived month back, after checking the file against its checksum.

    Rows whose conversation was deleted since stay away. Nothing is metered again.

    Parameters
    ----------
    days
        For how long retention then leaves the month alone.
    """
    from dom360.cli.retention import unarchive as run

    run(get_settings(), file, days, out)


def _build_schema() -> str:
    from dom360.db.schema_dump import dump_schema

    with _throw_away() as (url, programs):
        return dump_schema(
            programs.program("pg_dump"), programs.environment(**libpq_variables(url))
        )


@contextmanager
def _throw_away() -> Iterator[tuple[str, Installation]]:
    """A migrated database in a PostgreSQL of its own."""
    from dom360.db import migrations

    settings = get_settings()
    with temporary_postgres(settings.state_dir, postgres_user=settings.postgres_user) as server:
        url = server.superuser_url
        app_url = f"postgresql://{APP_ROLE}:{server.password}@127.0.0.1:{server.port}/{DATABASE}"
        migrations.migrate(url, app_url)
        yield url, server.installation
