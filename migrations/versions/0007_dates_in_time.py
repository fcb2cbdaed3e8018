"""Walk the dates in time without reading their rows: the index holds all that a list asks first."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

IN_TIME = ["starts_at", "id", "ends_at", "event_id", "venue_id"]


def upgrade():
    op.create_index("ix_occurrences_in_time", "occurrences", IN_TIME)
    op.drop_index("ix_occurrences_starts_at_id", "occurrences")


def downgrade():
    op.create_index("ix_occurrences_starts_at_id", "occurrences", ["starts_at", "id"])
    op.drop_index("ix_occurrences_in_time", "occurrences")
