-- Closed days that were put into archive files. A day stands here before the first of its rows leaves.
CREATE TABLE archive_day (
  day TEXT PRIMARY KEY,
  -- Which rows of the log the file holds, both included.
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  tickets INTEGER NOT NULL,
  file TEXT NOT NULL,
  -- SHA-256 of the file.
  digest TEXT NOT NULL,
  -- Which box has it, where several share a store.
  box TEXT NOT NULL,
  archived_at TEXT NOT NULL
) WITHOUT ROWID;

-- Where a replay starts: what the archived rows said, as far as it still holds.
CREATE TABLE log_start (
  one INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  day TEXT NOT NULL,
  digest TEXT NOT NULL,
  facts TEXT NOT NULL
);

-- Only what a file has leaves the log.
DROP TRIGGER event_is_kept;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
WHEN OLD.seq > coalesce((SELECT max(seq) FROM log_start), 0)
BEGIN SELECT RAISE(ABORT, 'rows of the log are never deleted, unless an archive file has them'); END;

-- Of a rating whose ticket is in the archive: its score, for totals, and nothing that leads to anybody.
CREATE TABLE rating_past (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  counter TEXT,
  score INTEGER NOT NULL
);
CREATE INDEX rating_past_day ON rating_past (day, id, counter, score);
CREATE VIEW rating_told AS SELECT id, day, counter, score FROM rating
  UNION ALL SELECT id, day, counter, score FROM rating_past;
