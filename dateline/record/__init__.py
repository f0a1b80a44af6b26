"""The record: the append-only, hash-chained list of everything ever published, and a local copy of it."""
