"""Full-text search over event_texts: FTS5 on SQLite, a weighted tsvector on PostgreSQL."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ON_SQLITE = (
    """
    CREATE VIRTUAL TABLE event_texts_fts USING fts5(
        title, body, content='event_texts', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2', prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER event_texts_fts_insert AFTER INSERT ON event_texts BEGIN
        INSERT INTO event_texts_fts (rowid, title, body) VALUES (new.id, new.title, new.body);
    END
    """,
    """
    CREATE TRIGGER event_texts_fts_delete AFTER DELETE ON event_texts BEGIN
        INSERT INTO event_texts_fts (event_texts_fts, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
    END
    """,
    """
    CREATE TRIGGER event_texts_fts_update AFTER UPDATE OF title, body ON event_texts BEGIN
        INSERT INTO event_texts_fts (event_texts_fts, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
        INSERT INTO event_texts_fts (rowid, title, body) VALUES (new.id, new.title, new.body);
    END
    """,
    # What an earlier version already wrote.
    "INSERT INTO event_texts_fts (event_texts_fts) VALUES ('rebuild')",
)

# A generated column may only use functions that are immutable. `unaccent` is not marked so,
# because its dictionary could be changed; ours never is. Where the extension cannot be had
# (it takes a right that some hosts keep to themselves), accents are left as they are.
ON_POSTGRESQL = (
    """
    DO $$
    BEGIN
        CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;
        CREATE FUNCTION search_text(words text) RETURNS text
            LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
            AS 'SELECT lower(public.unaccent(''public.unaccent'', words))';
    EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        CREATE FUNCTION search_text(words text) RETURNS text
            LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
            AS 'SELECT lower(words)';
    END
    $$
    """,
    """
    ALTER TABLE event_texts ADD COLUMN fts tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', search_text(title)), 'A')
        || setweight(to_tsvector('english', search_text(body)), 'B')
    ) STORED
    """,
    "CREATE INDEX ix_event_texts_fts ON event_texts USING gin (fts)",
)

OFF_SQLITE = (
    "DROP TRIGGER event_texts_fts_update",
    "DROP TRIGGER event_texts_fts_delete",
    "DROP TRIGGER event_texts_fts_insert",
    "DROP TABLE event_texts_fts",
)

# The extension stays: something else in the database may have come to use it.
OFF_POSTGRESQL = (
    "DROP INDEX ix_event_texts_fts",
    "ALTER TABLE event_texts DROP COLUMN fts",
    "DROP FUNCTION search_text(text)",
)


def upgrade():
    run(ON_SQLITE, ON_POSTGRESQL)


def downgrade():
    run(OFF_SQLITE, OFF_POSTGRESQL)


def run(on_sqlite, on_postgresql):
    connection = op.get_bind()
    for words in on_sqlite if connection.dialect.name == "sqlite" else on_postgresql:
        connection.exec_driver_sql(words)
