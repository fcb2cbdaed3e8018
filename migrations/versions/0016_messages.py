"""What groups write to everyone booked, and mail to many that lets mail to one go first."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

CLAIM, CLAIMED_BY = "ix_outbox_messages_to_claim", ["state", "is_bulk", "try_after", "id"]
BEFORE = "ix_outbox_messages_state_try_after_id"


def upgrade():
    op.create_table(
        "date_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("bookings", sa.Integer(), nullable=False),
        sa.Column("by_mail", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrences.id"],
            name=op.f("fk_date_messages_occurrence_id_occurrences"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"],
            ["people.id"],
            name=op.f("fk_date_messages_sent_by_id_people"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_messages")),
        sa.UniqueConstraint("form_key", name=op.f("uq_date_messages_form_key")),
    )
    op.create_index(op.f("ix_date_messages_occurrence_id"), "date_messages", ["occurrence_id"])
    op.create_index(op.f("ix_date_messages_sent_by_id"), "date_messages", ["sent_by_id"])
    op.add_column(
        "outbox_messages",
        sa.Column("is_bulk", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(CLAIM, "outbox_messages", CLAIMED_BY)
    op.drop_index(BEFORE, "outbox_messages")


def downgrade():
    op.create_index(BEFORE, "outbox_messages", ["state", "try_after", "id"])
    op.drop_index(CLAIM, "outbox_messages")
    op.drop_column("outbox_messages", "is_bulk")
    op.drop_index(op.f("ix_date_messages_sent_by_id"), "date_messages")
    op.drop_index(op.f("ix_date_messages_occurrence_id"), "date_messages")
    op.drop_table("date_messages")
