"""Roles that people can help in, and asking for one."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "opportunities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("neutral_title", sa.String(length=120), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("summary", sa.String(length=200), nullable=False),
        sa.Column("what_you_will_do", sa.JSON(), nullable=False),
        sa.Column("what_you_get", sa.JSON(), nullable=False),
        sa.Column("time_commitment", sa.String(length=200), nullable=False),
        sa.Column("when_words", sa.String(length=200), nullable=False),
        sa.Column("is_regular", sa.Boolean(), nullable=False),
        sa.Column("is_remote", sa.Boolean(), nullable=False),
        sa.Column("lived_experience", sa.String(length=12), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("minimum_age", sa.Integer(), nullable=False),
        sa.Column("needs_driving_licence", sa.Boolean(), nullable=False),
        sa.Column("expenses", sa.Text(), nullable=False),
        sa.Column("benefits", sa.Text(), nullable=False),
        sa.Column("check_level", sa.String(length=10), nullable=False),
        sa.Column("check_why", sa.String(length=500), nullable=False),
        sa.Column("eligibility_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("eligibility_confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("references_needed", sa.Integer(), nullable=False),
        sa.Column("training", sa.JSON(), nullable=False),
        sa.Column("induction", sa.String(length=200), nullable=False),
        sa.Column("offers_taster", sa.Boolean(), nullable=False),
        sa.Column("most_hours_a_week", sa.Integer(), nullable=False),
        sa.Column("supporter_id", sa.Integer(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "published_at IS NULL OR (expenses <> '' AND check_why <> ''"
            " AND supporter_id IS NOT NULL)",
            name="ck_opportunities_published_says_expenses_check_and_supporter",
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR check_level <> 'enhanced' OR eligibility_confirmed_at"
            " IS NOT NULL",
            name="ck_opportunities_enhanced_is_eligible",
        ),
        sa.CheckConstraint("minimum_age >= 14", name="ck_opportunities_minimum_age_is_plausible"),
        sa.CheckConstraint(
            "most_hours_a_week BETWEEN 1 AND 60", name="ck_opportunities_most_hours_is_plausible"
        ),
        sa.CheckConstraint(
            "places IS NULL OR places > 0", name="ck_opportunities_places_is_positive"
        ),
        sa.CheckConstraint(
            "references_needed BETWEEN 0 AND 3", name="ck_opportunities_references_are_few"
        ),
        sa.ForeignKeyConstraint(
            ["eligibility_confirmed_by_id"],
            ["people.id"],
            name="fk_opportunities_eligibility_confirmed_by_id_people",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_opportunities_organisation_id_organisations",
        ),
        sa.ForeignKeyConstraint(
            ["supporter_id"],
            ["people.id"],
            name="fk_opportunities_supporter_id_people",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venues.id"], name="fk_opportunities_venue_id_venues"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunities"),
        sa.UniqueConstraint("slug", name="uq_opportunities_slug"),
    )
    op.create_index(
        "ix_opportunities_eligibility_confirmed_by_id",
        "opportunities",
        ["eligibility_confirmed_by_id"],
    )
    op.create_index(
        "ix_opportunities_of_organisation", "opportunities", ["organisation_id", "published_at"]
    )
    op.create_index("ix_opportunities_supporter_id", "opportunities", ["supporter_id"])
    op.create_index("ix_opportunities_venue_id", "opportunities", ["venue_id"])

    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=24), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("free", sa.JSON(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("is_old_enough", sa.Boolean(), nullable=False),
        sa.Column("agreement_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name="fk_applications_opportunity_id_opportunities",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_applications_person_id_people",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_applications"),
    )
    op.create_index(
        "ix_applications_opportunity_id_state", "applications", ["opportunity_id", "state"]
    )
    op.create_index("ix_applications_person_id", "applications", ["person_id"])
    op.create_index(
        "uq_applications_one_at_a_time",
        "applications",
        ["opportunity_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('not_this_time', 'withdrawn', 'ended')"),
        postgresql_where=sa.text("state NOT IN ('not_this_time', 'withdrawn', 'ended')"),
    )

    op.create_table(
        "opportunity_badges",
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["badge_id"],
            ["badges.id"],
            name="fk_opportunity_badges_badge_id_badges",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name="fk_opportunity_badges_opportunity_id_opportunities",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("opportunity_id", "badge_id", name="pk_opportunity_badges"),
    )
    op.create_index("ix_opportunity_badges_badge_id", "opportunity_badges", ["badge_id"])

    op.create_table(
        "opportunity_events",
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name="fk_opportunity_events_event_id_events",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name="fk_opportunity_events_opportunity_id_opportunities",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("opportunity_id", "event_id", name="pk_opportunity_events"),
    )
    op.create_index("ix_opportunity_events_event_id", "opportunity_events", ["event_id"])

    op.create_table(
        "opportunity_tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name="fk_opportunity_tasks_opportunity_id_opportunities",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity_tasks"),
        sa.UniqueConstraint(
            "opportunity_id", "kind", name="uq_opportunity_tasks_opportunity_id_kind"
        ),
    )
    op.create_index(
        "ix_opportunity_tasks_kind_opportunity_id", "opportunity_tasks", ["kind", "opportunity_id"]
    )

    op.create_table(
        "opportunity_times",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_time", sa.Time(), nullable=False),
        sa.Column("end_time", sa.Time(), nullable=False),
        sa.Column("how_often", sa.String(length=12), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="ck_opportunity_times_weekday_is_one"),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name="fk_opportunity_times_opportunity_id_opportunities",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity_times"),
        sa.UniqueConstraint(
            "opportunity_id",
            "weekday",
            "start_time",
            name="uq_opportunity_times_opportunity_id_weekday_start_time",
        ),
    )


def downgrade():
    op.drop_table("opportunity_times")
    op.drop_table("opportunity_tasks")
    op.drop_table("opportunity_events")
    op.drop_table("opportunity_badges")
    op.drop_table("applications")
    op.drop_table("opportunities")
