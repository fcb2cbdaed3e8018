"""Links that show part of a skills record, and what a person leaves out of it."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "share_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(24), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("form_key", sa.String(24), nullable=False),
        sa.Column("for_whom", sa.String(80), nullable=False),
        sa.Column("shown_name", sa.String(80), nullable=False),
        sa.Column("is_neutral", sa.Boolean(), nullable=False),
        sa.Column("award_ids", sa.JSON(), nullable=False),
        sa.Column("has_hours", sa.Boolean(), nullable=False),
        sa.Column("has_training", sa.Boolean(), nullable=False),
        sa.Column("has_words", sa.Boolean(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("last_opened_month", sa.Date(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_share_links_person_id_people",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_share_links"),
        sa.UniqueConstraint("token_hash", name="uq_share_links_token_hash"),
        sa.UniqueConstraint("form_key", name="uq_share_links_form_key"),
    )
    op.create_index("ix_share_links_person_id", "share_links", ["person_id"])
    op.create_index("ix_share_links_ends_on", "share_links", ["ends_on"])
    op.create_table(
        "record_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("hides_hours", sa.Boolean(), nullable=False),
        sa.Column("hides_training", sa.Boolean(), nullable=False),
        sa.Column("hides_words", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_record_choices_person_id_people",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_record_choices"),
        sa.UniqueConstraint("person_id", name="uq_record_choices_person_id"),
    )


def downgrade():
    op.drop_table("record_choices")
    op.drop_index("ix_share_links_ends_on", "share_links")
    op.drop_index("ix_share_links_person_id", "share_links")
    op.drop_table("share_links")
