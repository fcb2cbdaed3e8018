"""Shifts, who is on them, and who stands in."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "rota_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cover", sa.String(length=8), nullable=False),
        sa.Column("calendar_hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_rota_choices_person_id_people",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rota_choices"),
        sa.UniqueConstraint("calendar_hash", name="uq_rota_choices_calendar_hash"),
        sa.UniqueConstraint("person_id", name="uq_rota_choices_person_id"),
    )
    op.create_table(
        "shift_patterns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("frequency", sa.String(length=12), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("nth", sa.Integer(), nullable=True),
        sa.Column("first_date", sa.Date(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("before_minutes", sa.Integer(), nullable=False),
        sa.Column("after_minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "(event_id IS NULL AND start_time IS NOT NULL AND end_time IS NOT NULL) OR"
            " (event_id IS NOT NULL AND frequency = 'with_event')",
            name="ck_shift_patterns_has_a_time_or_an_event",
        ),
        sa.CheckConstraint(
            "before_minutes BETWEEN 0 AND 360 AND after_minutes BETWEEN 0 AND 360",
            name="ck_shift_patterns_margins_are_plausible",
        ),
        sa.CheckConstraint(
            "least >= 1 AND most BETWEEN least AND 40", name="ck_shift_patterns_people"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name="fk_shift_patterns_event_id_events",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name="fk_shift_patterns_opportunity_id_opportunities",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shift_patterns"),
    )
    op.create_index("ix_shift_patterns_event_id", "shift_patterns", ["event_id"])
    op.create_index("ix_shift_patterns_opportunity_id", "shift_patterns", ["opportunity_id"])
    op.create_table(
        "shifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("pattern_id", sa.Integer(), nullable=True),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.Column("original_date", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("start_time", sa.Time(), nullable=False),
        sa.Column("end_time", sa.Time(), nullable=False),
        sa.Column("before_minutes", sa.Integer(), nullable=False),
        sa.Column("after_minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("date_sequence", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_off_with_date", sa.Boolean(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name="ck_shifts_ends_after_it_starts"),
        sa.CheckConstraint("least >= 1 AND most BETWEEN least AND 40", name="ck_shifts_people"),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrences.id"],
            name="fk_shifts_occurrence_id_occurrences",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name="fk_shifts_opportunity_id_opportunities",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["pattern_id"],
            ["shift_patterns.id"],
            name="fk_shifts_pattern_id_shift_patterns",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shifts"),
        sa.UniqueConstraint(
            "pattern_id",
            "original_date",
            "number",
            name="uq_shifts_pattern_id_original_date_number",
        ),
    )
    op.create_index("ix_shifts_in_time", "shifts", ["starts_at", "ends_at"])
    op.create_index("ix_shifts_occurrence_id", "shifts", ["occurrence_id"])
    op.create_index("ix_shifts_of_role", "shifts", ["opportunity_id", "starts_at"])
    op.create_table(
        "shift_signups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("taster_of_id", sa.Integer(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seeks_cover", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("override_note", sa.String(length=300), nullable=False),
        sa.Column("overridden_by_id", sa.Integer(), nullable=True),
        sa.Column("before_off", sa.String(length=16), nullable=False),
        sa.Column("hours_entry_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hours_entry_id"],
            ["hours_entries.id"],
            name="fk_shift_signups_hours_entry_id_hours_entries",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["overridden_by_id"],
            ["people.id"],
            name="fk_shift_signups_overridden_by_id_people",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_shift_signups_person_id_people",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shifts.id"], name="fk_shift_signups_shift_id_shifts", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["taster_of_id"],
            ["opportunities.id"],
            name="fk_shift_signups_taster_of_id_opportunities",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shift_signups"),
    )
    op.create_index("ix_shift_signups_hours_entry_id", "shift_signups", ["hours_entry_id"])
    op.create_index("ix_shift_signups_overridden_by_id", "shift_signups", ["overridden_by_id"])
    op.create_index("ix_shift_signups_person_id_state", "shift_signups", ["person_id", "state"])
    op.create_index("ix_shift_signups_shift_id_state", "shift_signups", ["shift_id", "state"])
    op.create_index(
        "uq_shift_signups_one_taster",
        "shift_signups",
        ["taster_of_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("taster_of_id IS NOT NULL AND state IN ('signed_up', 'came')"),
        postgresql_where=sa.text("taster_of_id IS NOT NULL AND state IN ('signed_up', 'came')"),
    )
    op.create_index(
        "uq_shift_signups_one_that_is_live",
        "shift_signups",
        ["shift_id", "person_id"],
        unique=True,
        sqlite_where=sa.text(
            "state IN ('signed_up', 'swap_asked', 'came', 'did_not_come', 'standby')"
        ),
        postgresql_where=sa.text(
            "state IN ('signed_up', 'swap_asked', 'came', 'did_not_come', 'standby')"
        ),
    )
    op.create_table(
        "cover_asks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signup_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_cover_asks_person_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["signup_id"],
            ["shift_signups.id"],
            name="fk_cover_asks_signup_id_shift_signups",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cover_asks"),
        sa.UniqueConstraint("signup_id", "person_id", name="uq_cover_asks_signup_id_person_id"),
    )
    op.create_index("ix_cover_asks_person_id", "cover_asks", ["person_id"])


def downgrade():
    op.drop_table("cover_asks")
    op.drop_table("shift_signups")
    op.drop_table("shifts")
    op.drop_table("shift_patterns")
    op.drop_table("rota_choices")
