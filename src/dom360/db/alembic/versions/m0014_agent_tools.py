"""agent tools"""

from dom360.db.alembic import sql_files

revision = "0014"
down_revision = "0012"

upgrade, downgrade = sql_files("0014_agent_tools")
