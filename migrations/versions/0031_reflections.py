"""What a badge is for, who works towards one, and what they write on the way."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("badges") as badges:
        badges.add_column(sa.Column("description", sa.Text(), nullable=False, server_default=""))
        badges.add_column(
            sa.Column("layer", sa.String(20), nullable=False, server_default="joined_in")
        )
        badges.add_column(sa.Column("criteria", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("badges") as badges:
        for name in ("description", "layer", "criteria"):
            badges.alter_column(name, server_default=None)
    op.create_table(
        "badge_awards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        _key("badge_awards", "person_id", "people"),
        _key("badge_awards", "badge_id", "badges"),
        sa.PrimaryKeyConstraint("id", name="pk_badge_awards"),
        sa.UniqueConstraint("person_id", "badge_id", name="uq_badge_awards_person_id_badge_id"),
    )
    op.create_index("ix_badge_awards_badge_id", "badge_awards", ["badge_id"])
    op.create_table(
        "reflections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shown_to_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(24), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _key("reflections", "award_id", "badge_awards"),
        _key("reflections", "shown_to_id", "organisations", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_reflections"),
        sa.UniqueConstraint("form_key", name="uq_reflections_form_key"),
    )
    op.create_index("ix_reflections_award_id", "reflections", ["award_id"])
    op.create_index("ix_reflections_shown_to_id", "reflections", ["shown_to_id"])


def downgrade():
    op.drop_table("reflections")
    op.drop_table("badge_awards")
    with op.batch_alter_table("badges") as badges:
        for name in ("criteria", "layer", "description"):
            badges.drop_column(name)


def _key(table, column, other, ondelete="CASCADE"):
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
