"""How was it: links that are gone once they are used, and answers as numbers of nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

QUESTIONS = ("welcome", "connected")
IS_OPEN = sa.text("people < 5")


def upgrade():
    op.create_table(
        "pulse_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        _key("pulse_links", "occurrence_id", "occurrences"),
        sa.PrimaryKeyConstraint("id", name="pk_pulse_links"),
        sa.UniqueConstraint("key_hash", name="uq_pulse_links_key_hash"),
    )
    op.create_index("ix_pulse_links_occurrence_id", "pulse_links", ["occurrence_id"])
    op.create_table(
        "pulses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        *(
            sa.Column(f"{question}_{feeling}", sa.Integer(), nullable=False)
            for question in QUESTIONS
            for feeling in ("yes", "a_bit", "no")
        ),
        sa.CheckConstraint("people BETWEEN 1 AND 5", name="ck_pulses_is_of_a_few"),
        *(
            sa.CheckConstraint(
                f"{name}_yes >= 0 AND {name}_a_bit >= 0 AND {name}_no >= 0"
                f" AND {name}_yes + {name}_a_bit + {name}_no <= people",
                name=f"ck_pulses_{name}_is_of_them",
            )
            for name in QUESTIONS
        ),
        _key("pulses", "event_id", "events"),
        sa.PrimaryKeyConstraint("id", name="pk_pulses"),
    )
    op.create_index("ix_pulses_event_id", "pulses", ["event_id"])
    op.create_index(
        "uq_pulses_open",
        "pulses",
        ["event_id"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.add_column("bookings", sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "people",
        sa.Column("wants_thanks", sa.Boolean(), nullable=False, server_default=sa.true()),
    )


def downgrade():
    op.drop_column("people", "wants_thanks")
    op.drop_column("bookings", "thanked_at")
    op.drop_table("pulses")
    op.drop_table("pulse_links")


def _key(table, column, other):
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")
