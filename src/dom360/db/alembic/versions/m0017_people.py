"""people"""

from dom360.db.alembic import sql_files

revision = "0017"
down_revision = "0016"

upgrade, downgrade = sql_files("0017_people")
