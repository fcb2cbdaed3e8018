"""Events that only their link leads to."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

FIRST = {
    "ix_events_of_organisation": ["organisation_id", "kind_id"],
    "ix_events_of_kind": ["kind_id", "organisation_id"],
}
ASKED = ["audience_id", "is_step_free", "is_free", "gives_time", "booking_mode"]


def upgrade():
    op.add_column(
        "events", sa.Column("is_listed", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    _index("published_at", "is_listed")


def downgrade():
    _index("published_at")
    op.drop_column("events", "is_listed")


def _index(*asked_first):
    for name, columns in FIRST.items():
        op.drop_index(name, "events")
        op.create_index(name, "events", [*columns, *asked_first, *ASKED])
