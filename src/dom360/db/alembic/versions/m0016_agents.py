"""agents"""

from dom360.db.alembic import sql_files

revision = "0016"
down_revision = "0015"

upgrade, downgrade = sql_files("0016_agents")
