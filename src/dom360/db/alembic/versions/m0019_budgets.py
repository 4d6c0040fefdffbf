"""budgets"""

from dom360.db.alembic import sql_files

revision = "0019"
down_revision = "0018"

upgrade, downgrade = sql_files("0019_budgets")
