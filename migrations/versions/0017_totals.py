"""What came of a date, in numbers of things: bags, repairs, meals."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "date_totals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("thing", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_date_totals_number_is_not_negative")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrences.id"],
            name=op.f("fk_date_totals_occurrence_id_occurrences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_totals")),
        sa.UniqueConstraint(
            "occurrence_id", "thing", name=op.f("uq_date_totals_occurrence_id_thing")
        ),
    )
    op.add_column(
        "event_kinds", sa.Column("counts", sa.JSON(), nullable=False, server_default="[]")
    )


def downgrade():
    op.drop_column("event_kinds", "counts")
    op.drop_table("date_totals")
