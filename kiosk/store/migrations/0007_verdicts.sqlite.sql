-- How far up an unhappy customer's matter was told, as long as nobody has gone to it.
ALTER TABLE case_file ADD COLUMN rung INTEGER NOT NULL DEFAULT 1;

-- The counters whose keypad has keys for the customer, as the devices process found them when it started.
CREATE TABLE rating_key (
  counter TEXT PRIMARY KEY
) WITHOUT ROWID;

-- What lobby managers looked at: the tablet reads the day's.
CREATE INDEX event_checked ON event (day, seq) WHERE kind = 'checked';
