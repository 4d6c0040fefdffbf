"""PostgreSQL's own programs: where they are, whether they are new enough, and how they are run."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dom360.backup.errors import BackupFailed, BackupRefused
from dom360.db.urls import libpq_variables
from dom360.launch.installation import find_installation
from dom360.settings import environment

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Programs:
    """`folder` is empty for the programs on PATH."""

    folder: str
    library_path: str | None
    version: str

    def run(self, name: str, *arguments: str, url: str, tell: Tell) -> None:
        """Run one against a database; raise BackupFailed with its last words.

        The address goes through the environment: a password on a command line is everybody's.
        """
        command = [os.path.join(self.folder, name), *arguments]  # noqa: PTH118  # may be no folder
        said: list[str] = []
        with subprocess.Popen(
            command,
            env=self._environment(**libpq_variables(url)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stderr is not None
            for line in process.stderr:
                said = [*said[-7:], line.strip()]
                _tell_table(line, tell)
        if process.returncode != 0:
            raise BackupFailed(f"{name} failed: " + "\n".join(said))

    def _environment(self, **changes: str) -> dict[str, str]:
        if self.library_path:
            changes["LD_LIBRARY_PATH"] = self.library_path
        return environment(**changes)


def find_programs(home: Path | None, *, server_version: int) -> Programs:
    """The embedded installation's, else those on PATH; not older than the server, which they could
    not read. Raises BackupRefused."""
    needed = server_version // 10000
    found = [programs for programs in (_embedded(home), _on_path()) if programs]
    for programs in found:
        if int(programs.version.split(".")[0]) >= needed:
            return programs
    have = ", ".join(programs.version for programs in found) or "none"
    raise BackupRefused(
        f"The server is PostgreSQL {needed}, and the pg_dump here is: {have}. Install PostgreSQL's "
        f"client programs of version {needed} or newer."
    )


def _embedded(home: Path | None) -> Programs | None:
    installation = find_installation(home) if home else None
    if installation is None:
        return None
    return Programs(
        str(installation.root / "bin"), str(installation.root / "lib"), installation.version
    )


def _on_path() -> Programs | None:
    program = shutil.which("pg_dump")
    if program is None or shutil.which("pg_restore") is None:
        return None
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    words = answer.stdout.split()
    return Programs("", None, words[2]) if answer.returncode == 0 and len(words) > 2 else None


def _tell_table(line: str, tell: Tell) -> None:
    for beginning in ("dumping contents of table ", "processing data for table "):
        if beginning in line:
            tell(line.partition(beginning)[2].strip().replace('"', ""))
