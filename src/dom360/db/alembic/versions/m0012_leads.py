"""leads"""

from dom360.db.alembic import sql_files

revision = "0012"
down_revision = "0011"

upgrade, downgrade = sql_files("0012_leads")
