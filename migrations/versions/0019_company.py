"""Who asked to be met at the door, who will meet them, and who would rather not meet whom."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "buddy_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("point", sa.String(12), nullable=False),
        sa.Column("wearing", sa.String(80), nullable=False),
        sa.Column("buddy_id", sa.Integer(), nullable=True),
        sa.Column("buddy_spot", sa.String(80), nullable=False),
        sa.Column("buddy_wearing", sa.String(80), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder_said", sa.String(6), nullable=False),
        sa.Column("buddy_said", sa.String(6), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        _key("buddy_requests", "booking_id", "bookings", "CASCADE"),
        _key("buddy_requests", "occurrence_id", "occurrences", "CASCADE"),
        _key("buddy_requests", "buddy_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_buddy_requests"),
        sa.UniqueConstraint("booking_id", name="uq_buddy_requests_booking_id"),
    )
    op.create_index("ix_buddy_requests_occurrence_id", "buddy_requests", ["occurrence_id"])
    op.create_index("ix_buddy_requests_buddy_id", "buddy_requests", ["buddy_id"])
    op.create_table(
        "buddy_refusals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("buddy_id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("browser_key", sa.String(64), nullable=True),
        sa.Column("is_by_buddy", sa.Boolean(), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=False),
        _key("buddy_refusals", "organisation_id", "organisations", "CASCADE"),
        _key("buddy_refusals", "buddy_id", "people", "CASCADE"),
        _key("buddy_refusals", "booking_id", "bookings", "SET NULL"),
        _key("buddy_refusals", "person_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_buddy_refusals"),
        sa.UniqueConstraint("booking_id", "buddy_id", name="uq_buddy_refusals_booking_id_buddy_id"),
    )
    op.create_index("ix_buddy_refusals_buddy_id", "buddy_refusals", ["buddy_id"])


def downgrade():
    op.drop_table("buddy_refusals")
    op.drop_table("buddy_requests")


def _key(table, column, other, ondelete):
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
