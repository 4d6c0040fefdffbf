"""secrets"""

from dom360.db.alembic import sql_files

revision = "0008"
down_revision = "0007"

upgrade, downgrade = sql_files("0008_secrets")
