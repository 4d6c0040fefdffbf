"""rollups"""

from dom360.db.alembic import sql_files

revision = "0023"
down_revision = "0022"

upgrade, downgrade = sql_files("0023_rollups")
