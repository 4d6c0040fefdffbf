"""Who runs PostgreSQL. It refuses root, so root hands it to an unprivileged user."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from dom360.launch.errors import LaunchError

USUAL_ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int


class RunAs(TypedDict, total=False):
    """Keyword arguments for subprocess: whose rights the child has."""

    user: int
    group: int
    extra_groups: list[int]


def postgres_account(preferred: str | None) -> Account | None:
    """The user PostgreSQL runs as, or None when it is simply the present one."""
    if os.geteuid() != 0:
        return None
    for name in (preferred,) if preferred else USUAL_ACCOUNTS:
        account = _find_account(name)
        if account:
            return account
    wanted = preferred or " or ".join(USUAL_ACCOUNTS)
    raise LaunchError(
        f"PostgreSQL does not run as root, and there is no user {wanted} to run it. "
        "Create one, or name another in DOM360_POSTGRES_USER."
    )


def run_as(account: Account | None) -> RunAs:
    return RunAs(user=account.uid, group=account.gid, extra_groups=[]) if account else RunAs()


def can_reach(account: Account | None, directory: Path) -> bool:
    """Tried as that user, not computed from mode bits: ACLs and mounts count as well."""
    test = subprocess.run(
        ["/bin/sh", "-c", 'test -x "$1" && test -r "$1"', "sh", str(directory)],
        cwd="/",
        check=False,
        **run_as(account),
    )
    return test.returncode == 0


def give(path: Path, account: Account | None) -> None:
    if account:
        os.chown(path, account.uid, account.gid)


def _find_account(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    if entry.pw_uid == 0:
        raise LaunchError(f"DOM360_POSTGRES_USER is {name}, which is root. Name another user.")
    return Account(name, entry.pw_uid, entry.pw_gid)
