"""metering"""

from dom360.db.alembic import sql_files

revision = "0009"
down_revision = "0008"

upgrade, downgrade = sql_files("0009_metering")
