"""The embedded database's addresses, passwords and keys: made once, kept in the state directory.

`settings.py` reads this file below the environment, so DATABASE_URL from outside wins.
"""

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from dotenv import dotenv_values

from dom360.kit.keyring import new_key
from dom360.launch.errors import LaunchError
from dom360.launch.files import write_private
from dom360.settings import EMBEDDED_ENV, Settings

APP_ROLE = "dom360_app"
FIRST_KEY = "k1"
HEADER = "# Written by 'dom360 up' for its embedded PostgreSQL. Secret; 'make reset' removes it.\n"


@dataclass(frozen=True)
class EmbeddedEnv:
    port: int
    superuser_password: str = field(repr=False)
    app_password: str = field(repr=False)
    encryption_keys: str = field(repr=False)
    callback_secret: str = field(repr=False)

    @property
    def database_url(self) -> str:
        return f"postgresql://postgres:{self.superuser_password}@127.0.0.1:{self.port}/dom360"

    @property
    def database_app_url(self) -> str:
        return f"postgresql://{APP_ROLE}:{self.app_password}@127.0.0.1:{self.port}/dom360"

    def write(self, state_dir: Path) -> None:
        lines = (
            f"DATABASE_URL={self.database_url}",
            f"DATABASE_APP_URL={self.database_app_url}",
            f"DOM360_ENCRYPTION_KEYS={self.encryption_keys}",
            f"DOM360_CALLBACK_SECRET={self.callback_secret}",
        )
        write_private(state_dir / EMBEDDED_ENV, HEADER + "\n".join(lines) + "\n")


def ensure_embedded_env(state_dir: Path, port: int, *, data: Path) -> EmbeddedEnv:
    """Read the file, or write it with new passwords; follow a changed port.

    It is written before the cluster in `data` is made, so a cluster always has its password.
    """
    if (state_dir / EMBEDDED_ENV).exists():
        env = replace(_read(state_dir), port=port)
    elif data.exists():
        raise LaunchError(
            f"The database in {data} exists, but {state_dir / EMBEDDED_ENV} with its password does "
            "not. Bring the file back, or start afresh with 'make reset'."
        )
    else:
        env = EmbeddedEnv(
            port,
            secrets.token_urlsafe(24),
            secrets.token_urlsafe(24),
            new_key(FIRST_KEY),
            secrets.token_urlsafe(48),
        )
    env.write(state_dir)
    return env


def uses_own_database(settings: Settings) -> bool:
    """Whether the operator brought a database: DATABASE_URL says something else than our file."""
    url = settings.database_url
    if url is None or not url.get_secret_value():
        return False
    recorded = dotenv_values(settings.state_dir / EMBEDDED_ENV)
    own = url.get_secret_value() != recorded.get("DATABASE_URL")
    if own:
        _require_own_app_url(settings, recorded.get("DATABASE_APP_URL"))
    return own


def _require_own_app_url(settings: Settings, embedded: str | None) -> None:
    app_url = settings.database_app_url
    if app_url is None or app_url.get_secret_value() in {"", embedded}:
        raise LaunchError(
            "DATABASE_URL is set, DATABASE_APP_URL is not. Set both: the first is the owner's "
            f"address, the second the one of the role {APP_ROLE}, which migrations create."
        )


def _read(state_dir: Path) -> EmbeddedEnv:
    import psycopg

    values = dotenv_values(state_dir / EMBEDDED_ENV)
    try:
        owner = psycopg.conninfo.conninfo_to_dict(values["DATABASE_URL"] or "")
        app = psycopg.conninfo.conninfo_to_dict(values["DATABASE_APP_URL"] or "")
        # A file from before there were stored secrets, or tools of agents, has no key for them yet.
        keys = values.get("DOM360_ENCRYPTION_KEYS") or new_key(FIRST_KEY)
        secret = values.get("DOM360_CALLBACK_SECRET") or secrets.token_urlsafe(48)
        return EmbeddedEnv(
            int(owner["port"] or 0), str(owner["password"]), str(app["password"]), keys, secret
        )
    except (KeyError, ValueError, psycopg.Error) as problem:
        raise LaunchError(
            f"{state_dir / EMBEDDED_ENV} can't be read ({problem!r}). "
            "Bring back a good copy, or start afresh with 'make reset'."
        ) from problem
