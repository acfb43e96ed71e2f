-- What was learned from the days that are over, by subject: it can be learned again from the log at any time.
-- `model` is all that a process needs to tell a wait; `record` is what the next night learns from.
CREATE TABLE learning (
  subject TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  model TEXT NOT NULL,
  record TEXT NOT NULL
) WITHOUT ROWID;
