"""A word about somebody's work belongs to the group it was said in."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

GROUP = "fk_endorsements_organisation_id_organisations"


def upgrade():
    """Until now each was taken for a word of the group that its badge was asked of."""
    with op.batch_alter_table("endorsements") as endorsements:
        endorsements.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        endorsements.create_foreign_key(
            op.f(GROUP), "organisations", ["organisation_id"], ["id"], ondelete="SET NULL"
        )
        endorsements.create_index(
            op.f("ix_endorsements_organisation_id"), ["organisation_id"], unique=False
        )
    op.execute(
        "UPDATE endorsements SET organisation_id = (SELECT organisation_id FROM badge_awards"
        " WHERE badge_awards.id = endorsements.award_id)"
    )


def downgrade():
    with op.batch_alter_table("endorsements") as endorsements:
        endorsements.drop_index(op.f("ix_endorsements_organisation_id"))
        endorsements.drop_constraint(op.f(GROUP), type_="foreignkey")
        endorsements.drop_column("organisation_id")
