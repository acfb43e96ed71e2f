"""A box that shares its store with others: who it is, its reserve of numbers, and how it goes on without.

While the common store is away the box issues and prints from a store of its own, the island; once it
is back the island's log is carried over. `docs/several-kiosks.md` has the whole way.
"""
