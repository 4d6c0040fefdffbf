"""access"""

from dom360.db.alembic import sql_files

revision = "0002"
down_revision = "0001"

upgrade, downgrade = sql_files("0002_access")
