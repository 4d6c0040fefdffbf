"""What stops a start, in words for the person at the terminal."""


class LaunchError(Exception):
    """Says what happened and what to do next. The command line prints it and exits with 1."""
