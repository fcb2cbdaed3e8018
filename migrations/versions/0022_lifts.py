"""Who needs a lift to a date, who can give one, and who agreed with whom."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "lifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(6), nullable=False),
        sa.Column("area", sa.String(40), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("is_women_only", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(24), nullable=False),
        _key("lifts", "booking_id", "bookings"),
        _key("lifts", "occurrence_id", "occurrences"),
        sa.CheckConstraint("seats > 0", name="ck_lifts_seats_is_positive"),
        sa.PrimaryKeyConstraint("id", name="pk_lifts"),
        sa.UniqueConstraint("booking_id", name="uq_lifts_booking_id"),
    )
    op.create_index("ix_lifts_occurrence_id", "lifts", ["occurrence_id"])
    op.create_table(
        "lift_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("is_from_offer", sa.Boolean(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("need_words", sa.String(200), nullable=False),
        sa.Column("offer_words", sa.String(200), nullable=False),
        _key("lift_pairs", "need_id", "lifts"),
        _key("lift_pairs", "offer_id", "lifts"),
        sa.PrimaryKeyConstraint("id", name="pk_lift_pairs"),
        sa.UniqueConstraint("need_id", "offer_id", name="uq_lift_pairs_need_id_offer_id"),
    )
    op.create_index("ix_lift_pairs_offer_id", "lift_pairs", ["offer_id"])
    is_agreed = sa.text("agreed_at IS NOT NULL")
    op.create_index(
        "uq_lift_pairs_agreed_need",
        "lift_pairs",
        ["need_id"],
        unique=True,
        sqlite_where=is_agreed,
        postgresql_where=is_agreed,
    )
    op.create_table(
        "lift_refusals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("other_booking_id", sa.Integer(), nullable=False),
        _key("lift_refusals", "booking_id", "bookings"),
        _key("lift_refusals", "other_booking_id", "bookings"),
        sa.PrimaryKeyConstraint("id", name="pk_lift_refusals"),
        sa.UniqueConstraint(
            "booking_id", "other_booking_id", name="uq_lift_refusals_booking_id_other_booking_id"
        ),
    )
    op.create_index("ix_lift_refusals_other_booking_id", "lift_refusals", ["other_booking_id"])


def downgrade():
    op.drop_table("lift_refusals")
    op.drop_table("lift_pairs")
    op.drop_table("lifts")


def _key(table, column, other):
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")
