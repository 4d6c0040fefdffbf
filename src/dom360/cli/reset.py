"""`dom360 reset`."""

import sys
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from dom360.launch.reset import remove_state, what_reset_removes
from dom360.settings import get_settings


def reset(*, yes: Annotated[bool, Parameter(negative="")] = False) -> None:
    """Remove local state; the help text is in `texts.RESET`.

    Parameters
    ----------
    yes
        Don't ask.
    """
    console = Console(highlight=False)
    state_dir = get_settings().state_dir
    doomed = what_reset_removes(state_dir)
    if not doomed:
        console.print(f"Nothing to remove in {state_dir}.")
        return
    console.print("This removes, with all data in it:")
    for path in doomed:
        console.print(f"  {path}", soft_wrap=True)
    if not yes and not _agreed(console):
        console.print("Nothing was removed.")
        sys.exit(1)
    remove_state(state_dir)
    console.print("Removed.")


def _agreed(console: Console) -> bool:
    try:
        return console.input("Type 'yes' to go on: ").strip().lower() == "yes"
    except (EOFError, KeyboardInterrupt):
        return False
