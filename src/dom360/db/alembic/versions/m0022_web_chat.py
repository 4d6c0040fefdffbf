"""web_chat"""

from dom360.db.alembic import sql_files

revision = "0022"
down_revision = "0021"

upgrade, downgrade = sql_files("0022_web_chat")
