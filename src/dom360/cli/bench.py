"""`dom360 bench`: the benchmark lies beside the product, in the checkout."""

import sys
from importlib import import_module
from typing import NoReturn

from dom360.launch.errors import LaunchError
from dom360.settings import REPOSITORY


def bench(*arguments: str) -> NoReturn:
    """Measure what this machine carries; `dom360 bench --help` lists what can be chosen.

    Parameters
    ----------
    arguments
        Handed on as they are.
    """
    if not (REPOSITORY / "bench" / "__main__.py").exists():
        raise LaunchError("The benchmark comes with the checkout, not with the installed package.")
    sys.path.insert(0, str(REPOSITORY))
    sys.exit(import_module("bench.__main__").main(list(arguments)))
