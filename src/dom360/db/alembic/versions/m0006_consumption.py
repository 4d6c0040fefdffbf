"""consumption"""

from dom360.db.alembic import sql_files

revision = "0006"
down_revision = "0005"

upgrade, downgrade = sql_files("0006_consumption")
