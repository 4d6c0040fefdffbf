"""`dom360 platform defaults get` and `set`."""

from cyclopts import App

from dom360.cli.common import Json, judge, read_changes, run, show_fields
from dom360.db.database import Database
from dom360.platform import actions
from dom360.platform.schemas import DefaultsPatch, DefaultsView

app = App(name="defaults", help="What a new company begins with.")


@app.command
def get(*, as_json: Json = False) -> None:
    """Show what a new company begins with."""

    async def work(db: Database) -> DefaultsView:
        async with db.platform_tx("dom360_admin") as tx:
            return await actions.view_defaults(tx)

    show_fields(run(work), as_json=as_json)


@app.command(name="set")
def set_(*changes: str, as_json: Json = False) -> None:
    """Change it for companies that are made from now on, all of it or none: name=value.

    Examples:

      dom360 platform defaults set timezone=America/Manaus rag_top_k=8 delete_grace_days=30
    """
    patch = judge(DefaultsPatch, read_changes(changes))

    async def work(db: Database) -> DefaultsView:
        async with db.platform_tx("dom360_admin") as tx:
            return await actions.change_defaults(tx, patch)

    show_fields(run(work), as_json=as_json)
