"""Remove everything that `dom360 up` made on this machine."""

import shutil
from pathlib import Path

from dom360.launch.home import RECORD, outside_home
from dom360.launch.run_record import RunRecord, only_one

# bootstrap.sh's downloads: not state, and slow to get again.
KEPT = "tools"


def what_reset_removes(state_dir: Path) -> list[Path]:
    """The paths, so that a person can be asked. Empty: there is nothing."""
    home = outside_home(state_dir)
    inside = [path for path in sorted(state_dir.glob("*")) if path.name != KEPT]
    return [*([home] if home else []), *inside]


def remove_state(state_dir: Path) -> None:
    """Remove it all, or raise LaunchError while a `dom360 up` runs there."""
    with only_one(state_dir):
        RunRecord(state_dir).end_leftovers()
        # The record of an outside home goes last: killed in between, a second reset finds it.
        last = {state_dir / RECORD, state_dir / "up.lock"}
        for path in sorted(what_reset_removes(state_dir), key=lambda path: path in last):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
