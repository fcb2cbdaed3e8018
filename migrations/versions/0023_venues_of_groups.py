"""Who looks after what is said of a venue: the group that added it, or else the network."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

GIVE_PRIVATE_ONES_TO_WHO_MEETS_THERE = """
    UPDATE venues SET organisation_id =
        (SELECT MIN(events.organisation_id) FROM events WHERE events.venue_id = venues.id)
    WHERE is_address_private AND
        (SELECT COUNT(DISTINCT events.organisation_id) FROM events
         WHERE events.venue_id = venues.id) = 1
"""
KEY = "fk_venues_organisation_id_organisations"


def upgrade():
    with op.batch_alter_table("venues") as table:
        table.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f(KEY), "organisations", ["organisation_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index(op.f("ix_venues_organisation_id"), ["organisation_id"])
    op.execute(GIVE_PRIVATE_ONES_TO_WHO_MEETS_THERE)


def downgrade():
    with op.batch_alter_table("venues") as table:
        table.drop_index(op.f("ix_venues_organisation_id"))
        table.drop_constraint(op.f(KEY), type_="foreignkey")
        table.drop_column("organisation_id")
