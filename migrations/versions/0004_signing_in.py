"""Sign-in codes, where each sign-in is, and reminders as a choice."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "sign_in_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("is_mailed", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_codes")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sign_in_codes_key_hash")),
    )
    op.create_index(
        "ix_sign_in_codes_address_hash_asked_at", "sign_in_codes", ["address_hash", "asked_at"]
    )
    # The defaults fill the rows that are there, and go again: the models say their own.
    with op.batch_alter_table("people") as people:
        people.add_column(
            sa.Column("wants_reminders", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("sign_ins") as sign_ins:
        sign_ins.add_column(
            sa.Column("browser", sa.String(length=60), nullable=False, server_default="")
        )
    with op.batch_alter_table("people") as people:
        people.alter_column("wants_reminders", server_default=None)
    with op.batch_alter_table("sign_ins") as sign_ins:
        sign_ins.alter_column("browser", server_default=None)


def downgrade():
    with op.batch_alter_table("sign_ins") as sign_ins:
        sign_ins.drop_column("browser")
    with op.batch_alter_table("people") as people:
        people.drop_column("wants_reminders")
    op.drop_index("ix_sign_in_codes_address_hash_asked_at", table_name="sign_in_codes")
    op.drop_table("sign_in_codes")
