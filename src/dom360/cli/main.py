"""The command `dom360`.

One module a group, each with an `app` (or a function, for a single command), named here by its
import path: `--help` and every command import only what they need.
"""

import sys
from importlib.metadata import version

from cyclopts import App
from rich.console import Console

from dom360.cli import texts

app = App(
    name="dom360",
    help=texts.ROOT,
    help_format="plaintext",
    version=lambda: version("dom360"),
)
app.command("dom360.cli.up:up", name="up", help=texts.UP)
app.command("dom360.cli.serve:app", name="serve", help=texts.SERVE)
app.command("dom360.cli.db:app", name="db", help=texts.DB)
app.command("dom360.cli.user:app", name="user", help=texts.USER)
app.command("dom360.cli.session:app", name="session", help=texts.SESSION)
app.command("dom360.cli.key:app", name="key", help=texts.KEY)
app.command("dom360.cli.audit:app", name="audit", help=texts.AUDIT)
app.command("dom360.cli.tenant:app", name="tenant", help=texts.TENANT)
app.command("dom360.cli.inbox:app", name="inbox", help=texts.INBOX)
app.command("dom360.cli.contact:app", name="contact", help=texts.CONTACT)
app.command("dom360.cli.agent:app", name="agent", help=texts.AGENT)
app.command(
    "dom360.cli.identity_provider:app", name="identity-provider", help=texts.IDENTITY_PROVIDER
)
app.command("dom360.cli.platform:app", name="platform", help=texts.PLATFORM)
app.command("dom360.cli.usage:app", name="usage", help=texts.USAGE)
app.command("dom360.cli.seed:app", name="seed", help=texts.SEED)
app.command("dom360.cli.budget:app", name="budget", help=texts.BUDGET)
app.command("dom360.cli.bi:app", name="bi", help=texts.BI)
app.command("dom360.cli.doctor:doctor", name="doctor", help=texts.DOCTOR)
app.command("dom360.cli.bench:bench", name="bench", help=texts.BENCH)
app.command("dom360.cli.reset:reset", name="reset", help=texts.RESET)


def main() -> None:
    """Entry of the command line. A known problem ends with one red paragraph and exit code 1."""
    from dom360.db.actor import act_as
    from dom360.errors import Dom360Error
    from dom360.launch.errors import LaunchError
    from dom360.settings import SettingMissing

    act_as("system", "dom360 command")
    try:
        app(sys.argv[1:])
    except (LaunchError, SettingMissing, Dom360Error) as problem:
        text = problem.detail if isinstance(problem, Dom360Error) else str(problem)
        Console(stderr=True).print(text, style="red", markup=False, soft_wrap=True)
        sys.exit(1)
