"""Who looks after what is said of a venue: the group that added it, or else the network."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEY = "fk_venues_organisation_id_organisations"


def upgrade():
    with op.batch_alter_table("venues") as table:
        table.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f(KEY), "organisations", ["organisation_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index(op.f("ix_venues_organisation_id"), ["organisation_id"])


def downgrade():
    with op.batch_alter_table("venues") as table:
        table.drop_index(op.f("ix_venues_organisation_id"))
        table.drop_constraint(op.f(KEY), type_="foreignkey")
        table.drop_column("organisation_id")
