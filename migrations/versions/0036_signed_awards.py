"""Which signed credentials stand for which award."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "award_credentials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("is_neutral", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["award_id"],
            ["badge_awards.id"],
            name="fk_award_credentials_award_id_badge_awards",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name="fk_award_credentials_credential_id_credentials",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_award_credentials"),
        sa.UniqueConstraint(
            "award_id", "is_neutral", name="uq_award_credentials_award_id_is_neutral"
        ),
        sa.UniqueConstraint("credential_id", name="uq_award_credentials_credential_id"),
    )


def downgrade():
    op.drop_table("award_credentials")
