"""What a group says of who leads it, and of what it does besides events."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

COLUMNS = ("who_leads", "projects")


def upgrade():
    for name in COLUMNS:
        op.add_column(
            "organisations", sa.Column(name, sa.Text(), nullable=False, server_default="")
        )


def downgrade():
    for name in COLUMNS:
        op.drop_column("organisations", name)
