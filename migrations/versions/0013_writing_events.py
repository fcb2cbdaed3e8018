"""Writing events down: drafts, days left out, places for people who turn up, other hosts."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "event_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_event_drafts_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_drafts")),
        sa.UniqueConstraint("form_key", name=op.f("uq_event_drafts_form_key")),
    )
    for column in ("organisation_id", "updated_at"):
        op.create_index(op.f(f"ix_event_drafts_{column}"), "event_drafts", [column])
    op.create_table(
        "event_cohosts",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_event_cohosts_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_event_cohosts_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "organisation_id", name=op.f("pk_event_cohosts")),
    )
    op.create_index(op.f("ix_event_cohosts_organisation_id"), "event_cohosts", ["organisation_id"])
    with op.batch_alter_table("events") as events:
        events.add_column(sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]"))
        events.add_column(
            sa.Column("walk_in_places", sa.Integer(), nullable=False, server_default="0")
        )
        events.add_column(sa.Column("publish_at", sa.DateTime(timezone=True), nullable=True))
        events.create_check_constraint(
            op.f("ck_events_walk_in_places_is_not_negative"), "walk_in_places >= 0"
        )


def downgrade():
    with op.batch_alter_table("events") as events:
        events.drop_constraint(op.f("ck_events_walk_in_places_is_not_negative"), type_="check")
        for column in ("publish_at", "walk_in_places", "left_out"):
            events.drop_column(column)
    op.drop_index(op.f("ix_event_cohosts_organisation_id"), table_name="event_cohosts")
    op.drop_table("event_cohosts")
    for column in ("updated_at", "organisation_id"):
        op.drop_index(op.f(f"ix_event_drafts_{column}"), table_name="event_drafts")
    op.drop_table("event_drafts")
