"""Choose dates from indexes alone: each holds all that a list asks before it shows a row."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OF_VENUE = ["venue_id", "starts_at", "id", "ends_at", "event_id"]
OF_EVENT = ["event_id", "starts_at", "id", "ends_at", "venue_id"]
ASKED = ["published_at", "audience_id", "is_step_free", "is_free", "gives_time", "booking_mode"]


def upgrade():
    op.create_index("ix_occurrences_of_venue", "occurrences", OF_VENUE)
    op.drop_index("ix_occurrences_venue_id_starts_at", "occurrences")
    op.create_index("ix_occurrences_of_event", "occurrences", OF_EVENT)
    op.drop_index("ix_occurrences_event_id_starts_at", "occurrences")
    op.create_index("ix_events_of_organisation", "events", ["organisation_id", "kind_id", *ASKED])
    op.drop_index("ix_events_organisation_id", "events")
    op.create_index("ix_events_of_kind", "events", ["kind_id", "organisation_id", *ASKED])
    op.drop_index("ix_events_kind_id", "events")
    op.create_index("ix_places_latitude_longitude", "places", ["latitude", "longitude"])


def downgrade():
    op.drop_index("ix_places_latitude_longitude", "places")
    op.create_index("ix_events_kind_id", "events", ["kind_id"])
    op.drop_index("ix_events_of_kind", "events")
    op.create_index("ix_events_organisation_id", "events", ["organisation_id"])
    op.drop_index("ix_events_of_organisation", "events")
    op.create_index("ix_occurrences_event_id_starts_at", "occurrences", ["event_id", "starts_at"])
    op.drop_index("ix_occurrences_of_event", "occurrences")
    op.create_index("ix_occurrences_venue_id_starts_at", "occurrences", ["venue_id", "starts_at"])
    op.drop_index("ix_occurrences_of_venue", "occurrences")
