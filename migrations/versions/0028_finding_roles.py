"""The words that a role is found by, and the roles that people keep for later."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    words = sa.Column("search_words", sa.Text(), nullable=False, server_default="")
    op.add_column("opportunities", words)
    op.create_table(
        "saved_opportunities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_saved_opportunities_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name=op.f("fk_saved_opportunities_opportunity_id_opportunities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_opportunities")),
        sa.UniqueConstraint(
            "person_id",
            "opportunity_id",
            name=op.f("uq_saved_opportunities_person_id_opportunity_id"),
        ),
    )
    op.create_index(
        "ix_saved_opportunities_opportunity_id", "saved_opportunities", ["opportunity_id"]
    )


def downgrade():
    op.drop_table("saved_opportunities")
    op.drop_column("opportunities", "search_words")
