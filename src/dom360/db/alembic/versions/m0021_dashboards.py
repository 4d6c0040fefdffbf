"""dashboards"""

from dom360.db.alembic import sql_files

revision = "0021"
down_revision = "0020"

upgrade, downgrade = sql_files("0021_dashboards")
