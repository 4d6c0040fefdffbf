"""tenants"""

from dom360.db.alembic import sql_files

revision = "0001"
down_revision = None

upgrade, downgrade = sql_files("0001_tenants")
