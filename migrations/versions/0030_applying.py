"""Applying for a role, what the group decides, and getting ready."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

NAME, EMAIL, REASON, SHORT = 80, 254, 500, 200
SAYS_WHY = "ck_applications_not_this_time_says_why"


def upgrade():
    with op.batch_alter_table("applications") as table:
        for name, length in (
            ("referee_when", 5),
            ("referee_name", NAME),
            ("referee_email", EMAIL),
            ("agreement_version", 10),
            ("reason", REASON),
        ):
            table.add_column(sa.Column(name, sa.String(length), nullable=False, server_default=""))
        table.add_column(sa.Column("answered", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(_moment("saved_at", nullable=True))
        table.add_column(sa.Column("with_id", sa.Integer(), nullable=True))
        table.add_column(_moment("nudged_at", nullable=True))
        table.add_column(_moment("sorry_at", nullable=True))
        table.add_column(
            sa.Column("gave_position", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.create_index("ix_applications_state_moved_at", ["state", "moved_at"])
        table.create_index("ix_applications_with_id", ["with_id"])
        table.create_foreign_key(
            "fk_applications_with_id_people", "people", ["with_id"], ["id"], ondelete="SET NULL"
        )
    op.execute("UPDATE applications SET saved_at = moved_at")
    op.execute(
        "UPDATE applications SET reason = 'We did not write down why.'"
        " WHERE state = 'not_this_time' AND reason = ''"
    )
    with op.batch_alter_table("applications") as table:
        table.alter_column("saved_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        table.create_check_constraint(op.f(SAYS_WHY), "state <> 'not_this_time' OR reason <> ''")

    op.create_table(
        "application_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _moment("written_at"),
        _key("application_notes", "application_id", "applications", "CASCADE"),
        _key("application_notes", "author_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_application_notes"),
        sa.UniqueConstraint("form_key", name="uq_application_notes_form_key"),
    )
    _index("application_notes", "application_id")
    _index("application_notes", "author_id")

    op.create_table(
        "screening_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("about", sa.String(SHORT), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("referee_name", sa.String(NAME), nullable=False),
        sa.Column("referee_email", sa.String(EMAIL), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=True),
        _moment("asked_at", nullable=True),
        sa.Column("chased", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(REASON), nullable=False),
        sa.Column("against_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        _moment("decided_at", nullable=True),
        sa.Column("renew_on", sa.Date(), nullable=True),
        _moment("renewal_told_at", nullable=True),
        sa.CheckConstraint(
            "state <> 'not_suitable' OR decided_by_id IS NULL OR against_by_id IS NULL"
            " OR decided_by_id <> against_by_id",
            name="ck_screening_steps_not_suitable_takes_two",
        ),
        sa.CheckConstraint(
            "state NOT IN ('waived', 'not_suitable') OR reason <> ''",
            name="ck_screening_steps_says_why",
        ),
        _key("screening_steps", "application_id", "applications", "CASCADE"),
        _key("screening_steps", "against_by_id", "people", "SET NULL"),
        _key("screening_steps", "decided_by_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_screening_steps"),
        sa.UniqueConstraint(
            "application_id", "number", name="uq_screening_steps_application_id_number"
        ),
        sa.UniqueConstraint("token_hash", name="uq_screening_steps_token_hash"),
    )
    _index("screening_steps", "against_by_id")
    _index("screening_steps", "decided_by_id")
    _index("screening_steps", "renew_on")
    op.create_index("ix_screening_steps_state_asked_at", "screening_steps", ["state", "asked_at"])

    op.create_table(
        "application_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        _moment("moved_at"),
        _key("application_moves", "application_id", "applications", "CASCADE"),
        _key("application_moves", "step_id", "screening_steps", "CASCADE"),
        _key("application_moves", "by_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_application_moves"),
    )
    for column in ("application_id", "step_id", "by_id"):
        _index("application_moves", column)

    op.create_table(
        "reference_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("how_long", sa.String(SHORT), nullable=False),
        sa.Column("in_what_way", sa.String(SHORT), nullable=False),
        sa.Column("is_happy", sa.String(6), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _moment("answered_at"),
        _key("reference_replies", "step_id", "screening_steps", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reference_replies"),
        sa.UniqueConstraint("step_id", name="uq_reference_replies_step_id"),
    )


def downgrade():
    for table in ("reference_replies", "application_moves", "screening_steps", "application_notes"):
        op.drop_table(table)
    with op.batch_alter_table("applications") as table:
        table.drop_constraint(op.f(SAYS_WHY), type_="check")
        table.drop_constraint(op.f("fk_applications_with_id_people"), type_="foreignkey")
        table.drop_index("ix_applications_with_id")
        table.drop_index("ix_applications_state_moved_at")
        for column in (
            *("gave_position", "sorry_at", "nudged_at", "with_id", "saved_at", "answered"),
            *("reason", "agreement_version", "referee_email", "referee_name", "referee_when"),
        ):
            table.drop_column(column)


def _moment(name, nullable=False):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _key(table, column, other, on_delete):
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=on_delete)


def _index(table, column):
    op.create_index(f"ix_{table}_{column}", table, [column])
