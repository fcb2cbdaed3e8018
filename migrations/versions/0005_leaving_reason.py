"""Why somebody cancelled, if they cared to say."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "bookings",
        sa.Column("leaving_reason", sa.String(length=12), nullable=False, server_default=""),
    )


def downgrade():
    op.drop_column("bookings", "leaving_reason")
