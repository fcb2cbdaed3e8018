"""Badges in versions with their criteria, and what becomes of somebody's way to one."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

LIVE = sa.text("state IN ('working_on', 'asked', 'more_needed', 'earned')")


def upgrade():
    _word_badges()
    _make_versions()
    _copy_versions()
    with op.batch_alter_table("badges") as badges:
        badges.drop_column("criteria")
    _lengthen_awards()
    _make_shown()


def downgrade():
    for table in ("endorsements", "evidence_items", "ticks"):
        op.drop_table(table)
    _shorten_awards()
    with op.batch_alter_table("badges") as badges:
        badges.add_column(sa.Column("criteria", sa.JSON(), nullable=False, server_default="[]"))
    _copy_criteria_back()
    op.drop_table("criteria")
    op.drop_table("badge_versions")
    op.drop_index("ix_badges_organisation_id", "badges")
    with op.batch_alter_table("badges") as badges:
        badges.alter_column("criteria", server_default=None)
        badges.drop_constraint("fk_badges_organisation_id_organisations", type_="foreignkey")
        for name in ("organisation_id", "number", "retired_at", *(c.name for c in _new_words())):
            badges.drop_column(name)


def _new_words():
    return [
        sa.Column("neutral_description", sa.Text(), nullable=False, server_default=""),
        sa.Column("area", sa.String(12), nullable=False, server_default="people"),
        sa.Column("icon", sa.String(20), nullable=False, server_default="sun"),
        sa.Column("everyday_skills", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("endorsements_needed", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("expires_after_months", sa.Integer(), nullable=True),
        sa.Column("alignment", sa.JSON(), nullable=False, server_default="[]"),
    ]


def _word_badges():
    new = [*_new_words(), sa.Column("number", sa.Integer(), nullable=False, server_default="1")]
    with op.batch_alter_table("badges") as badges:
        for column in new:
            badges.add_column(column)
        badges.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        badges.add_column(sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
        badges.create_foreign_key(
            "fk_badges_organisation_id_organisations",
            "organisations",
            ["organisation_id"],
            ["id"],
            ondelete="SET NULL",
        )
    with op.batch_alter_table("badges") as badges:
        for column in new:
            badges.alter_column(column.name, server_default=None)
    op.create_index("ix_badges_organisation_id", "badges", ["organisation_id"])


def _make_versions():
    op.create_table(
        "badge_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("neutral_name", sa.String(120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("layer", sa.String(20), nullable=False),
        *(sa.Column(each.name, each.type, nullable=each.nullable) for each in _new_words()),
        _key("badge_versions", "badge_id", "badges"),
        sa.PrimaryKeyConstraint("id", name="pk_badge_versions"),
        sa.UniqueConstraint("badge_id", "number", name="uq_badge_versions_badge_id_number"),
        sa.UniqueConstraint("public_id", name="uq_badge_versions_public_id"),
    )
    op.create_table(
        "criteria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("neutral_words", sa.String(200), nullable=False),
        sa.Column("measure", sa.String(10), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("needs_id", sa.Integer(), nullable=True),
        _key("criteria", "version_id", "badge_versions"),
        _key("criteria", "needs_id", "badges"),
        sa.CheckConstraint(
            "(measure = 'badge') = (needs_id IS NOT NULL)", name="ck_criteria_names_the_badge"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_criteria"),
        sa.UniqueConstraint("version_id", "position", name="uq_criteria_version_id_position"),
    )
    op.create_index("ix_criteria_needs_id", "criteria", ["needs_id"])


def _copy_versions():
    connection = op.get_bind()
    badges, versions, criteria = _tables("badges", "badge_versions", "criteria")
    now = sa.func.current_timestamp()
    for badge in connection.execute(sa.select(badges)).mappings().all():
        words = {
            column.name: badge[column.name]
            for column in versions.c
            if column.name in badge and column.name not in ("id", "number")
        }
        added = connection.execute(
            versions.insert()
            .values(
                **words,
                badge_id=badge["id"],
                number=1,
                public_id=secrets.token_urlsafe(16),
                published_at=now,
            )
            .returning(versions.c.id)
        ).scalar_one()
        for position, said in enumerate(badge["criteria"], 1):
            step = {"position": position, "words": said[:200], "neutral_words": ""}
            connection.execute(
                criteria.insert().values(version_id=added, measure="word", amount=1, **step)
            )


def _copy_criteria_back():
    connection = op.get_bind()
    badges, versions, criteria = _tables("badges", "badge_versions", "criteria")
    for badge_id, number in connection.execute(sa.select(badges.c.id, badges.c.number)).all():
        said = connection.scalars(
            sa.select(criteria.c.words)
            .join(versions, versions.c.id == criteria.c.version_id)
            .where(versions.c.badge_id == badge_id, versions.c.number == number)
            .order_by(criteria.c.position)
        ).all()
        connection.execute(
            badges.update().where(badges.c.id == badge_id).values(criteria=list(said))
        )


def _tables(*names):
    metadata = sa.MetaData()
    metadata.reflect(op.get_bind(), only=names)
    return [metadata.tables[name] for name in names]


def _lengthen_awards():
    with op.batch_alter_table("badge_awards") as awards:
        awards.add_column(sa.Column("version_id", sa.Integer(), nullable=True))
        awards.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        awards.add_column(
            sa.Column("state", sa.String(12), nullable=False, server_default="working_on")
        )
        for name in ("asked_at", "earned_at", "over_at"):
            awards.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        awards.add_column(sa.Column("expires_on", sa.Date(), nullable=True))
        for name in ("words", "reason", "look_again"):
            awards.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        for name in ("awarded_by_id", "proposed_by_id", "withdrawn_by_id"):
            awards.add_column(sa.Column(name, sa.Integer(), nullable=True))
        awards.add_column(
            sa.Column("is_hidden", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        awards.add_column(
            sa.Column("endings_told", sa.Integer(), nullable=False, server_default="0")
        )
    op.execute(
        "UPDATE badge_awards SET version_id ="
        " (SELECT id FROM badge_versions WHERE badge_versions.badge_id = badge_awards.badge_id)"
    )
    with op.batch_alter_table("badge_awards") as awards:
        awards.alter_column("version_id", nullable=False)
        for name in ("state", "words", "reason", "look_again", "is_hidden", "endings_told"):
            awards.alter_column(name, server_default=None)
        for column, other, ondelete in _AWARD_KEYS:
            name = f"fk_badge_awards_{column}_{other}"
            awards.create_foreign_key(name, other, [column], ["id"], ondelete=ondelete)
        awards.drop_constraint("uq_badge_awards_person_id_badge_id", type_="unique")
        awards.create_check_constraint(
            "ck_badge_awards_withdrawn_takes_two",
            "state <> 'withdrawn' OR proposed_by_id IS NULL OR withdrawn_by_id IS NULL"
            " OR proposed_by_id <> withdrawn_by_id",
        )
        awards.create_check_constraint(
            "ck_badge_awards_says_why", "state <> 'withdrawn' OR reason <> ''"
        )
    for columns in _AWARD_INDEXES:
        op.create_index(f"ix_badge_awards_{'_'.join(columns)}", "badge_awards", columns)
    op.create_index(
        "uq_badge_awards_live",
        "badge_awards",
        ["person_id", "badge_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


_AWARD_KEYS = (
    ("version_id", "badge_versions", "CASCADE"),
    ("organisation_id", "organisations", "SET NULL"),
    ("awarded_by_id", "people", "SET NULL"),
    ("proposed_by_id", "people", "SET NULL"),
    ("withdrawn_by_id", "people", "SET NULL"),
)
_AWARD_INDEXES = (
    ["person_id"],
    ["version_id"],
    ["organisation_id", "state"],
    ["state", "expires_on"],
    ["awarded_by_id"],
    ["proposed_by_id"],
    ["withdrawn_by_id"],
)


def _shorten_awards():
    op.execute(
        "DELETE FROM badge_awards WHERE id NOT IN"
        " (SELECT max(id) FROM badge_awards GROUP BY person_id, badge_id)"
    )
    op.drop_index("uq_badge_awards_live", "badge_awards")
    for columns in _AWARD_INDEXES:
        op.drop_index(f"ix_badge_awards_{'_'.join(columns)}", "badge_awards")
    with op.batch_alter_table("badge_awards") as awards:
        awards.drop_constraint("ck_badge_awards_withdrawn_takes_two", type_="check")
        awards.drop_constraint("ck_badge_awards_says_why", type_="check")
        for column, other, _ in _AWARD_KEYS:
            awards.drop_constraint(f"fk_badge_awards_{column}_{other}", type_="foreignkey")
        for name in (
            *(column for column, _, _ in _AWARD_KEYS),
            *("state", "asked_at", "earned_at", "over_at", "expires_on", "words", "reason"),
            *("look_again", "is_hidden", "endings_told"),
        ):
            awards.drop_column(name)
        awards.create_unique_constraint(
            "uq_badge_awards_person_id_badge_id", ["person_id", "badge_id"]
        )


def _make_shown():
    op.create_table(
        "ticks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        _key("ticks", "award_id", "badge_awards"),
        _key("ticks", "criterion_id", "criteria"),
        _key("ticks", "by_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_ticks"),
        sa.UniqueConstraint("award_id", "criterion_id", name="uq_ticks_award_id_criterion_id"),
    )
    op.create_table(
        "evidence_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("link", sa.String(500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(24), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        _key("evidence_items", "award_id", "badge_awards"),
        _key("evidence_items", "criterion_id", "criteria"),
        _key("evidence_items", "by_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_items"),
        sa.UniqueConstraint("form_key", name="uq_evidence_items_form_key"),
    )
    op.create_table(
        "endorsements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        _key("endorsements", "award_id", "badge_awards"),
        _key("endorsements", "by_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_endorsements"),
        sa.UniqueConstraint("award_id", "by_id", name="uq_endorsements_award_id_by_id"),
    )
    for table, columns in (
        ("ticks", ("criterion_id", "by_id")),
        ("evidence_items", ("award_id", "criterion_id", "by_id")),
        ("endorsements", ("by_id",)),
    ):
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


def _key(table, column, other, ondelete="CASCADE"):
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
