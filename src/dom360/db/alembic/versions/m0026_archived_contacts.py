"""archived contacts"""

from dom360.db.alembic import sql_files

revision = "0026"
down_revision = "0025"

upgrade, downgrade = sql_files("0026_archived_contacts")
