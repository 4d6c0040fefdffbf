"""audit"""

from dom360.db.alembic import sql_files

revision = "0007"
down_revision = "0006"

upgrade, downgrade = sql_files("0007_audit")
