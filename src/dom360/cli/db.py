"""`dom360 db …`: the database's schema and first data."""

import asyncio
import json

from cyclopts import App
from rich.console import Console

from dom360.settings import get_settings

app = App(name="db", help="Bring the database up to date, look at it, fill it.")
out = Console(highlight=False)


@app.command
def migrate() -> None:
    """Create or update roles, tables, functions and views. Safe to run again.

    Needs DATABASE_URL (an owner that may create roles) and DATABASE_APP_URL (dom360_app with the
    password it shall have). With the embedded database both are set by `dom360 up`.
    """
    from dom360.db import migrations

    settings = get_settings()
    migrations.migrate(settings.required_owner_url(), settings.required_app_url())
    status()


@app.command
def status(*, as_json: bool = False) -> None:
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
                }
            )
        )
        return
    out.print(f"At {found.current or 'nothing'}, newest is {found.head}.")
    if found.up_to_date:
        out.print("Up to date.")
    else:
        out.print(f"{len(found.changed_objects)} functions, triggers or views to apply.")
        out.print("Run: dom360 db migrate")


@app.command
def seed() -> None:
    """Make the two demo companies and a platform administrator, and show their passwords once."""
    from dom360.cli.demo import seed_demo

    made = asyncio.run(seed_demo(get_settings().required_app_url()))
    if made is None:
        out.print("Nothing to do: there are companies already.")
    else:
        out.print_json(json.dumps(made.as_json()))
