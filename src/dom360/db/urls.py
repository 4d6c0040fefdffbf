"""Who connects as whom. Two URLs are enough; the other service roles are derived from the app's."""

import hashlib
import hmac
from typing import Literal
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from dom360.errors import Dom360Error

ServiceRole = Literal["dom360_app", "dom360_auth", "dom360_jobs", "dom360_admin"]
SERVICE_ROLES: tuple[ServiceRole, ...] = (
    "dom360_app",
    "dom360_auth",
    "dom360_jobs",
    "dom360_admin",
)
# Reads everything and serves nothing: not one of the services' roles.
BACKUP_ROLE = "dom360_backup"


class BadDatabaseUrl(Dom360Error, ValueError):
    """A database URL that cannot be used; the message says what to change and holds no password."""

    code = "BAD_DATABASE_URL"


def check_url(url: str, setting: str) -> None:
    """Raise BadDatabaseUrl where libpq would take a piece of the password for a host or a port,
    and then name it in its error."""
    if not _is_whole(url):
        raise BadDatabaseUrl(
            f"{setting} is not an address like postgresql://user:password@host:5432/database. In a "
            "password, write @ as %40, / as %2F, ? as %3F, # as %23 and % as %25."
        )


def backup_url(app_url: str) -> str:
    """The URL of dom360_backup, which exists where a superuser migrated."""
    return login_url(app_url, BACKUP_ROLE, role_password(app_url, BACKUP_ROLE))


def role_url(app_url: str, role: ServiceRole) -> str:
    """The URL of a service role beside the app's: same place, own name, own derived password.

    The password is an HMAC of the role's name under the app's password, so an installation has one
    secret to hand over, and `dom360 db migrate` and the services agree without exchanging more.
    """
    if role == "dom360_app":
        return app_url
    return login_url(app_url, role, role_password(app_url, role))


def login_url(url: str, user: str, password: str) -> str:
    """The same place for somebody else."""
    return urlunsplit(urlsplit(url)._replace(netloc=_netloc(url, user, password)))


def role_password(app_url: str, role: str) -> str:
    password = _app_password(app_url)
    if role == "dom360_app":
        return password
    return hmac.new(password.encode(), role.encode(), hashlib.sha256).hexdigest()


def libpq_variables(url: str) -> dict[str, str]:
    """libpq's own environment variables for what the URL says."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
             "dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
             "options": "PGOPTIONS"}  # fmt: skip
    parts = conninfo_to_dict(url)
    return {names[name]: str(value) for name, value in parts.items() if name in names and value}


def without_password(url: str) -> str:
    """For messages to people."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":…@", 1)))


def _is_whole(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
        conninfo_to_dict(url)
    except (ValueError, psycopg.ProgrammingError):
        return False
    after_host = parts.path + parts.query + parts.fragment
    return (
        parts.scheme in {"postgresql", "postgres"}
        and parts.netloc.count("@") <= 1
        and "@" not in after_host
    )


def _app_password(app_url: str) -> str:
    parts = urlsplit(app_url)
    if parts.username != "dom360_app":
        raise BadDatabaseUrl(
            "DATABASE_APP_URL must sign in as dom360_app: the tenant policies are for that role."
        )
    if not parts.password:
        raise BadDatabaseUrl(
            "DATABASE_APP_URL needs a password: postgresql://dom360_app:…@host/db."
        )
    return unquote(parts.password)


def _netloc(url: str, user: str, password: str) -> str:
    host = urlsplit(url).netloc.rpartition("@")[2]
    return f"{user}:{quote(password, safe='')}@{host}"
