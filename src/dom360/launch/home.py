"""Where the embedded PostgreSQL lives: in the state directory, unless its user can't get there."""

import hashlib
import os
from pathlib import Path

from dom360.launch.accounts import Account, can_reach

# For root only: a checkout under /root (mode 700) is closed to the user that runs PostgreSQL.
SHARED_STATE = Path("/var/lib/dom360")
RECORD = "postgres-home"
BELONGS_TO = "belongs-to"


def ensure_state_dir(state_dir: Path) -> Path:
    """Make the state directory. Root's is passable for PostgreSQL's user; its secrets are 0600."""
    state_dir.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        state_dir.chmod(state_dir.stat().st_mode | 0o011)
    (state_dir / "logs").mkdir(exist_ok=True)
    return state_dir


def postgres_home(state_dir: Path, account: Account | None) -> Path:
    """Find or choose the home. Once it holds data the choice stays."""
    ensure_state_dir(state_dir)
    home = locate_home(state_dir, account)
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)
    if home.parent != state_dir:
        (home / BELONGS_TO).write_text(str(state_dir))
        (state_dir / RECORD).write_text(str(home))
    return home


def locate_home(state_dir: Path, account: Account | None) -> Path:
    """Where the home is, or would be made. Changes nothing."""
    return outside_home(state_dir) or _choose(state_dir, account)


def outside_home(state_dir: Path) -> Path | None:
    """The home outside the state directory, if this state directory has one.

    A home follows a checkout that was moved, but a copied checkout does not share the original's:
    the home itself says to whom it belongs.
    """
    record = state_dir / RECORD
    if not record.exists():
        return None
    home = Path(record.read_text().strip())
    belongs_to = home / BELONGS_TO
    if not belongs_to.exists():
        return None
    owner = Path(belongs_to.read_text().strip())
    return home if owner == state_dir or not owner.exists() else None


def _choose(state_dir: Path, account: Account | None) -> Path:
    inside = state_dir / "postgres"
    if account is None or (inside / "data").exists() or can_reach(account, _existing(state_dir)):
        return inside
    digest = hashlib.sha256(str(state_dir).encode()).hexdigest()[:12]
    return SHARED_STATE / digest


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)
