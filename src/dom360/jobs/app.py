"""The job queue's application object, one for each process that queues or works."""

from procrastinate import App, PsycopgConnector

from dom360.db.urls import role_url

_SEARCH_PATH = "-c search_path=dom360_queue,dom360"


def make_app(app_url: str, *, pool_size: int = 4) -> App:
    """Not connected yet: use it as `async with make_app(…).open_async()`."""
    return App(
        connector=PsycopgConnector(
            conninfo=role_url(app_url, "dom360_jobs"),
            kwargs={"options": _SEARCH_PATH},
            min_size=1,
            max_size=pool_size,
        )
    )
