"""A daily summary for organisers: who wants none, and what happened lately without a long look."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    # The default fills the rows that are there, and goes again: the model says its own.
    with op.batch_alter_table("people") as people:
        people.add_column(
            sa.Column("wants_digest", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("people") as people:
        people.alter_column("wants_digest", server_default=None)
    op.create_index("ix_booking_moves_moved_at", "booking_moves", ["moved_at"])


def downgrade():
    op.drop_index("ix_booking_moves_moved_at", table_name="booking_moves")
    with op.batch_alter_table("people") as people:
        people.drop_column("wants_digest")
