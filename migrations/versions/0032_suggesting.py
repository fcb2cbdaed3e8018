"""What somebody asked us to remember when looking for a role, and who wants no suggestions."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "remembered_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_remembered_answers_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remembered_answers")),
        sa.UniqueConstraint("person_id", name=op.f("uq_remembered_answers_person_id")),
    )
    op.add_column(
        "people",
        sa.Column("wants_suggestions", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    op.add_column("bookings", sa.Column("declined_help_at", sa.DateTime(timezone=True)))


def downgrade():
    op.drop_column("bookings", "declined_help_at")
    op.drop_column("people", "wants_suggestions")
    op.drop_table("remembered_answers")
