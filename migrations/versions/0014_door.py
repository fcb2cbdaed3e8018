"""The door: taps by their keys, and how many came without a booking."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "door_taps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("is_sure", sa.Boolean(), nullable=False),
        sa.Column("tapped_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["bookings.id"],
            name=op.f("fk_door_taps_booking_id_bookings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrences.id"],
            name=op.f("fk_door_taps_occurrence_id_occurrences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_taps")),
        sa.UniqueConstraint("occurrence_id", "key", name=op.f("uq_door_taps_occurrence_id_key")),
    )
    op.create_index(op.f("ix_door_taps_booking_id"), "door_taps", ["booking_id"])
    op.create_index(op.f("ix_door_taps_tapped_at"), "door_taps", ["tapped_at"])
    op.create_table(
        "walk_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_walk_ins_number_is_not_negative")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrences.id"],
            name=op.f("fk_walk_ins_occurrence_id_occurrences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_ins")),
        sa.UniqueConstraint("occurrence_id", name=op.f("uq_walk_ins_occurrence_id")),
    )


def downgrade():
    op.drop_table("walk_ins")
    op.drop_index(op.f("ix_door_taps_tapped_at"), table_name="door_taps")
    op.drop_index(op.f("ix_door_taps_booking_id"), table_name="door_taps")
    op.drop_table("door_taps")
