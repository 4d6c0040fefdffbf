"""turn holder"""

from dom360.db.alembic import sql_files

revision = "0025"
down_revision = "0023"

upgrade, downgrade = sql_files("0025_turn_holder")
