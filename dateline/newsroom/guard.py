"""The database's own guard over the record: no entry is ever changed or deleted, only its payload and salt erased."""

from __future__ import annotations

from typing import Any

FIXED = ("seq", "instant", "batch", "key", "version", "digest", "chain")
ERASABLE = ("payload", "salt")
WORDS = "the record is append-only"
HEAD = (
    "INSERT INTO record_head (id, seq, instant, batch, chain) "
    "SELECT 1, 0, NULL, 0, '' WHERE NOT EXISTS (SELECT 1 FROM record_head)"
)
SQLITE_KEEP = "record_entry_kept"


def lay(cursor: Any, vendor: str) -> None:
    """Make the head row and the triggers where they lack; safe to repeat."""
    cursor.execute(HEAD)
    for statement in _sqlite() if vendor == "sqlite" else _postgresql():
        cursor.execute(statement)


def _changed(differs: str) -> str:
    fixed = [f"NEW.{name} {differs} OLD.{name}" for name in FIXED]
    erased = [f"(NEW.{name} IS NOT NULL AND NEW.{name} {differs} OLD.{name})" for name in ERASABLE]
    return " OR ".join(fixed + erased)


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    return [
        f"CREATE TRIGGER IF NOT EXISTS {SQLITE_KEEP} BEFORE DELETE ON record_entry {refuse}",
        "CREATE TRIGGER IF NOT EXISTS record_entry_fixed BEFORE UPDATE ON record_entry "
        f"WHEN {_changed('IS NOT')} {refuse}",
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION record_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$",
        "CREATE OR REPLACE TRIGGER record_entry_kept BEFORE DELETE ON record_entry "
        "FOR EACH ROW EXECUTE FUNCTION record_entry_refuse()",
        "CREATE OR REPLACE TRIGGER record_entry_fixed BEFORE UPDATE ON record_entry "
        f"FOR EACH ROW WHEN ({_changed('IS DISTINCT FROM')}) EXECUTE FUNCTION record_entry_refuse()",
    ]
