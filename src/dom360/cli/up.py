"""`dom360 up`."""

import signal
import sys
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from dom360.kit.process import die_with_parent
from dom360.launch.up import up as launch
from dom360.settings import get_settings


def up(*, stop_with_parent: Annotated[bool, Parameter(negative="")] = False) -> None:
    """Start everything; the help text is in `texts.UP`.

    Parameters
    ----------
    stop_with_parent
        Stop also when the program that started this one ends. `make up` uses it.
    """
    if stop_with_parent:
        die_with_parent(signal.SIGTERM)
    sys.exit(launch(get_settings(), Console(highlight=False)))
