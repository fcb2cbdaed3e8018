"""Being told by mail when the dates of something change."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "follows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_follows_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follows")),
        sa.UniqueConstraint("event_id", "email", name=op.f("uq_follows_event_id_email")),
        sa.UniqueConstraint("key", name=op.f("uq_follows_key")),
    )
    op.create_index(op.f("ix_follows_email"), "follows", ["email"])


def downgrade():
    op.drop_index(op.f("ix_follows_email"), table_name="follows")
    op.drop_table("follows")
