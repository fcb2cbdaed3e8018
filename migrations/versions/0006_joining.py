"""How to join an event by phone or online, told only to people with a place."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("events", sa.Column("joining", sa.Text(), nullable=False, server_default=""))


def downgrade():
    op.drop_column("events", "joining")
