"""The tables of a journal, the same on every tier; SQLAlchemy Core only."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

SCHEMA = 1  # of the tables that cannot be refolded
CACHE = 7  # of the record cache; another number refolds it at the next start

METADATA = MetaData()
CACHE_METADATA = MetaData()  # virtual tables on SQLite, plain ones on PostgreSQL

# SQLite gives a rowid only to INTEGER.
BIG = BigInteger().with_variant(Integer, "sqlite")

HAS_STATUS, HAS_PARENT, HAS_SUBJECT = (text(f"{column} IS NOT NULL") for column in ("status", "parent", "subject"))

META = Table("meta", METADATA, Column("k", Text, primary_key=True), Column("v", Text, nullable=False))

MIGRATION = Table(
    "migration",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
)

COUNTER = Table(
    "counter", METADATA, Column("name", Text, primary_key=True), Column("value", BigInteger, nullable=False)
)

DEVICE = Table(
    "device",
    METADATA,
    Column("device", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    Column("enrolled_at", Text, nullable=False),
    Column("revoked_at", Text),
    Column("certificate", LargeBinary, nullable=False),
)

STREAM = Table(
    "stream",
    METADATA,
    Column("opened", BIG, primary_key=True, autoincrement=True),  # the order in which this journal met them
    Column("stream", Text, nullable=False, unique=True),
    Column("device", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("parent", Text),
    Column("parent_seq", BigInteger, nullable=False),
    Column("parent_hash", LargeBinary, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("acked", BigInteger, nullable=False),
    Column("own", Boolean, nullable=False),
    Index("stream_parent", "parent"),
    Index("stream_device", "device"),
)

JOURNAL = Table(
    "journal",
    METADATA,
    Column("lsn", BigInteger, primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("unit", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("received", Text, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("signature", LargeBinary),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("stream", "seq"),
    Index("journal_record", "record"),
)

STUB = Table(
    "stub",
    METADATA,
    Column("stream", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("prev", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("signature", LargeBinary),
    Column("body_hash", LargeBinary, nullable=False),
)  # entries whose bodies this journal may not see; the chain needs their hashes

FEED = Table(
    "feed",
    METADATA,
    Column("unit", Text, primary_key=True),
    Column("lsn", BigInteger, primary_key=True),
    Index("feed_lsn", "lsn"),
)

RECEIPT = Table(
    "receipt",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("stream", Text, nullable=False),
    Column("low", BigInteger, nullable=False),
    Column("high", BigInteger, nullable=False),
    Column("tier", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Index("receipt_stream", "stream", "high"),
)

CURSOR = Table(
    "cursor",
    METADATA,
    Column("peer", Text, primary_key=True),
    Column("unit", Text, primary_key=True),
    Column("epoch", Text, nullable=False),
    Column("lsn", BigInteger, nullable=False),
    Column("whole", Boolean, nullable=False),
)

BLOB = Table(
    "blob",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("state", Text, nullable=False),  # here, wanted, erased
    Column("content", LargeBinary),
    Column("sent", Boolean, nullable=False),
    Column("erased_at", Text),
    Index("blob_state", "state", "sent"),
)

NAMING = Table(
    "naming",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("lsn", BigInteger, primary_key=True),
    Column("personal", Boolean, nullable=False),
)  # which entries name a blob: who may fetch it, and what an erasure may touch

QUARANTINE = Table(
    "quarantine",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("stream", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("why", Text, nullable=False),
    Column("frame", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
)

ENROLMENT = Table(
    "enrolment",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("expires_at", Text),
    Column("device", Text),
)

ALARM = Table(
    "alarm",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("code", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("dismissed", Boolean, nullable=False),
    UniqueConstraint("code", "stream", "detail"),
)

RECORD = Table(
    "record",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("record", Text, nullable=False, unique=True),
    Column("unit", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text),
    Column("parent", Text),
    Column("subject", Text),
    Column("at", Text, nullable=False),
    Column("due_at", Text),
    Column("conflicts", Boolean, nullable=False),
    Column("document", Text, nullable=False),
    Index("record_kind_at", "kind", "at"),
    # Only those that have one, on PostgreSQL too (migration 6): a page less is written for every line that has none.
    Index("record_kind_status_at", "kind", "status", "at", sqlite_where=HAS_STATUS),
    Index("record_parent_kind_at", "parent", "kind", "at", sqlite_where=HAS_PARENT),
    Index("record_subject", "subject", sqlite_where=HAS_SUBJECT),
)

OWED = Table(
    "owed",
    METADATA,
    Column("record", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Index("owed_kind", "kind"),
    Index("owed_subject", "subject"),
)  # records that wait for a receipt of this unit, forwarded incidents to follow; part of the cache

BOX = Table(
    "record_box",
    CACHE_METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("west", Float, nullable=False),
    Column("east", Float, nullable=False),
    Column("south", Float, nullable=False),
    Column("north", Float, nullable=False),
)

TEXT = Table(
    "record_text",
    CACHE_METADATA,
    Column("rowid", BigInteger, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("kind", "words", "signs", "pairs", "initials")),
)  # the columns of ``search_text.columns``

APPEND_ONLY = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
SQLITE_CACHE = {
    "record_box": "CREATE VIRTUAL TABLE IF NOT EXISTS record_box USING rtree(id, west, east, south, north)",
    "record_text": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS record_text USING fts5(kind, words, signs, pairs, initials, "
        "content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0')"
    ),
}
SQLITE_DDL = (
    *SQLITE_CACHE.values(),
    f"CREATE TRIGGER IF NOT EXISTS journal_no_update BEFORE UPDATE ON journal {APPEND_ONLY}",
    f"CREATE TRIGGER IF NOT EXISTS journal_no_delete BEFORE DELETE ON journal {APPEND_ONLY}",
)

POSTGRES_DDL = (
    """
    CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
    """,
    """
    CREATE OR REPLACE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_append_only()
    """,
    """
    CREATE OR REPLACE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()
    """,
)
