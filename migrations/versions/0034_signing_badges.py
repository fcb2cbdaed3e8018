"""Who signs badges with which keys, what was signed, and which of it was withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

IN_USE = sa.text("retired_at IS NULL")
UNSIGNED = sa.text("signed_at IS NULL")


def upgrade():
    op.create_table(
        "issuers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _key("issuers", "organisation_id", "organisations", None),
        sa.PrimaryKeyConstraint("id", name="pk_issuers"),
        sa.UniqueConstraint("organisation_id", name="uq_issuers_organisation_id"),
        sa.UniqueConstraint("public_id", name="uq_issuers_public_id"),
    )
    _make_keys()
    op.create_table(
        "status_lists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("jwt", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        _key("status_lists", "issuer_id", "issuers"),
        sa.PrimaryKeyConstraint("id", name="pk_status_lists"),
        sa.UniqueConstraint("issuer_id", "number", name="uq_status_lists_issuer_id_number"),
    )
    op.create_index("ix_status_lists_is_stale", "status_lists", ["is_stale"])
    _make_achievements()
    _make_credentials()


def downgrade():
    for table in ("credentials", "achievements", "status_lists", "signing_keys", "issuers"):
        op.drop_table(table)


def _make_keys():
    op.create_table(
        "signing_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("private", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "retired_at IS NULL OR private IS NULL", name=op.f("ck_signing_keys_retired_is_wiped")
        ),
        _key("signing_keys", "issuer_id", "issuers"),
        sa.PrimaryKeyConstraint("id", name="pk_signing_keys"),
    )
    op.create_index("ix_signing_keys_issuer_id", "signing_keys", ["issuer_id"])
    op.create_index(
        "uq_signing_keys_in_use",
        "signing_keys",
        ["issuer_id", "kind"],
        unique=True,
        sqlite_where=IN_USE,
        postgresql_where=IN_USE,
    )


def _make_achievements():
    op.create_table(
        "achievements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("is_neutral", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("group_name", sa.String(120), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("alignment", sa.JSON(), nullable=False),
        sa.Column("icon", sa.String(40), nullable=False),
        sa.Column("layer", sa.String(20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _key("achievements", "issuer_id", "issuers"),
        sa.PrimaryKeyConstraint("id", name="pk_achievements"),
        sa.UniqueConstraint("issuer_id", "digest", name="uq_achievements_issuer_id_digest"),
        sa.UniqueConstraint("public_id", name="uq_achievements_public_id"),
    )


def _make_credentials():
    op.create_table(
        "credentials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("achievement_id", sa.Integer(), nullable=False),
        sa.Column("status_list_id", sa.Integer(), nullable=False),
        sa.Column("status_index", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.String(45), nullable=False),
        sa.Column("email_hash", sa.String(80), nullable=True),
        sa.Column("email_salt", sa.String(24), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("endorsements", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("jwt", sa.Text(), nullable=True),
        sa.Column("key_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        _key("credentials", "achievement_id", "achievements"),
        _key("credentials", "key_id", "signing_keys", None),
        _key("credentials", "status_list_id", "status_lists", None),
        sa.PrimaryKeyConstraint("id", name="pk_credentials"),
        sa.UniqueConstraint("public_id", name="uq_credentials_public_id"),
        sa.UniqueConstraint(
            "status_list_id", "status_index", name="uq_credentials_status_list_id_status_index"
        ),
    )
    op.create_index("ix_credentials_achievement_id", "credentials", ["achievement_id"])
    op.create_index("ix_credentials_key_id", "credentials", ["key_id"])
    op.create_index(
        "ix_credentials_unsigned",
        "credentials",
        ["id"],
        sqlite_where=UNSIGNED,
        postgresql_where=UNSIGNED,
    )


def _key(table, column, other, ondelete="CASCADE"):
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
