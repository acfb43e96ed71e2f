"""Retention: closed days leave the store for files; a replay starts where they end (docs/retention.md)."""
