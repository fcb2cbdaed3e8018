"""What an organiser asks of people who book, and what they answered."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "event_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("why", sa.String(length=160), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "keep_days IN (1, 30, 90)", name=op.f("ck_event_questions_keep_days_is_one_of_ours")
        ),
        sa.CheckConstraint("why <> ''", name=op.f("ck_event_questions_says_why")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_event_questions_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_questions")),
        sa.UniqueConstraint("event_id", "words", name=op.f("uq_event_questions_event_id_words")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "booking_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "keep_days IN (1, 30, 90)", name=op.f("ck_booking_answers_keep_days_is_one_of_ours")
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["bookings.id"],
            name=op.f("fk_booking_answers_booking_id_bookings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_answers")),
        sa.UniqueConstraint(
            "booking_id", "asked", name=op.f("uq_booking_answers_booking_id_asked")
        ),
    )
    op.create_index("ix_booking_answers_keep_days", "booking_answers", ["keep_days"])


def downgrade():
    op.drop_table("booking_answers")
    op.drop_table("event_questions")
