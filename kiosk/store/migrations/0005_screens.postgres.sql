-- The small screens at the counters that ask how it was. The key itself is known to the screen alone.
CREATE TABLE screen (
  counter TEXT PRIMARY KEY,
  key_hash TEXT NOT NULL UNIQUE,
  allowed_by TEXT NOT NULL,
  allowed_at TEXT NOT NULL
);
