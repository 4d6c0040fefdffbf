"""What the services' logs may never hold, whatever the run did."""

import re
from pathlib import Path

from tests.doubles.agent_answers import CANARY
from tests.support.world import PASSWORD

# Names and messages carry canaries (tests.support.world); keys, cookies and links have a form.
_SECRETS = re.compile(
    rb"canary-[0-9a-f]{12}|(dom360|[sirpdov])_[0-9a-f]{32}_[A-Za-z0-9_-]{20}|"
    + b"|".join(re.escape(text.encode()) for text in (PASSWORD, CANARY, "$argon2"))
)


def assert_logs_keep_secrets(folder: Path) -> None:
    for log in sorted(folder.glob("*.log")):
        found = _SECRETS.search(log.read_bytes())
        assert found is None, f"{log.name} holds {found and found[0]!r}"
