"""Following groups and places too, and a list each week."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ONE_THING = (
    "(CASE WHEN event_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN place_id IS NULL THEN 0 ELSE 1 END) = 1"
)
ABOUT = {"organisation_id": "organisations", "place_id": "places"}


def upgrade():
    with op.batch_alter_table("follows") as follows:
        follows.alter_column("event_id", existing_type=sa.Integer(), nullable=True)
        for column, table in ABOUT.items():
            follows.add_column(sa.Column(column, sa.Integer(), nullable=True))
            follows.create_foreign_key(
                op.f(f"fk_follows_{column}_{table}"), table, [column], ["id"], ondelete="CASCADE"
            )
            follows.create_unique_constraint(op.f(f"uq_follows_{column}_email"), [column, "email"])
        follows.create_check_constraint(op.f("ck_follows_is_about_one_thing"), ONE_THING)
        follows.add_column(
            sa.Column("tells_changes", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        follows.add_column(
            sa.Column("sends_weekly", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        follows.add_column(sa.Column("last_week", sa.Date(), nullable=True))
    with op.batch_alter_table("follows") as follows:
        follows.alter_column("tells_changes", server_default=None)
        follows.alter_column("sends_weekly", server_default=None)


def downgrade():
    op.execute("DELETE FROM follows WHERE event_id IS NULL")
    with op.batch_alter_table("follows") as follows:
        follows.drop_column("last_week")
        follows.drop_column("sends_weekly")
        follows.drop_column("tells_changes")
        follows.drop_constraint(op.f("ck_follows_is_about_one_thing"), type_="check")
        for column, table in ABOUT.items():
            follows.drop_constraint(op.f(f"uq_follows_{column}_email"), type_="unique")
            follows.drop_constraint(op.f(f"fk_follows_{column}_{table}"), type_="foreignkey")
            follows.drop_column(column)
        follows.alter_column("event_id", existing_type=sa.Integer(), nullable=False)
