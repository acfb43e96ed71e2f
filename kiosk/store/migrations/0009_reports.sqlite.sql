-- What the branch manager's reports are told from: a closed day, month or year in one row. It is made of
-- the log alone and can be made again at any time, so that it is no state of the lobby's own.
-- Not WITHOUT ROWID: which spans there are is read from the key's index, past the facts.
CREATE TABLE report_span (
  -- 2026-11-25, 2026-11 or 2026.
  span TEXT PRIMARY KEY,
  facts TEXT NOT NULL,
  -- How the devices stood at the end of a day, for the day after it.
  carried TEXT NOT NULL
);
-- Where in the log a business day begins and ends.
CREATE INDEX event_turn ON event (day, seq) WHERE kind IN ('day_opened', 'day_closed');
