"""`dom360 db …`: what operators do to the database, as its owner (DATABASE_URL)."""

import os

import psycopg
from cyclopts import App

from dom360.launch.accounts import postgres_account
from dom360.launch.errors import LaunchError
from dom360.launch.home import locate_home
from dom360.launch.installation import psql_program
from dom360.settings import Settings, environment, get_settings

app = App(name="db")


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
    env = environment(**_connection(owner_url(settings)))
    os.execvpe(program, [program, *arguments], env)  # noqa: S606  # psql takes over the terminal


def owner_url(settings: Settings) -> str:
    """The owner's address, or a LaunchError that says where it would come from."""
    url = settings.database_url.get_secret_value() if settings.database_url else ""
    if not url:
        raise LaunchError("No database is known. Set DATABASE_URL, or start 'dom360 up' once.")
    return url


def _connection(url: str) -> dict[str, str]:
    """libpq's own variables for what the URL says."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
             "dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
             "options": "PGOPTIONS"}  # fmt: skip
    parts = psycopg.conninfo.conninfo_to_dict(url)
    return {names[name]: str(value) for name, value in parts.items() if name in names and value}
