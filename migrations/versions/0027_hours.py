"""Hours that people gave, the thanks they had for them, and costs paid back."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "mileage_rates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.CheckConstraint("pence BETWEEN 1 AND 100", name="ck_mileage_rates_pence_are_plausible"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_mileage_rates_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mileage_rates"),
        sa.UniqueConstraint("organisation_id", name="uq_mileage_rates_organisation_id"),
    )
    op.create_table(
        "expense_claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("tenths_of_mile", sa.Integer(), nullable=True),
        sa.Column("pence_per_mile", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("form_key", sa.String(length=64), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('question', 'not_approved') OR words <> ''",
            name="ck_expense_claims_answers_say_why",
        ),
        sa.CheckConstraint(
            "(tenths_of_mile IS NULL) = (pence_per_mile IS NULL)",
            name="ck_expense_claims_miles_have_a_rate",
        ),
        sa.CheckConstraint(
            "pence BETWEEN 1 AND 100000", name="ck_expense_claims_pence_are_plausible"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["people.id"],
            name="fk_expense_claims_decided_by_id_people",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name="fk_expense_claims_opportunity_id_opportunities",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_expense_claims_organisation_id_organisations",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_expense_claims_person_id_people",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_expense_claims"),
        sa.UniqueConstraint("form_key", name="uq_expense_claims_form_key"),
    )
    op.create_index("ix_expense_claims_decided_by_id", "expense_claims", ["decided_by_id"])
    op.create_index("ix_expense_claims_opportunity_id", "expense_claims", ["opportunity_id"])
    op.create_index(
        "ix_expense_claims_organisation_id_state", "expense_claims", ["organisation_id", "state"]
    )
    op.create_index("ix_expense_claims_person_id", "expense_claims", ["person_id"])

    op.create_table(
        "hours_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=64), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed_on_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state NOT IN ('question', 'not_confirmed') OR words <> ''",
            name="ck_hours_entries_answers_say_why",
        ),
        sa.CheckConstraint(
            "minutes > 0 OR corrects_id IS NOT NULL",
            name="ck_hours_entries_only_corrections_are_none",
        ),
        sa.CheckConstraint(
            "minutes >= 0 AND minutes % 15 = 0", name="ck_hours_entries_minutes_are_quarters"
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["hours_entries.id"],
            name="fk_hours_entries_corrects_id_hours_entries",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["people.id"],
            name="fk_hours_entries_decided_by_id_people",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrences.id"],
            name="fk_hours_entries_occurrence_id_occurrences",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name="fk_hours_entries_opportunity_id_opportunities",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_hours_entries_organisation_id_organisations",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_hours_entries_person_id_people",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_hours_entries"),
        sa.UniqueConstraint("corrects_id", name="uq_hours_entries_corrects_id"),
        sa.UniqueConstraint("form_key", name="uq_hours_entries_form_key"),
    )
    op.create_index("ix_hours_entries_decided_by_id", "hours_entries", ["decided_by_id"])
    op.create_index("ix_hours_entries_occurrence_id", "hours_entries", ["occurrence_id"])
    op.create_index("ix_hours_entries_opportunity_id", "hours_entries", ["opportunity_id"])
    op.create_index(
        "ix_hours_entries_organisation_id_state_day",
        "hours_entries",
        ["organisation_id", "state", "day"],
    )
    op.create_index("ix_hours_entries_person_id_day", "hours_entries", ["person_id", "day"])
    op.create_index(
        "uq_hours_entries_one_for_each_date",
        "hours_entries",
        ["person_id", "occurrence_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('sent', 'question', 'confirmed')"),
        postgresql_where=sa.text("state IN ('sent', 'question', 'confirmed')"),
    )

    op.create_table(
        "recognitions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=24), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("earned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["hours_entries.id"],
            name="fk_recognitions_entry_id_hours_entries",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_recognitions_person_id_people",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recognitions"),
        sa.UniqueConstraint("person_id", "slug", name="uq_recognitions_person_id_slug"),
    )
    op.create_index("ix_recognitions_entry_id", "recognitions", ["entry_id"])


def downgrade():
    op.drop_table("recognitions")
    op.drop_table("hours_entries")
    op.drop_table("expense_claims")
    op.drop_table("mileage_rates")
