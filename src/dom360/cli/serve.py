"""`dom360 serve …`: one part in this process, for production and for `dom360 up`."""

from cyclopts import App

from dom360.settings import get_settings

app = App(name="serve")


@app.command
def backend() -> None:
    """The Backend API. Needs DATABASE_APP_URL and a migrated database ('dom360 db migrate').

    DOM360_BACKEND_WORKERS sets the number of processes, DOM360_BACKEND_PORT the port.
    """
    from dom360.launch.serve import serve_backend

    serve_backend(get_settings())


@app.command
def agent() -> None:
    """The Agent API with the SDR and COPILOT agents. Needs no database; DOM360_AGENT_PORT."""
    from dom360.launch.serve import serve_agent

    serve_agent(get_settings())


@app.command
def worker() -> None:
    """Background jobs and the repair of interrupted turns. Needs DATABASE_APP_URL, no port."""
    from dom360.launch.serve import serve_worker

    serve_worker(get_settings())


@app.command
def frontend() -> None:
    """The built web application, with `/api` passed on to the backend. DOM360_FRONTEND_PORT."""
    from dom360.launch.serve import serve_frontend

    serve_frontend(get_settings())
