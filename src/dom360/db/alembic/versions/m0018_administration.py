"""administration"""

from dom360.db.alembic import sql_files

revision = "0018"
down_revision = "0017"

upgrade, downgrade = sql_files("0018_administration")
