"""The schema that the migrations build, as text that changes only when they do."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from dom360.errors import Dom360Error

SCHEMA_FILE = Path(__file__).parents[1] / "sql" / "schema.sql"

_HEAD = """\
-- Written by `make schema` from the migrations, for reading; a test compares the two.
-- Not here: the months of a table that is split by month, the roles (roles.sql), the job queue.

"""
# A month comes and goes with the calendar; its parent says all there is to say.
_WITHOUT = ("--exclude-table=dom360.*_????_??", "--exclude-schema=dom360_queue")
# Settings of the session that restores, versions, and pg_dump's headings.
_NOISE = re.compile(
    r"^(?:SET \w+ = .*;|SELECT pg_catalog\.set_config\(.*;|\\(?:un)?restrict .*|-- (?:Dumped|Name|"
    r"PostgreSQL|TOC|Data|Dependencies).*|--)\n",
    re.MULTILINE,
)
# pg_dump names a policy's roles in the order they happen to lie in on disk.
_ROLES = re.compile(r"(?<= TO )\w+(?:, \w+)+(?= USING | WITH |;)")


class DumpFailed(Dom360Error):
    """pg_dump ended with an error."""

    code = "DUMP_FAILED"


def dump_schema(pg_dump: str, environment: Mapping[str, str], *, whole: bool = False) -> str:
    """The migrated database's schema. libpq's variables in `environment` say where it is.

    `whole` keeps what schema.sql leaves out: the months and the queue.
    """
    command = [pg_dump, "--schema-only", *([] if whole else _WITHOUT)]
    answer = subprocess.run(
        command, env=dict(environment), capture_output=True, text=True, check=False
    )
    if answer.returncode != 0:
        raise DumpFailed(f"pg_dump failed: {answer.stderr.strip()}")
    body = _NOISE.sub("", answer.stdout)
    body = _ROLES.sub(lambda roles: ", ".join(sorted(roles[0].split(", "))), body)
    return _HEAD + re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
