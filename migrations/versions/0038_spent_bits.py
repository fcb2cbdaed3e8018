"""Bits of what is forgotten: what was withdrawn stays so, and no bit is given twice."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "spent_bits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("status_list_id", sa.Integer(), nullable=False),
        sa.Column("status_index", sa.Integer(), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["status_list_id"],
            ["status_lists.id"],
            name="fk_spent_bits_status_list_id_status_lists",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_spent_bits"),
        sa.UniqueConstraint(
            "status_list_id", "status_index", name="uq_spent_bits_status_list_id_status_index"
        ),
    )


def downgrade():
    op.drop_table("spent_bits")
