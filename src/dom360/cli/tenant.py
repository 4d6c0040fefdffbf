"""`dom360 tenant …`: one company as a whole."""

from cyclopts import App

app = App(name="tenant")
app.command("dom360.cli.tenant_files:export_tenant", name="export")
app.command("dom360.cli.tenant_files:import_tenant", name="import")
