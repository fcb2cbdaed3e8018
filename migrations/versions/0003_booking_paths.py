"""What the further ways of booking keep: offers, courses, friends, reminders, "I might come"."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def new_columns():
    """Rows that are there already take the defaults; the app says them for new ones."""
    return [
        sa.Column("asks_first", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_passed_over", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("block_code", sa.String(length=24), nullable=True),
        sa.Column("wants_reminder", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
    ]


def upgrade():
    op.create_table(
        "booking_guests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["bookings.id"],
            name=op.f("fk_booking_guests_booking_id_bookings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_guests")),
    )
    op.create_index(op.f("ix_booking_guests_booking_id"), "booking_guests", ["booking_id"])
    op.create_table(
        "maybes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("browser_key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrences.id"],
            name=op.f("fk_maybes_occurrence_id_occurrences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maybes")),
        sa.UniqueConstraint(
            "occurrence_id", "browser_key", name=op.f("uq_maybes_occurrence_id_browser_key")
        ),
    )
    for column in new_columns():
        op.add_column("bookings", column)
    op.create_index(op.f("ix_bookings_block_code"), "bookings", ["block_code"])


def downgrade():
    op.drop_index(op.f("ix_bookings_block_code"), "bookings")
    for column in reversed(new_columns()):
        op.drop_column("bookings", column.name)
    op.drop_table("maybes")
    op.drop_table("booking_guests")
