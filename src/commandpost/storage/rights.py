"""Who may do what in a PostgreSQL journal, kept by the database itself: a second wall behind the program's own filters.

The server always acts as ``SERVER_ROLE``: it may add to what is evidence and never change, delete or empty it. Every
transaction names the unit it works for (``SCOPE``); row-level security shows it what that unit may see, and nothing to
a transaction that names none. ``WHOLE`` is the server's own work: taking in, folding, signing.
"""

from __future__ import annotations

from sqlalchemy.engine import Connection

from commandpost.storage.tables import CACHE_METADATA, METADATA

SERVER_ROLE = "commandpost_server"
SCOPE = "commandpost.unit"
WHOLE = "*"
UNIT = "commandpost_unit"  # execution option of an engine: the unit of its transactions; without it WHOLE
EVIDENCE = ("journal", "feed", "receipt", "naming", "quarantine")  # added to, never changed
READ_ONLY = ("migration",)

_HERE = f"(SELECT current_setting('{SCOPE}', true))"
_FED = "EXISTS (SELECT 1 FROM feed f WHERE f.lsn = {table}.lsn)"
# What a unit sees of a table; the tables not named here are the server's own.
SEEN = {
    "feed": f"unit IN ({_HERE}, '*')",
    "journal": _FED.format(table="journal"),
    "naming": _FED.format(table="naming"),
    "blob": "EXISTS (SELECT 1 FROM naming n WHERE n.sha256 = blob.sha256)",
    "record": "EXISTS (SELECT 1 FROM journal j WHERE j.record = record.record)",
    "stream": "true",  # keys, hashes and signatures tell nobody what was written
    "receipt": "true",
    "device": "true",
    "meta": "k IN ('schema', 'epoch') OR (starts_with(k, 'setting:') AND NOT starts_with(k, 'setting:board:'))",
    "migration": "true",
}
MAKE_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{SERVER_ROLE}') THEN
        CREATE ROLE {SERVER_ROLE} NOLOGIN;
    END IF;
    IF NOT pg_has_role(current_user, '{SERVER_ROLE}', 'MEMBER') THEN
        EXECUTE 'GRANT {SERVER_ROLE} TO ' || quote_ident(current_user);
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;  -- another server's start made it
END $$
"""
# Hashes of what a reader may not see, without the bodies, so that its chain still verifies.
HASHES_OF = """
CREATE OR REPLACE FUNCTION journal_hashes(of_stream text, low bigint, high bigint)
RETURNS TABLE (seq bigint, prev bytea, hash bytea, signature bytea, body_hash bytea)
LANGUAGE sql STABLE SET commandpost.unit = '*' AS
$$ SELECT seq, prev, hash, signature, sha256(body) FROM journal WHERE stream = of_stream AND seq BETWEEN low AND high
   UNION ALL
   SELECT seq, prev, hash, signature, body_hash FROM stub WHERE stream = of_stream AND seq BETWEEN low AND high $$
"""
SIGNED_END = """
CREATE OR REPLACE FUNCTION journal_signed_end(of_stream text, low bigint) RETURNS bigint
LANGUAGE sql STABLE SET commandpost.unit = '*' AS
$$ SELECT least(
    (SELECT min(seq) FROM journal WHERE stream = of_stream AND seq >= low AND signature IS NOT NULL),
    (SELECT min(seq) FROM stub WHERE stream = of_stream AND seq >= low AND signature IS NOT NULL)) $$
"""


def grant(connection: Connection) -> None:
    """Make the role, its rights and the policies; may be done again, and needs the owner of the tables."""
    connection.exec_driver_sql(MAKE_ROLE)
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {SERVER_ROLE}")
    connection.exec_driver_sql(f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {SERVER_ROLE}")
    for table in (*METADATA.tables, *CACHE_METADATA.tables):
        connection.exec_driver_sql(f"REVOKE ALL ON {table} FROM PUBLIC, {SERVER_ROLE}")
        connection.exec_driver_sql(f"GRANT {_deeds(table)} ON {table} TO {SERVER_ROLE}")
        _police(connection, table)
    connection.exec_driver_sql(HASHES_OF)
    connection.exec_driver_sql(SIGNED_END)


def _deeds(table: str) -> str:
    if table in READ_ONLY:
        return "SELECT"
    return "SELECT, INSERT" if table in EVIDENCE else "SELECT, INSERT, UPDATE, DELETE"


def _police(connection: Connection, table: str) -> None:
    """Force row-level security, on the owner too: all to the server's own work, to a unit what it may see."""
    whole = f"{_HERE} = '{WHOLE}'"
    connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    connection.exec_driver_sql(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    shown = f"{whole} OR {SEEN[table]}" if table in SEEN else whole  # the cheap question first: rows are many
    policies = {
        "seen": f"FOR SELECT USING ({shown})",
        "added": f"FOR INSERT WITH CHECK ({whole})",
        "changed": f"FOR UPDATE USING ({whole}) WITH CHECK ({whole})",
        "removed": f"FOR DELETE USING ({whole})",
    }
    for name, rule in policies.items():
        connection.exec_driver_sql(f"DROP POLICY IF EXISTS {name} ON {table}")
        connection.exec_driver_sql(f"CREATE POLICY {name} ON {table} {rule}")
