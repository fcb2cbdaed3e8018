"""A step of a badge may say which training it takes."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade():
    new = sa.Column("training", sa.String(200), nullable=False, server_default="")
    with op.batch_alter_table("criteria") as criteria:
        criteria.add_column(new)
    with op.batch_alter_table("criteria") as criteria:
        criteria.alter_column("training", server_default=None)
        criteria.create_check_constraint(
            op.f("ck_criteria_names_training"), "training = '' OR measure = 'training'"
        )


def downgrade():
    """What named its training takes all of one role again, as it did before."""
    with op.batch_alter_table("criteria") as criteria:
        criteria.drop_constraint(op.f("ck_criteria_names_training"), type_="check")
        criteria.drop_column("training")
