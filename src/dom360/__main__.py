"""`python -m dom360` is the command `dom360`."""

from dom360.cli.main import main

main()
