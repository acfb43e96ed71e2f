-- Closed days that were put into archive files. A day stands here before the first of its rows leaves.
CREATE TABLE archive_day (
  day TEXT PRIMARY KEY,
  -- Which rows of the log the file holds, both included.
  first BIGINT NOT NULL,
  last BIGINT NOT NULL,
  tickets INTEGER NOT NULL,
  file TEXT NOT NULL,
  -- SHA-256 of the file.
  digest TEXT NOT NULL,
  -- Which box has it, where several share a store.
  box TEXT NOT NULL,
  archived_at TEXT NOT NULL
);

-- Where a replay starts: what the archived rows said, as far as it still holds.
CREATE TABLE log_start (
  one INTEGER PRIMARY KEY,
  seq BIGINT NOT NULL,
  day TEXT NOT NULL,
  digest TEXT NOT NULL,
  facts TEXT NOT NULL
);

-- Only what a file has leaves the log.
CREATE OR REPLACE FUNCTION event_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.seq <= coalesce((SELECT max(seq) FROM log_start), 0) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'rows of the log are never deleted, unless an archive file has them';
  END IF;
  RAISE EXCEPTION 'rows of the log are never changed or deleted';
END $$;

-- Of a rating whose ticket is in the archive: its score, for totals, and nothing that leads to anybody.
CREATE TABLE rating_past (
  id BIGINT PRIMARY KEY,
  day TEXT NOT NULL,
  counter TEXT,
  score INTEGER NOT NULL
);
CREATE INDEX rating_past_day ON rating_past (day, id, counter, score);
CREATE VIEW rating_told AS SELECT id, day, counter, score FROM rating
  UNION ALL SELECT id, day, counter, score FROM rating_past;
