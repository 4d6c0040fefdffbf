"""weekly report"""

from dom360.db.alembic import sql_files

revision = "0024"
down_revision = "0023"

upgrade, downgrade = sql_files("0024_weekly_report")
