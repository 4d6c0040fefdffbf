"""Run by Alembic. The connection, its role and its transaction are the caller's (db.migrations)."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="alembic_version",
    version_table_schema="dom360",
)
context.run_migrations()
